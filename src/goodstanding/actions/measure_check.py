"""The check desk: may an entity do an act today, and why; logged before it is answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures.faults_measures import UNKNOWN_ACT
from goodstanding.core.measures.may import Answer, may
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.checks import Answered, log_checks
from goodstanding.store.cases.faults_cases import NO_ACTOR, NO_REASONS
from goodstanding.store.cases.measures import Taken, owned_keys, taken_against
from goodstanding.store.shelf import copy_of, is_kept, keep

UNKNOWN = "unknown"
"""The answer about an organisation that the register does not hold."""
CHUNK = 10_000


@dataclass(frozen=True, slots=True)
class Question:
    """May the entity with this key do this act."""

    entity: str
    act: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A question with its answer; `answer` is None where the register knows no such entity."""

    question: Question
    answer: Answer | None

    @property
    def verdict(self) -> str:
        """Return the answer in one word."""
        return self.answer.verdict if self.answer else UNKNOWN


def check(
    questions: Sequence[Question],
    *,
    actor: str,
    purpose: str,
    department: str,
    on: date,
    policy: Policy,
) -> list[Checked]:
    """Answer questions, in their order, after all of them were logged with their purpose."""
    if not actor.strip():
        raise Refused(NO_ACTOR.at("check"))
    if not purpose.strip():
        raise Refused(NO_REASONS.at("check"))
    for act in sorted({one.act for one in questions}):
        if act not in policy.desk_acts:
            raise Refused(UNKNOWN_ACT.at("check", act=act, known=", ".join(policy.desk_acts)))
    found: list[Checked] = []
    logged: list[Answered] = []
    for first in range(0, len(questions), CHUNK):
        chunk = questions[first : first + CHUNK]
        owned = owned_keys({one.entity for one in chunk})
        taken = taken_against({key for keys in owned.values() for key in keys})
        for one in chunk:
            checked, note = _answer(one, owned, taken, on=on, policy=policy)
            found.append(checked)
            logged.append(note)
    with transaction.atomic():
        if policy.packs and not is_kept(policy.digest):
            keep(copy_of())
        log_checks(
            logged,
            actor=actor.strip(),
            department=department,
            purpose=purpose.strip(),
            on=on,
            policy=policy.digest,
        )
    return found


def _answer(
    question: Question,
    owned: dict[str, tuple[str, ...]],
    taken: dict[str, list[Taken]],
    *,
    on: date,
    policy: Policy,
) -> tuple[Checked, Answered]:
    """Return the answer, and what the log keeps of it."""
    key = question.entity
    if key not in owned:
        return Checked(question, None), Answered(key, question.act, UNKNOWN, "", None, ())
    against = [one for name in owned[key] for one in taken.get(name, ())]
    # What was decided against any key of the entity stands against the entity.
    measures = [replace(one.measure, addressee=key) for one in against]
    answer = may(policy, key, question.act, measures, on=on)
    barring = {one.measure for one in answer.reasons if one.verdict != "yes"}
    rests = sorted({seq for one in against if one.measure.id in barring for seq in one.records})
    basis = "; ".join(dict.fromkeys(one.basis for one in answer.reasons))
    note = Answered(key, question.act, answer.verdict, basis, answer.ends, tuple(rests))
    return Checked(question, answer), note
