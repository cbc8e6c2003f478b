"""What DuckDB shows of a span, shown to Spark: the same views, in Spark's words.

The views of `store/copy/duckdb_views.py` are read back as trees. A scan of files becomes Spark's
scan of the same files, by name: nothing is listed. The small tables behind them (what is out of
force, what belongs elsewhere) are written beside the results, where every worker can read them.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from sqlglot import exp

from goodstanding.store.spark.dialect import for_spark, read

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

KINDS = {
    "BIGINT": "BIGINT",
    "INTEGER": "INT",
    "SMALLINT": "SMALLINT",
    "UTINYINT": "SMALLINT",
    "USMALLINT": "INT",
    "DATE": "DATE",
    "VARCHAR": "STRING",
    "BOOLEAN": "BOOLEAN",
}
"""Spark has no unsigned numbers: the next wider kind holds them all."""
PATTERN = re.compile(r"([*?{}\[\]\\])")
"""What Spark would take for a pattern in the name of a file."""


def show(
    session: "SparkSession",
    database: duckdb.DuckDBPyConnection,
    names: Sequence[str],
    *,
    beside: Path,
) -> None:
    """Show views of DuckDB to Spark under the same names, in this order; `beside`: a folder."""
    written: set[str] = set()
    for name in names:
        tree = read(view_statement(database, name))
        scans = 0
        for table in list(tree.find_all(exp.Table)):
            if isinstance(table.this, exp.ReadParquet):
                scans += 1
                scan = f"scan_{name}_{scans}"
                show_files(session, scan, schema_of(database, table), files_of(table))
                table.set("this", exp.to_identifier(scan, quoted=True))
            elif table.name not in names:
                small = table.name
                if small not in written:
                    show_small(session, database, small, beside=beside)
                    written.add(small)
                table.replace(exp.Table(this=table.this, alias=table.args.get("alias")))
        session.sql(for_spark(tree)).createOrReplaceTempView(name)


def view_statement(database: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the statement that made a view."""
    ((said,),) = database.execute(
        "SELECT sql FROM duckdb_views() WHERE view_name = ? AND temporary", [name]
    ).fetchall()
    return str(said)


def files_of(table: exp.Table) -> list[str]:
    """Return the files that a scan names."""
    return [one.name for one in table.this.expressions[0].find_all(exp.Literal)]


def schema_of(database: duckdb.DuckDBPyConnection, relation: exp.Expr) -> str:
    """Return the columns of a relation of DuckDB as Spark declares them."""
    told = exp.Select(expressions=[exp.Star()]).from_(relation).sql("duckdb")
    rows = database.execute(f"DESCRIBE {told}").fetchall()
    return ", ".join(f"`{row[0]}` {KINDS[row[1]]}" for row in rows)


def show_files(session: "SparkSession", name: str, schema: str, files: Sequence[str]) -> None:
    """Show named Parquet files to Spark; columns that a file does not have are NULL."""
    paths = [PATTERN.sub(r"\\\1", file) for file in files]
    session.read.schema(schema).parquet(*paths).createOrReplaceTempView(name)


def show_small(
    session: "SparkSession", database: duckdb.DuckDBPyConnection, name: str, *, beside: Path
) -> None:
    """Write a small table of DuckDB where every worker can read it, and show it to Spark."""
    beside.mkdir(parents=True, exist_ok=True)
    target = beside / f"{name}.parquet"
    database.execute(f"COPY (FROM \"{name}\") TO '{str(target).replace(chr(39), chr(39) * 2)}'")
    schema = schema_of(database, exp.Table(this=exp.to_identifier(name, quoted=True)))
    show_files(session, name, schema, [str(target)])
