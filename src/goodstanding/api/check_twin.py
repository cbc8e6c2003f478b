"""An answer of the check desk as data. All leaves are texts or null."""

from collections.abc import Sequence
from datetime import date

from goodstanding.actions.checks.desk import Checked
from goodstanding.core.basis.text import Text
from goodstanding.core.measures.may import Because
from goodstanding.core.policy.shape import Policy

Data = dict[str, object]


def answers_data(
    first: int, found: Sequence[Checked], *, client: str, purpose: str, on: date, policy: Policy
) -> Data:
    """Return what was found, each answer with its number in the log."""
    return {
        "client": client,
        "purpose": purpose,
        "on": on.isoformat(),
        "policy": policy.digest,
        "answers": [_answer(number, one, policy) for number, one in enumerate(found, start=first)],
    }


def _answer(number: int, one: Checked, policy: Policy) -> Data:
    answer = one.answer
    return {
        "check": str(number),
        "entity": one.question.entity,
        "act": one.question.act,
        "answer": one.verdict,
        "until": _day(answer.ends) if answer else None,
        "next_change": _day(answer.next_change) if answer else None,
        "reasons": [_reason(why, policy) for why in answer.reasons] if answer else [],
    }


def _reason(why: Because, policy: Policy) -> Data:
    source = policy.source_of(why.basis)
    return {
        "answer": why.verdict,
        "measure": why.measure,
        "title": _text(why.title),
        "basis": {
            "id": why.basis,
            "kind": source.kind,
            "number": source.number or None,
            "title": _text(source.title),
        },
        "decision": why.decision or None,
        "from": why.starts.isoformat(),
        "until": _day(why.ends),
        "review": _day(why.review),
        "condition": _text(why.condition) if why.condition else None,
        "lifted_by": why.lifted_by or None,
        "lifted_until": _day(why.lifted_until),
    }


def _text(text: Text) -> Data:
    return {"zh": text.zh, "en": text.en}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
