"""Opened by two: one officer asks with a case and a purpose, another agrees, the first opens once.

Each of the three is noted in its own transaction: an opening is in the log before it is read. What
is guarded so, who may ask and agree, for what and how long, is data of the packs (`guarded`).
"""

from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting, actor_on
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.guarded_shape import Guarded
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.periods import end_of
from goodstanding.store.cases.faults_cases import NO_CASE, NO_REASONS
from goodstanding.store.cases.folded import fold_data
from goodstanding.store.cases.notes import (
    ACCESS_AGREED,
    ACCESS_ASKED,
    ACCESS_OPENED,
    ACCESS_REFUSED,
    Note,
    add_note,
    is_ended,
    note_numbered,
)
from goodstanding.store.cases.read import read_case
from goodstanding.store.ledger.append import numbering_lock
from goodstanding.store.queries.office import PRINCIPAL, offices_of, stand_ins
from goodstanding.store.sealed.faults_sealed import (
    ASKED_TOO_LONG_AGO,
    NO_ACCOUNT,
    NO_SUCH_PURPOSE,
    NOT_AGREED,
    NOT_ASKED,
    NOT_ENTITLED,
    NOT_GUARDED,
    SAME_PERSON,
)

KIND, PURPOSE, REASON = "kind", "purpose", "reason"


def guarded_of(kind: str, policy: Policy, holds: str = "") -> Guarded:
    """Return a kind of what is guarded, or refuse what the packs do not list."""
    fitting = [one.id for one in policy.guarded.values() if holds in ("", one.holds)]
    if kind not in fitting:
        known = ", ".join(fitting) or "-"
        raise Refused(NOT_GUARDED.at("sealed", kind=kind[:64] or "-", known=known))
    return policy.guarded[kind]


def ask(
    case_id: int,
    kind: str,
    purpose: str,
    *,
    reason: str,
    about: str = "",
    acting: Acting,
    on: date,
    policy: Policy,
) -> int:
    """Ask to open what is guarded, for a case; return the note that another may agree to.

    `about`: the account, where it is about what one looked up.
    """
    found = guarded_of(kind, policy)
    if purpose not in found.purposes:
        known = ", ".join(found.purposes)
        raise Refused(NO_SUCH_PURPOSE.at("sealed", purpose=purpose[:64] or "-", known=known))
    if not reason.strip():
        raise Refused(NO_REASONS.at("sealed"))
    if (found.holds == "access") != bool(about) or (about and not offices_of(about)):
        raise Refused(NO_ACCOUNT.at("sealed", account=about or "-"))
    with transaction.atomic():
        numbering_lock()
        entitled(case_id, found.asks, acting=acting, on=on, policy=policy)
        return add_note(
            ACCESS_ASKED,
            account=about,
            case_id=case_id,
            actor=acting.account,
            office=acting.office,
            on=on,
            said={KIND: kind, PURPOSE: purpose, REASON: reason.strip()},
        )


def agree(asked: int, *, acting: Acting, on: date, policy: Policy) -> int:
    """Agree to what another asked; return the note by which they may open it once.

    A request that nobody agreed to in its days is over: that is reckoned, and never noted.
    """
    with transaction.atomic():
        numbering_lock()
        wanted = _waiting(asked, acting=acting, on=on, policy=policy)
        until = waits_until(wanted, policy)
        if on > until:
            raise Refused(ASKED_TOO_LONG_AGO.at("sealed", note=asked, day=until))
        if _same(wanted.actor, acting.account, on=on) or acting.account == wanted.account:
            raise Refused(SAME_PERSON.at("sealed"))
        within = guarded_of(wanted.said[KIND], policy).open_within.on(on)
        return add_note(
            ACCESS_AGREED,
            account=wanted.account,
            case_id=wanted.case_id,
            first_day=on,
            last_day=end_of(policy, within, on) if within else on,
            ends=asked,
            actor=acting.account,
            office=acting.office,
            on=on,
            said=wanted.said,
        )


def waits_until(wanted: Note, policy: Policy) -> date:
    """Return the last day on which another may agree to a request."""
    waits = guarded_of(wanted.said[KIND], policy).agree_within.on(wanted.day)
    return end_of(policy, waits, wanted.day) if waits else wanted.day


def decline(asked: int, *, reason: str, acting: Acting, on: date, policy: Policy) -> int:
    """Refuse what another asked, with a reason; it waits no more, and may be asked anew."""
    if not reason.strip():
        raise Refused(NO_REASONS.at("sealed"))
    with transaction.atomic():
        numbering_lock()
        wanted = _waiting(asked, acting=acting, on=on, policy=policy)
        if acting.account == wanted.account:
            raise Refused(SAME_PERSON.at("sealed"))
        return add_note(
            ACCESS_REFUSED,
            account=wanted.account,
            case_id=wanted.case_id,
            ends=asked,
            actor=acting.account,
            office=acting.office,
            on=on,
            said={**wanted.said, REASON: reason.strip()},
        )


def note_opening(
    agreed: int,
    *,
    holds: str,
    acting: Acting,
    on: date,
    policy: Policy,
    first: date | None = None,
) -> Note:
    """Note that what was agreed to is opened now, for good; return the agreement.

    `first`: the day from which it is read, where it is about days.

    By who asked, in its days, once. Its transaction is over when this returns: only then is
    anything read.
    """
    with transaction.atomic():
        numbering_lock()
        note = note_numbered(agreed)
        usable = note is not None and note.kind == ACCESS_AGREED and note.runs(on)
        if note is None or not usable or is_ended(agreed):
            raise Refused(NOT_AGREED.at("sealed", note=agreed))
        asked = note_numbered(note.ends or 0)
        found = guarded_of(note.said[KIND], policy, holds)
        entitled(_case(note), found.asks, acting=acting, on=on, policy=policy)
        if asked is None or asked.actor != acting.account:
            raise Refused(NOT_AGREED.at("sealed", note=agreed))
        add_note(
            ACCESS_OPENED,
            account=note.account,
            case_id=note.case_id,
            first_day=first,
            last_day=on if first else None,
            ends=agreed,
            actor=acting.account,
            office=acting.office,
            on=on,
            said=note.said,
        )
    return note


def entitled(
    case_id: int, duties: tuple[str, ...], *, acting: Acting, on: date, policy: Policy
) -> None:
    """Refuse who has none of some duties in a case, is barred from it, or stands for another."""
    data = read_case(case_id)
    if data is None:
        raise Refused(NO_CASE.at("sealed", case=case_id))
    folded = fold_data(data, policy=policy)
    actor = actor_on(acting, data.department, on=on, policy=policy)
    opening = folded.case.opening
    barred = actor.names & (opening.barred | opening.challenged)
    if (
        acting.office not in offices_of(acting.account)
        or not actor.duties & set(duties)
        or barred
        or acting.deputy_for
        or opening.subject in acting.party_to
    ):
        said = {"account": acting.account or "-", "office": acting.office or "-"}
        raise Refused(NOT_ENTITLED.at(data.reference, **said))


def _waiting(asked: int, *, acting: Acting, on: date, policy: Policy) -> Note:
    """Return a request that waits, for an officer who may answer it."""
    wanted = note_numbered(asked)
    if wanted is None or wanted.kind != ACCESS_ASKED or is_ended(asked) or on < wanted.day:
        raise Refused(NOT_ASKED.at("sealed", note=asked))
    found = guarded_of(wanted.said[KIND], policy)
    entitled(_case(wanted), found.agrees, acting=acting, on=on, policy=policy)
    return wanted


def _same(one: str, other: str, *, on: date) -> bool:
    """Return whether two accounts are one person for this: the same, or a deputy of the other."""
    persons = [
        {login, *(note.said[PRINCIPAL] for note in stand_ins(login, on=on))}
        for login in (one, other)
    ]
    return bool(persons[0] & persons[1])


def _case(note: Note) -> int:
    return note.case_id or 0
