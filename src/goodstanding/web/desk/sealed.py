"""The sealed store on pages: sealed by one officer, opened by two, each with their own password.

What stands here is about requests and days; the words themselves are shown once, to who asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_safe

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.offices.sealed import open_sealed, seal
from goodstanding.actions.offices.two_persons import agree, ask, decline, entitled, waits_until
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.procedure_shape import Office
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Person, numbers_of
from goodstanding.store.queries.people import called
from goodstanding.store.queries.sealed_desk import (
    ACCESS_AGREED,
    KIND,
    LOOKUPS,
    Note,
    asked_by,
    request_numbered,
    sealed_notes,
)
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.noting import back_to, case_named
from goodstanding.web.desk.offices import POSTED, officer_only
from goodstanding.web.desk.person import actings, is_party, sealing
from goodstanding.web.desk.proving import prove
from goodstanding.web.desk.sending import PASSWORD, Ask, asked, field, seed
from goodstanding.web.desk.views import seen_case
from goodstanding.web.pages.form import FieldView, said_of
from goodstanding.web.pages.sealed import SealedRow, Words, kind_choices, sealed_row, sealed_rows
from goodstanding.web.pages.wording import long_day
from goodstanding.web.rendering import render_page

SECRETS = sensitive_post_parameters(PASSWORD, "words")


@require_safe
@for_persons
def sealed(request: HttpRequest, language: Language, person: Person) -> HttpResponse:
    """Show the requests that wait, what may be read, what was read, and what is due to go."""
    policy, on = load_policy(), today()
    officer_only(person, policy)
    found = sealed_notes(on=on, policy=policy)
    every = (*found.waiting, *found.agreed, *found.read, *found.lying)
    seen = seen_notes(every, person, on, policy)
    by = asked_by((*found.agreed, *found.read))
    words = note_words([one for one in every if one.id in seen], by, policy, language)
    shown = {
        name: sealed_rows(
            [one for one in notes if one.id in seen], person.login, words, asked_by=by
        )
        for name, notes in (
            ("waiting", found.waiting),
            ("agreed", [one for one in found.agreed if by.get(one.id) == person.login]),
            ("read", found.read),
        )
    }
    waits = {one.id: waits_until(one, policy) for one in found.waiting}
    shown["waiting"] = [
        replace(row, until=long_day(waits[row.number], language), past=waits[row.number] < on)
        for row in shown["waiting"]
    ]
    lying = [one for one in found.lying if one.id in seen]
    rows = [
        replace(row, past=one.last_day is not None and one.last_day < on)
        for one, row in zip(
            lying, sealed_rows(lying, person.login, words, asked_by=by), strict=True
        )
    ]
    context = {"person": person, **shown, "lying": rows, "day": long_day(on, language)}
    return render_page(request, "sealed.html", language, context)


def seen_notes(found: Iterable[Note], person: Person, on: date, policy: Policy) -> set[int]:
    """Return the notes about cases in which a person may ask or agree; to others they are not."""
    may: dict[tuple[int, str], bool] = {}
    seen = set()
    for one in found:
        kind = policy.guarded[one.said[KIND]]
        at = (one.case_id or 0, kind.id)
        if at not in may:
            duties = (*kind.asks, *kind.agrees)
            may[at] = entitled_as(person, at[0], duties, on, policy) is not None
        if may[at]:
            seen.add(one.id)
    return seen


def entitled_as(
    person: Person, case_id: int, duties: tuple[Office, ...], on: date, policy: Policy
) -> Acting | None:
    """Return as whom a person may do what asks for some duties in a case; None: not at all."""
    for acting in actings(person, "", policy):
        try:
            entitled(case_id, duties, acting=acting, on=on, policy=policy)
        except Refused:
            continue
        return acting
    return None


def note_words(
    found: Sequence[Note], by: Mapping[int, str], policy: Policy, language: Language
) -> Words:
    """Return what notes are put into words with."""
    names = called([*(login for one in found for login in (one.actor, one.account)), *by.values()])
    numbers = numbers_of([one.case_id for one in found if one.case_id])
    return Words(names, numbers, policy, language)


def own_password() -> FieldView:
    """Return the field in which an officer proves who they are, once more."""
    return field(PASSWORD, _("Your own password"), kind=PASSWORD)


def _for_case(person: Person, case_id: int, on: date, policy: Policy) -> tuple[CaseView, Acting]:
    """Return a case, and as whom a person seals for it or asks; to others it is not there."""
    view = seen_case(person, case_id, on=on, policy=policy)
    acting = sealing(person, view.data, policy)
    if acting is None or is_party(person, view.data):
        raise Http404
    return view, acting


@SECRETS
@POSTED
@for_persons
def put(request: HttpRequest, language: Language, person: Person, case_id: int) -> HttpResponseBase:
    """Show the form by which something is sealed for a case, or seal it."""
    policy, on = load_policy(), today()
    view, acting = _for_case(person, case_id, on, policy)

    def act(said: Mapping[str, str]) -> str:
        prove(request, person.login, said[PASSWORD])
        words, kind = said["words"], said["kind"]
        seal(case_id, kind, words, acting=acting, on=on, policy=policy, seed=seed())
        return reverse("sealed", args=[language])

    kinds = kind_choices(policy, language, with_purpose=False)
    form = Ask(
        _("Seal what the case needs of a person"),
        case_named(view, language),
        [
            field("kind", _("What it is"), kind="choice", choices=kinds),
            field("words", _("Words to seal"), hint=_("Only what is needed to reach them.")),
            own_password(),
        ],
        _("Seal it"),
        back_to(view, language),
        act,
        [
            _("It is kept encrypted, apart from the case, and erased after its last day."),
            _("Nobody can search it; two officers open it together, for a purpose."),
        ],
    )
    return asked(request, language, person, form)


@SECRETS
@POSTED
@for_persons
def request_opening(
    request: HttpRequest, language: Language, person: Person, case_id: int
) -> HttpResponseBase:
    """Show the form by which an officer asks to open what is sealed for a case, or ask."""
    policy, on = load_policy(), today()
    view, acting = _for_case(person, case_id, on, policy)

    def act(said: Mapping[str, str]) -> str:
        prove(request, person.login, said[PASSWORD])
        kind, _slash, purpose = said["purpose"].partition("/")
        ask(case_id, kind, purpose, reason=said["reason"], acting=acting, on=on, policy=policy)
        return reverse("sealed", args=[language])

    purposes = kind_choices(policy, language, with_purpose=True)
    form = Ask(
        _("Ask to open what is sealed"),
        case_named(view, language),
        [
            field("purpose", _("What, and for what"), kind="choice", choices=purposes),
            field("reason", _("Reasons"), hint=_("Without names of persons: others read them.")),
            own_password(),
        ],
        _("Ask"),
        back_to(view, language),
        act,
        [_("Another officer agrees or refuses, with their own password. All of it is kept.")],
    )
    return asked(request, language, person, form)


@SECRETS
@POSTED
@for_persons
def answer(
    request: HttpRequest, language: Language, person: Person, number: int, what: str
) -> HttpResponseBase:
    """Show the form by which a second officer agrees to a request or refuses it, or do it."""
    policy, on = load_policy(), today()
    found = request_numbered(number, policy=policy) or request_numbered(
        number, policy=policy, holds=LOOKUPS
    )
    if found is None or found.kind == ACCESS_AGREED or what not in ("agree", "refuse"):
        raise Http404
    if found.account == person.login:
        raise Http404
    duties = policy.guarded[found.said[KIND]].agrees
    acting = entitled_as(person, found.case_id or 0, duties, on, policy)
    if acting is None:
        raise Http404
    row = sealed_row(found, person.login, note_words([found], {}, policy, language), found.actor)
    back = reverse("lookups" if found.account else "sealed", args=[language])

    def act(said: Mapping[str, str]) -> str:
        prove(request, person.login, said[PASSWORD])
        if what == "agree":
            agree(number, acting=acting, on=on, policy=policy)
        else:
            decline(number, reason=said["reason"], acting=acting, on=on, policy=policy)
        return back

    agreeing = what == "agree"
    title = _("Agree to request %(number)s") if agreeing else _("Refuse request %(number)s")
    form = Ask(
        title % {"number": number},
        " · ".join(filter(None, (row.case, row.kind, row.about, row.purpose))),
        [*([] if agreeing else [field("reason", _("Reasons"))]), own_password()],
        _("Agree") if agreeing else _("Refuse"),
        back,
        act,
        [
            _("%(by)s asked on %(day)s: %(reason)s")
            % {"by": row.by, "day": row.day, "reason": row.reason},
            *([_("Who asked reads it once, within its days.")] if agreeing else []),
        ],
    )
    return asked(request, language, person, form)


@SECRETS
@sensitive_variables("words")
@POSTED
@for_persons
def read(request: HttpRequest, language: Language, person: Person, number: int) -> HttpResponseBase:
    """Ask for the password, and show once what was sealed; the reading is noted before."""
    policy, on = load_policy(), today()
    found = request_numbered(number, policy=policy)
    if found is None or found.kind != ACCESS_AGREED:
        raise Http404
    by = asked_by([found]).get(number, "")
    duties = policy.guarded[found.said[KIND]].asks
    acting = entitled_as(person, found.case_id or 0, duties, on, policy)
    if acting is None or by != person.login:
        raise Http404
    row: SealedRow = sealed_row(found, person.login, note_words([found], {}, policy, language), by)
    words: tuple[str, ...] = ()
    faults: Sequence[Fault] = ()
    if request.method == "POST":
        try:
            prove(request, person.login, request.POST.get(PASSWORD, ""))
            words = open_sealed(number, acting=acting, on=on, policy=policy)
        except Refused as refused:
            faults = refused.faults
    context = {
        "person": person,
        "row": row,
        "words": words,
        "fields": [own_password()],
        "faults": said_of(faults, language),
        "wrong": bool(faults),
    }
    status = 409 if faults else 200
    return render_page(request, "sealed_read.html", language, context, status=status)
