"""What was seen of an entity at the counter: the options of its identity check."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from goodstanding.actions.counter.identity import Seen
from goodstanding.actions.offices.account import proven


def identity(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of an identity check, as one argument `seen`."""

    @click.option("--credential", default="", help="Kind of credential: of the packs' list.")
    @click.option("--code", default="", help="The unified code that stands on it.")
    @click.option("--seal", default="", help="Number of the filed seal that the stamp agrees with.")
    @click.option("--confirmed-by", "by", default="", help="Or the officer who confirms the check.")
    @click.option(
        "--confirm-password",
        "password",
        envvar="GOODSTANDING_CONFIRM_PASSWORD",
        default="",
        help="Of who confirms; asked for.",
    )
    @wraps(command)
    def wrapped(
        credential: str,
        code: str,
        seal: str,
        by: str,
        password: str,
        **more: Any,  # noqa: ANN401 (what the command itself asks for)
    ) -> None:
        if by:
            proven(by, password or click.prompt(by, hide_input=True))
        command(seen=Seen(credential, code, by, seal), **more)

    return wrapped
