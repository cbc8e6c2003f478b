"""Faults of appraising on Spark. Whatever is refused here, what stood before stands."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NOT_INSTALLED = FaultKind(
    "SPARK-E001",
    Text("没有安装 Spark 引擎", "the Spark engine is not installed"),
    Text(
        "运行 pip install 'goodstanding[spark]'，或改用 --engine duckdb。",
        "Run pip install 'goodstanding[spark]', or use --engine duckdb.",
    ),
)
NO_JAVA = FaultKind(
    "SPARK-E002",
    Text("没有找到 Java，而 Spark 需要它", "no Java was found, and Spark needs it"),
    Text(
        "安装 Java {least} 或更高版本（Debian：apt-get install default-jre-headless），"
        "或用 JAVA_HOME 指明其位置。",
        "Install Java {least} or newer (Debian: apt-get install default-jre-headless), "
        "or name its folder in JAVA_HOME.",
    ),
)
OLD_JAVA = FaultKind(
    "SPARK-E003",
    Text(
        "Java 版本为 {found}，Spark 需要 {least} 或更高版本",
        "this is Java {found}, and Spark needs {least} or newer",
    ),
    Text(
        "安装更新的版本，并用 JAVA_HOME 指明其位置。",
        "Install a newer one and name its folder in JAVA_HOME.",
    ),
)
MASTER_UNCLEAR = FaultKind(
    "SPARK-E004",
    Text("“{master}”不是 Spark 主节点的地址", "{master} is no address of a Spark master"),
    Text(
        "写成 spark://主机:7077；单机使用 local[2]。",
        "Write spark://host:7077, or local[2] for this machine alone.",
    ),
)
MASTER_SILENT = FaultKind(
    "SPARK-E005",
    Text("主节点 {master} 没有应答：{told}", "the master {master} does not answer: {told}"),
    Text(
        "核对地址，并确认主节点与工作节点都在运行（见 docs/guides/spark.md）。",
        "Check the address, and that master and workers run (docs/guides/spark.md).",
    ),
)
NOT_STARTED = FaultKind(
    "SPARK-E006",
    Text("Spark 未能启动：{told}", "Spark did not start: {told}"),
    Text(
        "按 Spark 的说明处理后重新运行；此前的结果未变。",
        "Mend what it names and run again; what stood before stands.",
    ),
)
STEP_FAILED = FaultKind(
    "SPARK-E007",
    Text("Spark 未能完成一个步骤：{told}", "Spark could not finish a step: {told}"),
    Text(
        "确认每个工作节点都在同一路径下看得到副本和结果文件夹，且磁盘和内存足够；"
        "重新运行同一命令，将从中断处继续。",
        "See that each worker reaches the copy and the standings under the same path, with disk "
        "and memory to spare; then run the same command: it goes on where it was.",
    ),
)
INCOMPLETE = FaultKind(
    "SPARK-E008",
    Text(
        "Spark 返回了 {found} 个主体，应为 {wanted} 个",
        "Spark returned {found} entities instead of {wanted}",
    ),
    Text(
        "结果未被采用。重新运行；若再次发生，请改用 --engine duckdb 并报告。",
        "Nothing of it was kept. Run again; if it recurs, use --engine duckdb and report it.",
    ),
)
