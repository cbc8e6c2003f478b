"""Files as evidence: attached by the entity or an officer of the case, erased where a law demands.

The event names file, size and SHA-256 and stays in the case's chain; the octets lie apart.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.db import transaction

from goodstanding.actions.cases.actor import Acting, actor_on
from goodstanding.actions.cases.faults_service import SCAN_TOO_LARGE, WRONG_SCAN
from goodstanding.actions.cases.file_look import brought_faults
from goodstanding.actions.cases.party import as_told_to
from goodstanding.actions.cases.record import Act, locked, officer, record
from goodstanding.core.basis.canon import sha256
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Actor, Event
from goodstanding.core.procedures.evidence import FILES_MOST, IMAGES, file_faults, sort_of
from goodstanding.core.procedures.faults_evidence import (
    CASE_OVER,
    FILE_ERASED,
    NO_ERASER,
    NO_FILE,
    NOT_IN_CASE,
    TOO_MANY_FILES,
)
from goodstanding.core.procedures.faults_procedures import INTERESTED
from goodstanding.store.cases.evidence import (
    DIGEST,
    NAME,
    SIZE,
    SLIP,
    SORT,
    add_content,
    files_in,
    remove_content,
)
from goodstanding.store.cases.faults_cases import NO_LETTER, NO_REASONS
from goodstanding.store.cases.folded import Folded
from goodstanding.store.cases.read import ERASED, EVIDENCE, case_of_letter
from goodstanding.store.ledger.append import numbering_lock
from goodstanding.store.ledger.scrub import scrub_files

DECIDING = "deciding"
SLIP_MOST = 1_048_576
"""Octets of one slip: a slip, not a file."""
SLIPS_MOST = 10
"""Slips of one letter."""
NOTHING_MORE: Mapping[str, str] = MappingProxyType({})


def attach(
    case_id: int,
    content: bytes,
    *,
    name: str,
    acting: Acting,
    on: date,
    policy: Policy,
    seed: str,
    names: str = "",
    reviewed: bool = False,
) -> int:
    """Attach a file to a running case; return the number by which it is cited.

    An officer's is looked through first: refused where it holds one of the `names` listed, and
    once where a number looks like a person's or no machine can read it, unless they say that
    they `reviewed` it.
    """
    act, name = Act(acting, on, policy, seed), name.strip()
    brought = file_faults(name, content, "file")
    if acting.office and not brought:  # before the case is locked: to read a file takes its time
        brought = brought_faults(
            content, names, reviewed=reviewed, where="file", marks=policy.name_marks.values()
        )
    with transaction.atomic():
        folded = locked(case_id, policy=policy)
        where = f"{folded.data.reference}/{EVIDENCE}"
        actor = actor_on(acting, folded.data.department, on=on, policy=policy)
        _of_the_case(folded, actor, acting, where)
        if brought:
            raise Refused(*brought)
        if folded.ended:
            with as_told_to(acting, folded):
                raise Refused(CASE_OVER.at(where))
        files = files_in(folded.data)
        mine = [one for one in files if bool(one.office) == bool(acting.office) and not one.letter]
        if len(mine) >= FILES_MOST:
            raise Refused(TOO_MANY_FILES.at(where, most=FILES_MOST))
        _add(folded, actor, name, content, act)
        return len(files) + 1


def keep_slip(
    letter_id: int,
    content: bytes,
    *,
    name: str,
    acting: Acting,
    on: date,
    policy: Policy,
    seed: str,
    names: str = "",
    reviewed: bool = False,
) -> int:
    """Keep the scan of a slip as a file of the letter's case; return its number.

    Also after the case has ended: the slip of its last letter comes later. It is looked through
    as every file that an officer brings.
    """
    act, name = Act(acting, on, policy, seed), name.strip()
    wrong = file_faults(name, content, f"letter {letter_id}")
    brought = (
        []
        if wrong
        else brought_faults(
            content, names, reviewed=reviewed, where="slip", marks=policy.name_marks.values()
        )
    )
    case_id = case_of_letter(letter_id)
    if case_id is None:
        raise Refused(NO_LETTER.at("letter", letter=letter_id))
    with transaction.atomic():
        folded = locked(case_id, policy=policy)
        where = f"{folded.data.reference}/letter {letter_id}"
        actor = actor_on(acting, folded.data.department, on=on, policy=policy)
        officer(folded, actor, f"letter {letter_id}", on=on)
        _of_the_case(folded, actor, acting, where)
        if len(content) > SLIP_MOST:
            raise Refused(SCAN_TOO_LARGE.at(where, most=SLIP_MOST // 1024))
        if sort_of(content) not in IMAGES.values():
            raise Refused(WRONG_SCAN.at(where))
        if wrong or brought:
            raise Refused(*wrong, *brought)
        files = files_in(folded.data)
        if sum(one.letter == letter_id for one in files) >= SLIPS_MOST:
            raise Refused(TOO_MANY_FILES.at(where, most=SLIPS_MOST))
        _add(folded, actor, name, content, act, {SLIP: str(letter_id)})
        return len(files) + 1


def _add(
    folded: Folded,
    actor: Actor,
    name: str,
    content: bytes,
    act: Act,
    more: Mapping[str, str] = NOTHING_MORE,
) -> None:
    """Enter the event that names a file, and keep what it holds beside it."""
    said = {
        NAME: name,
        SORT: sort_of(content),
        SIZE: str(len(content)),
        DIGEST: sha256(content),
    }
    event = _note(folded, EVIDENCE, actor, said | dict(more), act)
    add_content(folded.data.id, event, content)


def erase_file(
    case_id: int,
    number: int,
    *,
    reason: str,
    acting: Acting,
    on: date,
    policy: Policy,
    seed: str,
) -> int:
    """Erase what a file holds; return the event that says so. Name, size and SHA-256 stay.

    By a deciding office alone, and never by who attached the file. Backups made before still
    hold it: let them expire.
    """
    act = Act(acting, on, policy, seed)
    with transaction.atomic():
        folded = locked(case_id, policy=policy)
        where = f"{folded.data.reference}/{ERASED}{number}"
        actor = actor_on(acting, folded.data.department, on=on, policy=policy)
        _of_the_case(folded, actor, acting, where)
        file = next((one for one in files_in(folded.data) if one.number == number), None)
        if file is None:
            raise Refused(NO_FILE.at(where, number=number))
        if file.erased:
            raise Refused(FILE_ERASED.at(where, number=number))
        if DECIDING not in actor.offices or file.actor in actor.persons:
            raise Refused(NO_ERASER.at(where))
        if not reason.strip():
            raise Refused(NO_REASONS.at(where))
        event = _note(folded, f"{ERASED}{file.event}", actor, {"reasons": reason.strip()}, act)
        remove_content(file)
    scrub_files()
    return event


def _of_the_case(folded: Folded, actor: Actor, acting: Acting, where: str) -> None:
    """Refuse who is neither the party nor an officer with a duty in the case, or is barred."""
    party = folded.case.subject in actor.party_to
    if party and not acting.office:
        return
    if not actor.duties:
        raise Refused(NOT_IN_CASE.at(where))
    opening = folded.case.opening
    if party or actor.names & (opening.barred | opening.challenged):
        raise Refused(INTERESTED.at(where, role=Text("经办人员", "an officer")))


def _note(folded: Folded, step: str, actor: Actor, form: dict[str, str], act: Act) -> int:
    """Enter what moves no case."""
    stood_for = ",".join(sorted(actor.deputy_for))
    numbering_lock()
    return record(folded.data, Event(0, step, actor.id, act.on, form, stood_for), act)
