"""The child of the kill test of screening: `python -m tests.kill.screen_child NAMES OUT DIE_AT`.

At event number DIE_AT (0: never) the process kills itself. Events are pieces made durable, and
what follows until the output has its name. Prints the number of events.
"""

import os
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "goodstanding.site.settings"
django.setup()

from tests.kill.child import Countdown, say  # noqa: E402

from goodstanding.cli import screen  # noqa: E402

WATCHED = ((os, "fsync"), (os, "link"), (Path, "unlink"))


def main(names: str, out: str, die_at: str, *more: str) -> None:
    """Screen a file in pieces of two rows."""
    countdown = Countdown(int(die_at))
    for owner, name in WATCHED:
        done = getattr(owner, name)

        def counted(*given: object, done: object = done, **more: object) -> object:
            countdown.tick()
            result = done(*given, **more)  # type: ignore[operator]
            countdown.tick()
            return result

        setattr(owner, name, counted)
    screen.PIECE = 2
    screen.command.main([names, "--out", out, *more], standalone_mode=False)
    say(f"events {countdown.events}")


if __name__ == "__main__":
    main(*sys.argv[1:])
