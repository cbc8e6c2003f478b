"""What the party is told when it acts: nothing of an act whose letter it was not served yet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from goodstanding.actions.cases.actor import Acting
from goodstanding.core.basis.faults import Refused
from goodstanding.store.cases.faults_cases import LETTER_COMING
from goodstanding.store.cases.folded import Folded
from goodstanding.store.cases.told import as_told, untold_from


def speaks(acting: Acting) -> bool:
    """Return whether somebody acts for an entity, and not in an office."""
    return bool(acting.party_to) and not acting.office


@contextmanager
def as_told_to(
    acting: Acting, folded: Folded, judge: Callable[[Folded], object] | None = None
) -> Iterator[None]:
    """Let a refusal tell the party nothing that an unserved letter decides.

    `judge` refuses the act in the case as the party knows it: then that is what it is told.
    """
    try:
        yield
    except Refused:
        if not speaks(acting) or untold_from(folded) is None:
            raise
        told = as_told(folded)
        if told is not None and judge is not None:
            judge(told)
        raise Refused(LETTER_COMING.at(folded.data.reference)) from None
