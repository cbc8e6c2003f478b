"""What a system asks the check desk: the body of its request, read strictly."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.ids import (
    CHINESE_UNIFIED,
    chinese_key,
    fold_code,
    looks_like_resident_id,
    mask_identity_numbers,
)
from goodstanding.core.measures.faults_desk import BAD_BODY, OF_A_PERSON, TOO_MANY

MOST_QUESTIONS = 500
REFERENCE_MOST = 100
CODE_MOST = 120
KEY = re.compile(r"[a-z]+(-[a-z]+)*:[^:]+")
IDEMPOTENCY = re.compile(r"[!-~]{8,64}")
"""What the sender's own key may look like: 8 to 64 visible characters of ASCII."""


@dataclass(frozen=True, slots=True)
class Question:
    """May the entity with this key do this act."""

    entity: str
    act: str


@dataclass(frozen=True, slots=True)
class Body:
    """A request: for which purpose, about which file of the sender's, which questions."""

    purpose: str
    reference: str
    questions: tuple[Question, ...]


def key_of(code: str, where: str = "check") -> str:
    """Return the key that a code or key names; a bare code is a unified code.

    Never a natural person's number: folding takes out the spaces and odd digits behind which such
    a number may hide.
    """
    named = code.strip()
    key = named if KEY.fullmatch(named) else f"{CHINESE_UNIFIED}:{fold_code(named)}"
    folded = fold_code(key.partition(":")[2])
    hidden = not chinese_key(folded) and mask_identity_numbers(folded)[1]
    if looks_like_resident_id(folded) or hidden:
        raise Refused(OF_A_PERSON.at(where))
    return key


def read_body(value: object) -> Body:
    """Return what a request says, or refuse it with the place of the first mistake."""
    said = _members(value, "body", ("purpose", "reference", "questions"))
    asked = said["questions"]
    if not isinstance(asked, list) or not asked:
        raise Refused(BAD_BODY.at("questions", why="questions: []"))
    if len(asked) > MOST_QUESTIONS:
        raise Refused(TOO_MANY.at("questions", most=MOST_QUESTIONS))
    questions = []
    for nth, one in enumerate(asked):
        where = f"questions/{nth}"
        told = _members(one, where, ("entity", "act"))
        entity = _entity(told["entity"], f"{where}/entity")
        questions.append(Question(entity, _text(told["act"], f"{where}/act", CODE_MOST)))
    return Body(
        purpose=_text(said["purpose"], "purpose", CODE_MOST),
        reference=_text(said["reference"], "reference", REFERENCE_MOST),
        questions=tuple(questions),
    )


def _entity(value: object, where: str) -> str:
    """Return the key of the organisation that is asked about; folding may have made it longer."""
    key = key_of(_text(value, where, CODE_MOST), where)
    if len(key) > CODE_MOST:
        raise Refused(BAD_BODY.at(where, why=f"1-{CODE_MOST}"))
    return key


def once_of(shown: str) -> str:
    """Return the sender's own key for a request, "" where none was sent."""
    where = "Idempotency-Key"
    if shown and not IDEMPOTENCY.fullmatch(shown):
        raise Refused(BAD_BODY.at(where, why=IDEMPOTENCY.pattern))
    if mask_identity_numbers(shown)[1]:
        raise Refused(OF_A_PERSON.at(where))
    return shown


def _members(value: object, where: str, names: tuple[str, ...]) -> Mapping[str, Any]:
    """Return an object's members: these, and no others."""
    if not isinstance(value, dict) or set(value) != set(names):
        raise Refused(BAD_BODY.at(where, why=f"{{{', '.join(names)}}}"))
    return value


def _text(value: object, where: str, most: int) -> str:
    """Return a text that has something to see, and nothing that cannot be seen."""
    if not isinstance(value, str) or not value.strip() or len(value) > most:
        raise Refused(BAD_BODY.at(where, why=f"1-{most}"))
    if any(unicodedata.category(one).startswith("C") for one in value):
        raise Refused(BAD_BODY.at(where, why="U+0000..."))
    if mask_identity_numbers(value)[1]:
        raise Refused(OF_A_PERSON.at(where))
    return value.strip()
