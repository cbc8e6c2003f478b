"""The Java that Spark runs on: found, and new enough."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from goodstanding.core.basis.faults import Refused
from goodstanding.store.spark.faults_spark import NO_JAVA, OLD_JAVA

LEAST = 17
VERSION = re.compile(r'version "(?:1\.)?(\d+)')


def check_java() -> None:
    """Refuse where no Java is found, or one that is too old for Spark."""
    program = java_program()
    found = java_version(program) if program else None
    if found is None:
        raise Refused(NO_JAVA.at("java", least=LEAST))
    if found < LEAST:
        raise Refused(OLD_JAVA.at(program or "java", found=found, least=LEAST))


def java_program() -> str | None:
    """Return the program that Spark would start: that of JAVA_HOME, else the one on the path."""
    home = os.environ.get("JAVA_HOME")
    if home:
        program = Path(home) / "bin" / "java"
        return str(program) if program.exists() else None
    return shutil.which("java")


def java_version(program: str) -> int | None:
    """Return the version of Java that a program says it is, or None where it says none."""
    try:
        said = subprocess.run(  # noqa: S603 (the program that the machine calls java)
            [program, "-version"], capture_output=True, text=True, check=False
        ).stderr
    except OSError:
        return None
    found = VERSION.search(said)
    return int(found[1]) if found else None
