"""What one account looked up, on pages: asked for a case, agreed to by another, read once.

No page offers accounts to choose from, and who is looked into sees nothing of the request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodstanding.actions.offices.access_pattern import open_access
from goodstanding.actions.offices.two_persons import ask, waits_until
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases_desk import Person, names_of
from goodstanding.store.queries.sealed_desk import (
    ACCESS_AGREED,
    KIND,
    LOOKUPS,
    asked_by,
    request_numbered,
    sealed_notes,
)
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.noting import back_to, case_named
from goodstanding.web.desk.offices import POSTED, officer_only
from goodstanding.web.desk.person import is_party, sealing
from goodstanding.web.desk.proving import prove
from goodstanding.web.desk.sealed import (
    SECRETS,
    entitled_as,
    note_words,
    own_password,
    seen_notes,
)
from goodstanding.web.desk.sending import PASSWORD, Ask, as_day, asked, field
from goodstanding.web.desk.views import seen_case
from goodstanding.web.pages.form import FieldView, said_of
from goodstanding.web.pages.lookups import LookupRow, lookup_rows
from goodstanding.web.pages.sealed import kind_choices, sealed_row, sealed_rows
from goodstanding.web.pages.wording import long_day
from goodstanding.web.rendering import render_page

FIRST = "first"


@require_safe
@for_persons
def lookups(request: HttpRequest, language: Language, person: Person) -> HttpResponse:
    """Show the requests that wait, what may be read and what was read: by case, of others."""
    policy, on = load_policy(), today()
    officer_only(person, policy)
    found = sealed_notes(on=on, policy=policy, holds=LOOKUPS)
    every = (*found.waiting, *found.agreed, *found.read)
    seen = seen_notes(every, person, on, policy)
    by = asked_by(every)
    shown = [
        one
        for one in every
        if one.id in seen
        and (one.account != person.login or by.get(one.id, one.actor) == person.login)
    ]
    words = note_words(shown, by, policy, language)
    rows = {
        one.id: row
        for one, row in zip(
            shown, sealed_rows(shown, person.login, words, asked_by=by), strict=True
        )
    }
    for one in found.waiting:
        if one.id in rows:
            last = waits_until(one, policy)
            rows[one.id] = replace(rows[one.id], until=long_day(last, language), past=last < on)
    context: dict[str, object] = {
        "person": person,
        "waiting": [rows[one.id] for one in found.waiting if one.id in rows],
        "agreed": [
            rows[one.id]
            for one in found.agreed
            if one.id in rows and by.get(one.id) == person.login
        ],
        "read": [rows[one.id] for one in found.read if one.id in rows],
        "day": long_day(on, language),
    }
    return render_page(request, "lookups.html", language, context)


@SECRETS
@POSTED
@for_persons
def request_lookups(
    request: HttpRequest, language: Language, person: Person, case_id: int
) -> HttpResponseBase:
    """Show the form by which an officer asks what an account looked up, or ask."""
    policy, on = load_policy(), today()
    view = seen_case(person, case_id, on=on, policy=policy)
    acting = sealing(person, view.data, policy, LOOKUPS)
    if acting is None or is_party(person, view.data):
        raise Http404

    def act(said: Mapping[str, str]) -> str:
        prove(request, person.login, said[PASSWORD])
        kind, _slash, purpose = said["purpose"].partition("/")
        given = {"reason": said["reason"], "about": said["about"]}
        ask(case_id, kind, purpose, **given, acting=acting, on=on, policy=policy)
        return reverse("lookups", args=[language])

    purposes = kind_choices(policy, language, with_purpose=True, holds=LOOKUPS)
    form = Ask(
        _("Ask to see what an account looked up"),
        case_named(view, language),
        [
            field("purpose", _("What, and for what"), kind="choice", choices=purposes),
            field(
                "about",
                _("Account"),
                kind="line",
                hint=_("What the officer signs in with, whole: nothing is offered to choose from."),
            ),
            field("reason", _("Reasons"), hint=_("Without names of persons: others read them.")),
            own_password(),
        ],
        _("Ask"),
        back_to(view, language),
        act,
        [
            _("Another officer agrees or refuses, with their own password. All of it is kept."),
            _("Whose account it is sees nothing of it here, and can neither agree nor refuse."),
        ],
    )
    return asked(request, language, person, form)


@SECRETS
@POSTED
@for_persons
def read(request: HttpRequest, language: Language, person: Person, number: int) -> HttpResponseBase:
    """Ask for a first day and the password, and show once what was looked up; noted before."""
    policy, on = load_policy(), today()
    found = request_numbered(number, policy=policy, holds=LOOKUPS)
    if found is None or found.kind != ACCESS_AGREED:
        raise Http404
    by = asked_by([found]).get(number, "")
    duties = policy.guarded[found.said[KIND]].asks
    acting = entitled_as(person, found.case_id or 0, duties, on, policy)
    if acting is None or by != person.login:
        raise Http404
    rows: Sequence[LookupRow] | None = None
    faults: Sequence[Fault] = ()
    first = as_day(request.POST.get(FIRST, ""))
    if request.method == "POST" and first is not None:
        try:
            prove(request, person.login, request.POST.get(PASSWORD, ""))
            entries = open_access(number, first=first, acting=acting, on=on, policy=policy)
        except Refused as refused:
            faults = refused.faults
        else:
            names = names_of([one.entity for one in entries])
            rows = lookup_rows(entries, names, policy=policy, language=language)
    unsaid = request.method == "POST" and first is None
    context: dict[str, object] = {
        "person": person,
        "row": sealed_row(found, person.login, note_words([found], {}, policy, language), by),
        "rows": rows,
        "first": long_day(first, language) if first else "",
        "day": long_day(on, language),
        "fields": [_first_day(first, unsaid=unsaid), own_password()],
        "faults": said_of(faults, language),
        "wrong": bool(faults) or unsaid,
    }
    status = 409 if faults else 400 if unsaid else 200
    return render_page(request, "lookups_read.html", language, context, status=status)


def _first_day(first: date | None, *, unsaid: bool) -> FieldView:
    """Return the field of the first day, with what is wrong where none was said."""
    value = first.isoformat() if first else ""
    shown = field(FIRST, _("From which day"), kind="day", value=value)
    return replace(shown, fault=_("Write the day as 2026-05-07.")) if unsaid else shown
