"""Acts that are allowed in spite of measures, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.numbers import in_words
from goodstanding.store.queries.permits import Allowed
from goodstanding.web.pages.wording import long_day


@dataclass(frozen=True, slots=True)
class AllowedRow:
    """One act that is allowed: to whom, until when, by which decision, on which condition."""

    key: str
    entity: str
    act: str
    starts: str
    ends: str
    decision: str
    condition: str
    against: tuple[str, ...]


def allowed_rows(
    found: Sequence[Allowed], policy: Policy, language: Language
) -> tuple[AllowedRow, ...]:
    """Return what is allowed as rows, in the order given."""
    return tuple(
        AllowedRow(
            key=one.subject,
            entity=one.entity or one.subject.partition(":")[2],
            act=policy.desk_acts[one.act].title.in_(language)
            if one.act in policy.desk_acts
            else one.act,
            starts=long_day(one.starts, language),
            ends=long_day(one.ends, language),
            decision=in_words(policy, one.decision).in_(language),
            condition=one.condition.in_(language) if one.condition else "",
            against=tuple(
                f"{policy.measures[measure].title.in_(language)} · "
                f"{in_words(policy, decision).in_(language)}"
                if measure in policy.measures
                else in_words(policy, decision).in_(language)
                for measure, decision in one.against
            ),
        )
        for one in found
    )
