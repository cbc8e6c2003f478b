"""By which day a challenge is to be ruled on: a time of a case that no procedure states."""

from datetime import date

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.rights_shape import ClockId
from goodstanding.core.procedures.case_shape import Due
from goodstanding.core.procedures.deadlines import UNITS
from goodstanding.core.procedures.periods import end_of, provisional
from goodstanding.store.cases.folded import Folded, challenges_in, contests_counter

RULE_BY: ClockId = "challenge_ruling"
RULING_OF = "ruling:"
"""Begins the name of such a time; the number of the challenge's event ends it."""


def rulings_due(folded: Folded, *, on: date) -> tuple[Due, ...]:
    """Return the times to rule on the challenges that wait, in the order of the challenges."""
    found = []
    for one in challenges_in(folded.data):
        within = folded.policy.within(RULE_BY, on=one.on)
        said = folded.data.events[one.number - 1].form.get("of", "")
        over = folded.ended and not contests_counter(folded.data, said)
        if within is None or one.outcome or over:
            continue
        ends = end_of(folded.policy, within, one.on)
        count, unit = within.count, UNITS[within.unit]
        why = Text(
            f"{one.on} 申请回避，其后{count}{unit.zh}：{ends}",
            f"{count} {unit.en} after the challenge on {one.on}: {ends}",
        )
        found.append(
            Due(
                f"{RULING_OF}{one.number}",
                ends,
                overdue=on > ends,
                why=why,
                provisional=provisional(folded.policy, within, one.on, ends),
            )
        )
    return tuple(found)


def ruling_titles(folded: Folded) -> dict[str, Text]:
    """Return what the time to rule on each challenge is called, by its name."""
    clock = folded.policy.clocks.get(RULE_BY)
    if clock is None:
        return {}
    return {
        f"{RULING_OF}{one.number}": Text(
            f"{clock.title.zh}（第{one.number}项）", f"{clock.title.en} (event {one.number})"
        )
        for one in challenges_in(folded.data)
    }
