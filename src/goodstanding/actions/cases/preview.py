"""A letter before it is signed, word for word as the entity will read it. Nothing is written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from goodstanding.actions.cases.letters import rendered
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.procedure_shape import ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.folded import Folded, fold_data
from goodstanding.store.cases.read import EventRow


def preview(
    folded: Folded,
    step: ProcedureStep,
    form: Mapping[str, str],
    *,
    account: str,
    office: str,
    on: date,
    policy: Policy,
) -> Text | None:
    """Return the letter that a step would draft; None where it drafts none.

    `account`, `office`: who signs. It has no number yet: numbers are given when it is signed.
    """
    if step.letter is None:
        return None
    data = folded.data
    event = EventRow(0, len(data.events) + 1, step.id, account, "", office, on, form, "")
    after = fold_data(replace(data, events=(*data.events, event)), policy=policy)
    return rendered(step.letter, after, number=Text("…", "…"))
