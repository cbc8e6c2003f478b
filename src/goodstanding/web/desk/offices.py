"""The offices: who holds them, who is away and stood in for, and which interests are declared.

Open to officers alone: nobody else is told the names of accounts.
"""

from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.offices.notes import (
    appoint_deputy,
    declare_interest_in,
    end_note,
    note_absence,
)
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.office import members
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.sending import Ask, as_day, asked, field
from goodstanding.web.pages.form import FieldView
from goodstanding.web.pages.offices import offices_page
from goodstanding.web.pages.people import choices_of
from goodstanding.web.rendering import render_page

POSTED = require_http_methods(["GET", "HEAD", "POST"])
KINDS = ("deputy", "absence", "interest", "end")


def officer_only(person: Person, policy: Policy) -> None:
    """Answer to everybody else as if there were no such page."""
    if not any(one in policy.offices for one in person.offices):
        raise Http404


@require_safe
@for_persons
def offices(request: HttpRequest, language: Language, person: Person) -> HttpResponse:
    """Show every office with those who hold it, and what they noted."""
    policy, on = load_policy(), today()
    officer_only(person, policy)
    page = offices_page(person, on=on, policy=policy, language=language)
    return render_page(request, "offices.html", language, {"page": page, "person": person})


@POSTED
@for_persons
def note(
    request: HttpRequest, language: Language, person: Person, kind: str, number: int = 0
) -> HttpResponseBase:
    """Show the form of a note, or keep it."""
    policy, on = load_policy(), today()
    officer_only(person, policy)
    if kind not in KINDS or (kind == "end") != bool(number):
        raise Http404
    ask = {"deputy": _deputy, "absence": _absence, "interest": _interest}.get(kind)
    if ask is None:
        return asked(request, language, person, _end(person, number, on, policy, language))
    return asked(request, language, person, ask(person, on, policy, language))


def _as(person: Person, account: str, policy: Policy) -> Acting:
    """Return as whom somebody notes something of an account: themselves, or the office above."""
    mine = [one for one in person.offices if one in policy.offices]
    if account == person.login:
        return Acting(person.login, mine[0])
    held = next((one.offices for one in members(policy, on=today()) if one.login == account), ())
    above = {policy.offices[one].superior for one in held}
    return Acting(person.login, next((one for one in mine if one in above), mine[0]))


def _people(policy: Policy, on: date, language: Language) -> list[tuple[str, str]]:
    return choices_of(members(policy, on=on), policy, language)


def _back(language: Language) -> str:
    return reverse("offices", args=[language])


def _deputy(person: Person, on: date, policy: Policy, language: Language) -> Ask:
    held = sorted({one for who in members(policy, on=on) for one in who.offices})
    units = [(one, policy.offices[one].title.in_(language)) for one in held]
    people = _people(policy, on, language)
    mine = next((one for one in person.offices if one in policy.offices), "")

    def act(said: Mapping[str, str]) -> str:
        appoint_deputy(
            said["deputy"],
            said["principal"],
            said["unit"],
            first=as_day(said["first"]) or on,
            last=as_day(said["last"]) or on,
            reason=said["reason"],
            acting=_as(person, said["principal"], policy),
            on=on,
            policy=policy,
        )
        return _back(language)

    return Ask(
        _("Name a deputy"),
        _("From a day to a day, in one office. Bars of either person then hold for both."),
        [
            field("deputy", _("Who stands in"), kind="choice", choices=people),
            field("principal", _("For whom"), kind="choice", choices=people, value=person.login),
            field("unit", _("In which office"), kind="choice", choices=units, value=mine),
            *_days(on),
            field("reason", _("Reasons")),
        ],
        _("Name the deputy"),
        _back(language),
        act,
    )


def _days(on: date) -> list[FieldView]:
    return [
        field("first", _("First day"), kind="day", value=on.isoformat()),
        field("last", _("Last day, which belongs to it"), kind="day"),
    ]


def _absence(person: Person, on: date, policy: Policy, language: Language) -> Ask:
    def act(said: Mapping[str, str]) -> str:
        note_absence(
            said["account"],
            first=as_day(said["first"]) or on,
            last=as_day(said["last"]) or on,
            reason=said["reason"],
            acting=_as(person, said["account"], policy),
            on=on,
            policy=policy,
        )
        return _back(language)

    people = _people(policy, on, language)
    return Ask(
        _("Note an absence"),
        _("In these days no case can be handed to them. Name a deputy as well."),
        [
            field("account", _("Who is away"), kind="choice", choices=people, value=person.login),
            *_days(on),
            field("reason", _("Reasons")),
        ],
        _("Note the absence"),
        _back(language),
        act,
    )


def _interest(person: Person, on: date, policy: Policy, language: Language) -> Ask:
    def act(said: Mapping[str, str]) -> str:
        declare_interest_in(
            said["key"],
            said["account"],
            reason=said["reason"],
            acting=_as(person, said["account"], policy),
            on=on,
            policy=policy,
        )
        return _back(language)

    people = _people(policy, on, language)
    return Ask(
        _("Declare an interest"),
        _("It bars from every case of this entity, from now on. Only the office above can end it."),
        [
            field("account", _("Whose"), kind="choice", choices=people, value=person.login),
            field("key", _("Entity"), kind="line", hint=_("Such as cn-uscc:9199…")),
            field("reason", _("Reasons")),
        ],
        _("Declare it"),
        _back(language),
        act,
    )


def _end(person: Person, number: int, on: date, policy: Policy, language: Language) -> Ask:
    found = offices_page(person, on=on, policy=policy, language=language).note(number)
    if found is None:
        raise Http404

    def act(said: Mapping[str, str]) -> str:
        acting = _as(person, found.whose, policy)
        end_note(number, reason=said["reason"], acting=acting, on=on, policy=policy)
        return _back(language)

    return Ask(
        _("End it before its day"),
        found.words,
        [field("reason", _("Reasons"))],
        _("End it"),
        _back(language),
        act,
        [_("The note itself stays, with who ended it and why.")],
    )
