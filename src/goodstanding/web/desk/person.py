"""Who is signed in, which cases they see, and what they may do in one and as whom."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.contrib.auth import get_user
from django.http import HttpRequest

from goodstanding.actions.cases.actor import Acting, actor_in, department_of
from goodstanding.actions.counter.filing import RECEIVING
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.policy.procedure_shape import OPEN, Procedure, ProcedureStep, Role
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import notes
from goodstanding.core.procedures.case_shape import HEARING_REQUESTED, HEARING_WAIVED, Actor
from goodstanding.core.procedures.escalation import below
from goodstanding.core.procedures.faults_procedures import NOT_OFFICE, NOT_PARTY
from goodstanding.core.procedures.versions import in_force
from goodstanding.store.queries.cases import CaseView, cases, for_parties, options
from goodstanding.store.queries.cases_desk import Person, Thing, person_of
from goodstanding.store.queries.cases_file import CaseData
from goodstanding.store.queries.office import PRINCIPAL, stand_ins
from goodstanding.store.queries.reviews import reviewable
from goodstanding.web.desk.day import today
from goodstanding.web.pages.sought import MINE, Sought

CREDIT_OFFICE = "credit_office"
ANOTHERS = (NOT_OFFICE.code, NOT_PARTY.code)
"""Refusals that only say that the step belongs to somebody else."""
HEARINGS = (HEARING_REQUESTED, HEARING_WAIVED)


@dataclass(frozen=True, slots=True)
class Choice:
    """A step that leaves the present state: as whom it may be taken, or why not."""

    step: ProcedureStep
    acting: Acting | None
    refusal: Fault | None

    @property
    def anothers(self) -> bool:
        """Whether the step belongs to somebody else."""
        return self.refusal is not None and self.refusal.code in ANOTHERS


def person_on(request: HttpRequest) -> Person | None:
    """Return who is signed in, or None."""
    user = get_user(request)
    person = person_of(user.pk, on=today()) if user.is_authenticated else None
    if person is None:
        return None
    mandates = stand_ins(person.login, on=today())
    stands_in = tuple((one.office, one.said[PRINCIPAL]) for one in mandates)
    return replace(person, stands_in=stands_in)


def actings(person: Person, subject: str, policy: Policy) -> tuple[Acting, ...]:
    """Return as whom a person can act about an entity: for it, else in each office.

    Own offices first, then those in which the person stands in for somebody today.
    """
    if subject in person.party_to:
        return (Acting(person.login, "", person.party_to),)
    known = [one for one in person.offices if one in policy.offices]
    own = [Acting(person.login, one, person.party_to) for one in known]
    units = frozenset(person.offices)
    others = [
        Acting(person.login, office, person.party_to, frozenset({principal}), units)
        for office, principal in person.stands_in
        if office in policy.offices
    ]
    return (*own, *others)


def is_party(person: Person, data: CaseData) -> bool:
    """Return whether the case is about an entity for which the person speaks."""
    return data.subject in person.party_to


def sees(person: Person, data: CaseData, policy: Policy) -> bool:
    """Return whether a person may look at a case: as the party, or with a duty in it."""
    if is_party(person, data):
        return True
    return any(
        actor_in(one, data.department, policy=policy).duties
        for one in actings(person, data.subject, policy)
    )


def sees_view(person: Person, view: CaseView, policy: Policy) -> bool:
    """Return whether a person may look at a case: as `sees`, or since it has gone up to them."""
    return bool(view.above & units_of(person)) or sees(person, view.data, policy)


def units_of(person: Person) -> frozenset[str]:
    """Return a person's offices, those in which they stand in for somebody among them."""
    return frozenset({*person.offices, *(office for office, _whom in person.stands_in)})


def attaching(person: Person, data: CaseData, policy: Policy) -> Acting | None:
    """Return as whom a person attaches files to a case: the party, or with a duty in it."""
    return next(
        (
            one
            for one in actings(person, data.subject, policy)
            if not one.office or actor_in(one, data.department, policy=policy).duties
        ),
        None,
    )


def sealing(person: Person, data: CaseData, policy: Policy, holds: str = "sealed") -> Acting | None:
    """Return as whom a person seals or asks for what is guarded in a case; None: not at all.

    `holds`: what it needs of a person, or what an account looked up.
    """
    asks = {duty for one in policy.guarded.values() if one.holds == holds for duty in one.asks}
    return next(
        (
            one
            for one in actings(person, data.subject, policy)
            if one.office
            and not one.deputy_for
            and actor_in(one, data.department, policy=policy).duties & asks
        ),
        None,
    )


def seen_cases(
    person: Person, *, ended: bool, on: date, policy: Policy, asked: Sought | None = None
) -> tuple[tuple[CaseView, ...], tuple[CaseView, ...]]:
    """Return the cases of a person's entities, and those of their offices, by deadline."""
    asked = asked or Sought(ended=ended)
    keys = sorted(person.party_to)
    read = partial(cases, policy=policy, on=on, procedure=asked.procedure)
    own = read(keys=keys, ended=True) if keys and not asked.whose else ()
    own = for_parties(own, policy=policy, on=on)
    own = tuple(one for one in own if ended or not one.ended)
    if asked.whose not in ("", MINE):
        person = replace(
            person,
            offices=tuple(one for one in person.offices if one == asked.whose),
            stands_in=tuple(one for one in person.stands_in if one[0] == asked.whose),
        )
    held = units_of(person)
    offices = [policy.offices[one] for one in sorted(held) if one in policy.offices]
    departments = sorted(
        {department_of(Acting(person.login, one.id), policy) for one in offices}
        | below(held, policy=policy)
        if all(one.department for one in offices)
        else {""}
    )
    mine = (person.login, *(whom for _office, whom in person.stands_in))
    handlers = mine if asked.whose == MINE else ()
    found = [
        view
        for department in departments
        for view in read(department=department, handlers=handlers, ended=ended)
        if not is_party(person, view.data) and sees_view(person, view, policy)
    ]
    if asked.late:
        own, found = tuple(v for v in own if v.overdue), [v for v in found if v.overdue]
    return _by_deadline(own, ended), _by_deadline(found, ended)


def _by_deadline(found: tuple[CaseView, ...] | list[CaseView], ended: bool) -> tuple[CaseView, ...]:
    """Return running cases, overdue first; or ended ones, the last first."""
    if ended:
        over = [view for view in found if view.ended]
        return tuple(sorted(over, key=lambda one: (one.data.events[-1].day, one.data.id)))[::-1]
    return tuple(sorted(found, key=lambda one: (not one.overdue, one.next_day, one.data.id)))


def choices(person: Person, view: CaseView, *, on: date, policy: Policy) -> tuple[Choice, ...]:
    """Return the steps that leave the present state, as the engine judges them for a person."""
    steps = view.folded.procedure.steps
    found: dict[str, Choice] = {}
    for acting in actings(person, view.data.subject, policy):
        actor = actor_in(acting, view.data.department, policy=policy)
        for option in options(view, actor, on=on):
            choice = Choice(steps[option.step], None if option.refusal else acting, option.refusal)
            before = found.get(option.step)
            if before is None or choice.acting or (before.anothers and not choice.anothers):
                found[option.step] = choice
    return tuple(found.values())


def hearings(person: Person, view: CaseView, *, on: date, policy: Policy) -> tuple[str, ...]:
    """Return what a party may say now about a hearing that was offered to it."""
    if not is_party(person, view.data):
        return ()
    (acting,) = actings(person, view.data.subject, policy)
    actor = actor_in(acting, view.data.department, policy=policy)
    folded = view.folded
    found = []
    for name in HEARINGS:
        try:
            notes.hearing(
                folded.procedure, folded.case, name, actor, {}, on=on, policy=folded.policy
            )
        except Refused:
            continue
        found.append(name)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Beginning:
    """A procedure that may be begun, and as whom."""

    procedure: Procedure
    acting: Acting


def openings(person: Person, thing: Thing, *, on: date, policy: Policy) -> tuple[Beginning, ...]:
    """Return the procedures that a person may begin about a thing.

    For its entity where they speak for it; else in an office whose duty the first step is.
    """
    found = []
    for name in policy.procedures:
        one = in_force(policy, name, on)
        step = one.steps.get(OPEN) if one else None
        if one is None or step is None or one.reviews or thing.kind not in one.about:
            continue  # a review is opened from the case that owes it
        role = one.roles[step.by]
        acting = _beginner(person, thing, role, policy)
        if acting is not None:
            found.append(Beginning(one, acting))
    return tuple(found)


def reviewer(person: Person, view: CaseView, *, on: date, policy: Policy) -> Acting | None:
    """Return as whom a person may open the review that a case owes; None: not at all."""
    found = reviewable(view.data.id, policy=policy) if view.ended else None
    known = [in_force(policy, name, on) for name in policy.procedures]
    procedure = next((one for one in known if one and one.reviews), None)
    if found is None or procedure is None:
        return None
    duty = procedure.roles[procedure.steps[OPEN].by].office
    for one in actings(person, view.data.subject, policy):
        persons = {one.account, one.office, *one.deputy_for, *one.units}
        actor = actor_in(one, found.owed.department, policy=policy)
        if duty in actor.offices and not persons & found.decided:
            return one
    return None


def _beginner(person: Person, thing: Thing, role: Role, policy: Policy) -> Acting | None:
    """Return as whom a person takes the first step in a role, or None."""
    if role.party or thing.subject in person.party_to:
        speaks = role.party and thing.subject in person.party_to
        return Acting(person.login, "", person.party_to) if speaks else None
    for acting in actings(person, thing.subject, policy):
        department = thing.department or department_of(acting, policy)
        if role.office in actor_in(acting, department, policy=policy).offices:
            return acting
    return None


def at_counter(
    person: Person, thing: Thing, *, on: date, policy: Policy
) -> tuple[tuple[Procedure, ...], Acting | None]:
    """Return what an officer of a receiving office may file for the entity, and as whom."""
    department = thing.department or answering(policy)
    acting = next(
        (
            one
            for one in actings(person, thing.subject, policy)
            if one.office and RECEIVING in actor_in(one, department, policy=policy).offices
        ),
        None,
    )
    if acting is None:
        return (), None
    found = [in_force(policy, name, on) for name in policy.procedures]
    return (
        tuple(
            one
            for one in found
            if one
            and thing.kind in one.about
            and (step := one.steps.get(OPEN)) is not None
            and one.roles[step.by].party
        ),
        acting,
    )


def on_paper(
    person: Person, view: CaseView, *, on: date, policy: Policy
) -> tuple[tuple[ProcedureStep, ...], Acting | None]:
    """Return the steps of the party that a receiving office may write down now, and as whom."""
    subject = view.data.subject
    acting = next(
        (
            one
            for one in actings(person, subject, policy)
            if one.office
            and RECEIVING in actor_in(one, view.data.department, policy=policy).offices
        ),
        None,
    )
    if acting is None or is_party(person, view.data):
        return (), None
    party = Actor(person.login, party_to=frozenset({subject}))
    steps = view.folded.procedure.steps
    found = [one.step for one in options(view, party, on=on) if one.refusal is None]
    roles = view.folded.procedure.roles
    return tuple(steps[one] for one in found if roles[steps[one].by].party), acting


def answering(policy: Policy, matter: str = "") -> str:
    """Return who answers what no department holds: the matter's, else the credit office."""
    if matter in policy.matters:
        return policy.matters[matter].department
    offices = (one for one in policy.offices.values() if CREDIT_OFFICE in one.duties)
    return next((one.department or one.id for one in offices), "")
