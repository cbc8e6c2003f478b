"""The child of the copy's kill tests: syncs, compacts or erases, and may die on the way.

`python -m tests.kill.copy_child WHAT DIE_AT [CONTROL]`: at event number DIE_AT (0: never) the
process kills itself. Events are what touches the disk or the database: every file put in place,
every folder made durable, every removal, every statement.

CONTROL `manifest_first` plants the fault that the harness must catch: the manifest is put in place
before the files that it names.
"""

import os
import sys
from datetime import date
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "goodstanding.site.settings"
django.setup()

from django.db import connection  # noqa: E402
from tests.kill.child import Countdown, say  # noqa: E402
from tests.store.copy.story import BITS, COPIED  # noqa: E402

from goodstanding.actions.grades.copy import copy_folder  # noqa: E402
from goodstanding.actions.intake.erase import erase  # noqa: E402
from goodstanding.core.basis.faults import Refused  # noqa: E402
from goodstanding.store.copy import files, manifest, staging  # noqa: E402
from goodstanding.store.copy.compact import compact  # noqa: E402
from goodstanding.store.copy.sync import sync  # noqa: E402

WATCHED = (
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "mkdir"),
    (os, "fsync"),
    (files, "digest_of_file"),
)
ON = date(2026, 3, 2)


def watch(countdown: Countdown) -> None:
    """Count every step that changes the disk, before and after it."""
    for owner, name in WATCHED:
        done = getattr(owner, name)

        def counted(*given: object, done: object = done, **more: object) -> object:
            countdown.tick()
            result = done(*given, **more)  # type: ignore[operator]
            countdown.tick()
            return result

        setattr(owner, name, counted)


def plant_manifest_first() -> None:
    """Let the manifest name files that are written after it, and die between the two."""
    write = staging.write_records

    def late(folder: Path, stem: str, rows: object, **more: int) -> object:
        file = write(folder, stem, rows, **more)  # type: ignore[arg-type]
        (folder / file.file).unlink()
        return file

    staging.write_records = late  # type: ignore[assignment]
    put = manifest.write_manifest

    def put_and_die(folder: Path, said: manifest.Manifest) -> None:
        put(folder, said)
        os.kill(os.getpid(), 9)

    sys.modules["goodstanding.store.copy.sync"].write_manifest = put_and_die  # type: ignore[attr-defined]


def main(what: str, die_at: str, control: str = "") -> None:
    """Do one thing to the copy."""
    countdown = Countdown(int(die_at))
    if control == "manifest_first":
        plant_manifest_first()
    watch(countdown)
    with connection.execute_wrapper(countdown.statement):
        try:
            match what:
                case "sync":
                    sync(copy_folder(), policy=COPIED, bits=BITS, portion=40, flush=60)
                case "compact":
                    compact(copy_folder())
                case _:
                    seq = int(what.removeprefix("erase"))
                    erase(seq, actor="o", reason="r", on=ON, policy=COPIED, seed="s")
        except Refused as refused:
            say(f"refused {refused.faults[0].code}")
            return
    say(f"events {countdown.events}")


if __name__ == "__main__":
    main(*sys.argv[1:])
