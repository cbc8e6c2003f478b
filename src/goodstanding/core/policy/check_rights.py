"""Checks of pledges, regimes, offices and letters."""

import string

from goodstanding.core.policy import faults_lists as kinds
from goodstanding.core.policy import faults_policy_join as joins
from goodstanding.core.policy.check import Ground, check_condition
from goodstanding.core.policy.check_lists import check_known
from goodstanding.core.policy.faults_procedure import UNKNOWN_PROCEDURE
from goodstanding.core.policy.read import Draft
from goodstanding.core.policy.rights_shape import (
    Alert,
    Letter,
    OfficeEntry,
    PledgeMatter,
    PledgeType,
    Regime,
)

FORMAT = string.Formatter()


def check_pledge_type(on: Ground, draft: Draft, found: PledgeType) -> None:
    """Check that the words of a type of pledges and its procedure exist."""
    path = f"pledge_types/{found.id}"
    check_known(on, draft, f"{path}/letter", "letters", found.letter)
    on.names(draft, f"{path}/procedure", "procedures", found.procedure, UNKNOWN_PROCEDURE)


def check_matter(on: Ground, draft: Draft, found: PledgeMatter) -> None:
    """Check that a matter is either open to pledges or closed, never both."""
    path = f"matters/{found.id}"
    on.names(
        draft,
        f"{path}/department",
        "departments",
        found.department,
        joins.UNKNOWN_DEPARTMENT,
    )
    check_known(on, draft, f"{path}/types", "pledge_types", *found.types)
    open_to = bool(found.types) and found.check is not None
    if found.pledge == (found.never is not None) or found.pledge != open_to:
        on.note(draft, path, kinds.MATTER_UNCLEAR, id=found.id)


def check_regime(on: Ground, draft: Draft, found: Regime) -> None:
    """Check the days and the records of a regime of restoration."""
    path = f"regimes/{found.id}"
    for first, last in (
        (found.decided_from, found.decided_until),
        (found.applies_from, found.applies_until),
    ):
        if last is not None and last < first:
            on.note(draft, path, kinds.REGIME_DAYS, id=found.id)
    for name in {*found.of, *found.closed_when, *found.only_when}:
        on.names(draft, f"{path}/of", "record_types", name, joins.UNKNOWN_RECORD_TYPE)
    for word, conditions in (("closed_when", found.closed_when), ("only_when", found.only_when)):
        for name, condition in conditions.items():
            if name in on.record_types:
                step = f"{path}/{word}/{name}"
                check_condition(on, draft, step, condition, on.record_types[name])


def check_office(on: Ground, draft: Draft, found: OfficeEntry) -> None:
    """Check the department and the superior of an office."""
    path = f"offices/{found.id}"
    check_known(on, draft, f"{path}/superior", "offices", found.superior)
    if found.department:
        step = f"{path}/department"
        on.names(draft, step, "departments", found.department, joins.UNKNOWN_DEPARTMENT)
    if "deciding" in found.duties and _adverse(on) and not _reviewed(on, found):
        whose = found.department or found.id
        on.note(draft, path, kinds.NO_REVIEW_UNIT, id=found.id, department=whose)


def _adverse(on: Ground) -> bool:
    """Return whether anything at all is decided against entities by these packs."""
    known = (one for draft in on.drafts for one in draft.pack.procedures.values())
    return any(state.adverse for one in known for state in one.states.values())


def _reviewed(on: Ground, found: OfficeEntry) -> bool:
    """Return whether another unit of the department can check and decide what an office decided."""
    whose = found.department or found.id
    known = (one for draft in on.drafts for one in draft.pack.offices.values())
    return any(
        one.id != found.id
        and (one.department or one.id) == whose
        and {"holding", "deciding"} <= set(one.duties)
        for one in known
    )


def check_alert(on: Ground, draft: Draft, found: Alert) -> None:
    """Check who is told, by which letter, and that it says about whom."""
    path = f"alerts/{found.id}"
    check_known(on, draft, f"{path}/tells", "offices", *found.tells)
    check_known(on, draft, f"{path}/letter", "letters", found.letter)
    if not found.tells or not (found.classes or found.when) or bool(found.of) != bool(found.when):
        on.note(draft, path, kinds.ALERT_UNCLEAR, id=found.id)
    elif found.when is not None and on.names(
        draft, f"{path}/of", "record_types", found.of, joins.UNKNOWN_RECORD_TYPE
    ):
        check_condition(on, draft, f"{path}/when", found.when, on.record_types[found.of])


def check_letter(on: Ground, draft: Draft, found: Letter) -> None:
    """Check that both languages say the same slots, and that the legal text is protected."""
    path = f"letters/{found.id}"
    check_known(on, draft, f"{path}/encloses", "letters", *found.encloses)
    check_known(on, draft, f"{path}/slots", "slots", *found.slots)
    used: set[str] = set()
    for paragraph in found.paragraphs:
        zh, en = slots_of(paragraph.text.zh), slots_of(paragraph.text.en)
        for slot in sorted((zh ^ en) | ((zh | en) - set(found.slots))):
            step = f"{path}/paragraphs/{paragraph.id}"
            on.note(draft, step, kinds.SLOT_UNKNOWN, id=found.id, slot=slot)
        used |= zh | en
    for index, slot in enumerate(found.slots):
        if slot not in used:
            on.note(draft, f"{path}/slots/{index}", kinds.SLOT_UNUSED, id=found.id, slot=slot)
    if found.kind != "receipt" and not any(part.protected for part in found.paragraphs):
        on.note(draft, path, kinds.NOTHING_PROTECTED, id=found.id)


def slots_of(text: str) -> set[str]:
    """Return the names in braces in a text; what is not a plain name is returned as it stands."""
    try:
        parts = list(FORMAT.parse(text))
    except ValueError:
        return {text[:20]}
    return {
        name if not (spec or conversion) else f"{name}:{spec}"
        for _, name, spec, conversion in parts
        if name is not None
    }
