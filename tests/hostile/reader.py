"""The child of the hostile tests: reads one file to its end and tells code and greatest memory.

`python -m tests.hostile.reader FILE LAYOUT`: prints the code of the fault ("" where there is
none), and by how many bytes the memory of this process grew while it read, and that of the
children that it started.
"""

import resource
import sys
from pathlib import Path

from tests.core.records.small_policy import LAYOUTS

from goodstanding.core.basis.faults import Refused
from goodstanding.store.files.read import open_source

KIB = 1024


def grown(who: int) -> int:
    """Return the greatest resident memory so far, in bytes."""
    return resource.getrusage(who).ru_maxrss * KIB


def main(file: str, layout_id: str) -> None:
    """Read the file."""
    layout = next(one for one in LAYOUTS if one.id == layout_id)
    before = grown(resource.RUSAGE_SELF)
    code = ""
    try:
        for _ in open_source(Path(file), layout).rows:
            pass
    except Refused as refused:
        code = refused.faults[0].code
    after = grown(resource.RUSAGE_SELF)
    sys.stdout.write(f"{code} {after - before} {grown(resource.RUSAGE_CHILDREN)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
