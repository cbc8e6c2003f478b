"""`goodstanding case letter`: a letter as PDF, the same bytes as often as it is asked for."""

from pathlib import Path
from typing import cast

import click

from goodstanding.actions.cases.actor import Acting
from goodstanding.cli.looking import looks, reading
from goodstanding.cli.show import out, say
from goodstanding.cli.show_case import today
from goodstanding.core.basis.text import Language, Text
from goodstanding.store.queries import cases as queries
from goodstanding.store.queries.letter_pdf import letter_pdf
from goodstanding.store.shelf import load_policy


@click.command("letter")
@click.argument("letter", type=int)
@click.option(
    "--pdf",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write.",
)
@click.option("--language", type=click.Choice(["zh", "en"]), help="Default: the authentic one.")
@looks
def command(letter: int, target: Path, language: str | None, looking: Acting) -> None:
    """Write LETTER as PDF, with its numbers, marks of protected words and place of the seal.

    A party has it once it is served.
    """
    view = reading(queries.case_of(letter), looking, policy=load_policy(), on=today())
    made = letter_pdf(view, letter, language=cast("Language | None", language))
    target.write_bytes(made)
    out.print(say(Text(f"已写入 {target}", f"Written: {target}")), highlight=False)
