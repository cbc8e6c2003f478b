"""The check desk: may an entity do an act today, and why; logged before it is answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import Error, transaction

from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures.asked import Question
from goodstanding.core.measures.faults_desk import CLOSED
from goodstanding.core.measures.faults_measures import UNKNOWN_ACT
from goodstanding.core.measures.may import Answer, may
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.checks import Answered, Asking, Reason, hold_log, log_checks
from goodstanding.store.cases.faults_cases import NO_ACTOR, NO_REASONS
from goodstanding.store.cases.measures import Taken, owned_keys, taken_against
from goodstanding.store.shelf import copy_of, is_kept, keep

UNKNOWN = "unknown"
"""The answer about an organisation that the register does not hold."""
CHUNK = 10_000


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
    """Answer questions, in their order, after all of them were logged with their purpose.

    Where the log cannot be kept, there is no answer; an outage is never a "yes".
    """
    asking = asked_by(actor=actor, purpose=purpose, department=department)
    look_at(questions, policy)
    try:
        found = judged(questions, on=on, policy=policy)
        with transaction.atomic():
            keep_policy(policy)
            hold_log()
            log_checks([(note, asking) for _, note in found], on=on, policy=policy.digest)
    except Error as broken:
        raise Refused(CLOSED.at("check")) from broken
    return [checked for checked, _ in found]


def asked_by(*, actor: str, purpose: str, department: str) -> Asking:
    """Return who asks what for, or refuse where either is not said."""
    if not actor.strip():
        raise Refused(NO_ACTOR.at("check"))
    if not purpose.strip():
        raise Refused(NO_REASONS.at("check"))
    return Asking(actor.strip(), department, purpose.strip())


def look_at(questions: Sequence[Question], policy: Policy) -> None:
    """Refuse questions about acts that the desk does not answer for."""
    for act in sorted({one.act for one in questions}):
        if act not in policy.desk_acts:
            raise Refused(UNKNOWN_ACT.at("check", act=act, known=", ".join(policy.desk_acts)))


def keep_policy(policy: Policy) -> None:
    """Keep a copy of the packs that are judged by, in the caller's transaction."""
    if policy.packs and not is_kept(policy.digest):
        keep(copy_of())


def judged(
    questions: Sequence[Question], *, on: date, policy: Policy
) -> list[tuple[Checked, Answered]]:
    """Return the answer to each question, and what the log is to keep of it."""
    found: list[tuple[Checked, Answered]] = []
    clear: dict[str, Answer] = {}
    for first in range(0, len(questions), CHUNK):
        chunk = questions[first : first + CHUNK]
        owned = owned_keys({one.entity for one in chunk})
        taken = taken_against({key for keys in owned.values() for key in keys})
        against = {key: _against(names, taken) for key, names in owned.items()}
        for one in chunk:
            stands = against.get(one.entity)
            if stands is None:
                found.append((Checked(one, None), _noted(one, UNKNOWN)))
            elif not stands:
                # Against most nothing ever stood, and for those the answer to an act is one.
                if one.act not in clear:
                    clear[one.act] = may(policy, one.entity, one.act, (), on=on)
                answer = clear[one.act]
                found.append((Checked(one, answer), _noted(one, answer.verdict)))
            else:
                found.append(_answer(one, stands, on=on, policy=policy))
    return found


def _against(keys: tuple[str, ...], taken: dict[str, list[Taken]]) -> list[Taken]:
    """Return what was decided against any key of an entity: it stands against the entity."""
    return [one for key in keys for one in taken.get(key, ())]


def _noted(question: Question, verdict: str) -> Answered:
    """Return what the log keeps of an answer that rests on nothing."""
    return Answered(question.entity, question.act, verdict, "", None, ())


def _answer(
    question: Question, against: list[Taken], *, on: date, policy: Policy
) -> tuple[Checked, Answered]:
    """Return the answer in view of what was decided, and what the log keeps of it."""
    key = question.entity
    measures = [replace(one.measure, addressee=key) for one in against]
    answer = may(policy, key, question.act, measures, on=on)
    barring = {one.measure for one in answer.reasons if one.verdict != "yes"}
    rests = tuple(
        Reason(one.measure.id, one.case_id, one.records)
        for one in against
        if one.measure.id in barring
    )
    basis = "; ".join(dict.fromkeys(one.basis for one in answer.reasons))
    note = Answered(key, question.act, answer.verdict, basis, answer.ends, rests)
    return Checked(question, answer), note
