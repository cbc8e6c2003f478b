"""`goodstanding verify`: check digests, numbering and guards of the ledger."""

import sys

import click

from goodstanding.actions.upkeep import verify
from goodstanding.cli.show import counted, out, say, show_faults, show_json
from goodstanding.core.basis.text import Text


@click.command(
    "verify",
    epilog="\b\nExamples:\n  goodstanding verify\n  goodstanding verify --json\n\n"
    "\b\nExit codes: 0 whole, 1 faults were found.",
)
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def command(json_wanted: bool) -> None:
    """Recompute every digest, and look at numbering, guards, salts and receipts.

    Tells every fault and mends nothing.
    """
    with counted(say(Text("核验", "Verifying"))) as told:
        faults = verify(progress=told)
    if json_wanted:
        show_json(
            [
                {"where": one.where, "code": one.code, "zh": one.what.zh, "en": one.what.en}
                for one in faults
            ]
        )
    elif faults:
        show_faults(faults)
    else:
        out.print(say(Text("台账完整", "The ledger is whole.")))
    if faults:
        sys.exit(1)
