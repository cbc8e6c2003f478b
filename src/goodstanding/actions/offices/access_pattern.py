"""What one account looked up: opened by two, for a case and a purpose of the packs."""

from datetime import date

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.offices.two_persons import note_opening
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.lookups import Lookup, lookups_of


def open_access(
    agreed: int, *, first: date, acting: Acting, on: date, policy: Policy
) -> tuple[Lookup, ...]:
    """Return what an account looked up since a day, after the opening and the day were noted."""
    note = note_opening(agreed, holds="access", acting=acting, on=on, policy=policy, first=first)
    return lookups_of(note.account, first=first, last=on)
