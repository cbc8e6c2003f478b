"""Who acts in a command, on which day, by which rules: the options of every act."""

import secrets
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, TypedDict

import click
from django.conf import settings

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.faults_file import DAY_GIVEN
from goodstanding.cli.show_case import DAY, today
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases_desk import desk_day
from goodstanding.store.shelf import load_policy

SEED_BYTES = 32


class Given(TypedDict):
    """What every act needs: who, the day, the rules, chance."""

    acting: Acting
    on: date
    policy: Policy
    seed: str


def day_of_act(given: datetime | None) -> date:
    """Return the day of an act: the deployment's own, as pages take it.

    Another may be given where nothing is real. Whoever has a shell dates nothing back.
    """
    if given is None:
        return desk_day(calendar=today())
    if settings.MODE != "demonstration":
        raise Refused(DAY_GIVEN.at("--on"))
    return given.date()


def acted(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options by which somebody acts, as one argument `given`."""

    @click.option("--as", "account", required=True, help="The account that acts.")
    @click.option("--office", default="", help="In which office of the packs.")
    @click.option("--for", "entities", multiple=True, metavar="KEY", help="For this entity.")
    @click.option("--deputy-for", "deputies", multiple=True, help="In this account's place.")
    @click.option("--on", "day", type=DAY, help="Day of the act; in a demonstration only.")
    @wraps(command)
    def wrapped(
        account: str,
        office: str,
        entities: tuple[str, ...],
        deputies: tuple[str, ...],
        day: datetime | None,
        **more: Any,  # noqa: ANN401 (what the command itself asks for)
    ) -> None:
        given = Given(
            acting=Acting(account, office, frozenset(entities), frozenset(deputies)),
            on=day_of_act(day),
            policy=load_policy(),
            seed=secrets.token_hex(SEED_BYTES),
        )
        command(given=given, **more)

    return wrapped
