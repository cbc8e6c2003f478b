"""Who looks at a case in a command, and what they read: an officer with a duty in it, or its party.

A case that is not the reader's is as if it were not there, as on pages.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

import click

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.faults_file import NOT_YOURS
from goodstanding.actions.cases.looking import reads
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView, case_view
from goodstanding.store.queries.party_file import read_by_party


def looks(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options by which somebody looks, as one argument `looking`."""

    @click.option("--as", "account", required=True, help="The account that looks.")
    @click.option("--office", default="", help="In which office of the packs.")
    @click.option("--for", "entities", multiple=True, metavar="KEY", help="For this entity.")
    @wraps(command)
    def wrapped(
        account: str,
        office: str,
        entities: tuple[str, ...],
        **more: Any,  # noqa: ANN401 (what the command itself asks for)
    ) -> None:
        command(looking=Acting(account, office, frozenset(entities)), **more)

    return wrapped


def reading(case_id: int, looking: Acting, *, policy: Policy, on: date) -> CaseView:
    """Return a case as somebody reads it: whole with a duty in it, as told for its party."""
    view = case_view(case_id, policy=policy, on=on)
    if view.data.subject in looking.party_to and not looking.office:
        told = read_by_party(view, policy=policy, on=on)
    else:
        told = view if reads(looking, view, policy=policy) else None
    if told is None:
        raise Refused(NOT_YOURS.at("case", account=looking.account))
    return told


def is_party(view: CaseView, looking: Acting) -> bool:
    """Return whether somebody reads a case for its entity."""
    return not looking.office and view.data.subject in looking.party_to
