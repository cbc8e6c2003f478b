"""The command `goodstanding`: finds each command's module by name and hands over.

Modules are loaded on demand, so `goodstanding --help` is quick and a command that needs no
database does not open one. A command parses, calls an action or a query, prints; nothing else.
"""

import importlib
import os
import sys

import click
import django

from goodstanding.cli.show import show_faults
from goodstanding.core.basis.faults import Refused

COMMANDS = {
    "account": "Make, change and close accounts of officers and of entities.",
    "appraise": "Compute the grade of every entity for a day.",
    "backup": "Copy the database safely while it is in use.",
    "case": "Open cases, take their steps, serve letters, see what is due.",
    "city": "Write the files of the fictional demonstration city.",
    "client": "Issue and revoke keys of systems that ask the check desk.",
    "copy": "Keep the columnar copy, by which everybody is appraised.",
    "country": "Write a whole country as a columnar copy, to measure.",
    "demo": "Run the main job from end to end, with figures.",
    "draft": "Prepare steps for another's signature; sign many with one receipt.",
    "dump": "Print the canonical dump's digest, or write the dump.",
    "explain": "Show how one entity's score adds up, and until when.",
    "identify": "Show and decide records whose organisation is unclear.",
    "init": "Create or upgrade the database and its guards.",
    "intake": "Take in a department's file; print its receipt.",
    "may": "Say whether an entity may do an act, and why; logged first.",
    "office": "Deputies, absences, interests; hand-overs and challenges.",
    "permissions": "Show acts that are allowed in spite of measures.",
    "plan": "Show an entity's ways out: from which day, and what each changes.",
    "packs": "Check, test, list and start packs.",
    "rebuild": "Drop every derived table and bring it back.",
    "receipts": "List batches and their receipts; release a held one.",
    "removals": "Show who must say that a removed record is gone; take their word.",
    "replay": "Show an entity's page as it was on an earlier day, for an audit; logged first.",
    "report": "Show an entity's records; the special report, to those entitled.",
    "screen": "Compare a file of names with the register.",
    "sealed": "Seal what a matter needs of a person; two open it, its day erases it.",
    "search": "Find an entity by name, part of a name, or code.",
    "serve": "Serve the portal.",
    "verify": "Check digests, numbering and guards of the ledger.",
}
"""Each command is `command` in `goodstanding.cli.<name>`."""


class Commands(click.Group):
    """A group whose commands are modules of this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstanding.site.settings")
        django.setup()
        module = importlib.import_module(f"goodstanding.cli.{cmd_name}")
        command: click.Command = module.command
        command.short_help = COMMANDS[cmd_name]
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="goodstanding")
def root() -> None:
    """Credit-based regulation of market entities: records, cited rules, explained grades."""


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 refused (see the codes), 2 wrong usage."""
    try:
        root(standalone_mode=False)
    except Refused as refused:
        show_faults(refused.faults)
        sys.exit(1)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
