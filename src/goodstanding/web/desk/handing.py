"""Who has a case and who may not, on pages: hand-overs with a receipt, interests, challenges."""

from collections.abc import Callable, Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.handing import (
    challenge,
    declare_interest,
    hand_over,
    hand_over_many,
    rule,
    units_in,
)
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.cases_file import COUNTER, EventRow
from goodstanding.store.queries.office import members, receipt
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.noting import Noting, case_named, rulers
from goodstanding.web.desk.offices import POSTED, officer_only
from goodstanding.web.desk.person import actings, is_party, seen_cases
from goodstanding.web.desk.sending import Ask, asked, field, number_of, seed
from goodstanding.web.desk.views import seen_case
from goodstanding.web.desk.withholding import opening_part, withholding
from goodstanding.web.pages.case_words import actor_words, event_words
from goodstanding.web.pages.desk import case_rows
from goodstanding.web.pages.form import said_of
from goodstanding.web.pages.people import choices_of
from goodstanding.web.pages.receipt import receipt_page
from goodstanding.web.pages.sought import MINE, Sought
from goodstanding.web.pages.wording import long_day
from goodstanding.web.rendering import render_page

Doing = Callable[[Noting], Ask]


@POSTED
@for_persons
def noting(
    request: HttpRequest,
    language: Language,
    person: Person,
    case_id: int,
    what: str,
    number: int = 0,
) -> HttpResponseBase:
    """Show the form of what is said about a case and does not move it, or enter it."""
    policy, on = load_policy(), today()
    view = seen_case(person, case_id, on=on, policy=policy)
    party = is_party(person, view.data)
    doing = (OF_PARTY if party else OF_OFFICERS).get(what)
    by_counter = any(one.step == COUNTER for one in view.data.events)
    over = view.ended and not (by_counter and what in ("challenge", "ruling"))
    if doing is None or over or (what == "ruling") != bool(number):
        raise Http404
    return asked(
        request, language, person, doing(Noting(person, view, on, policy, language, number))
    )


def _hand_over(of: Noting) -> Ask:
    takers = takers_in({of.view.data.department}, of.on, of.policy, of.language)
    return of.form(
        _("Hand the case over"),
        [field("to", _("To whom"), kind="choice", choices=takers)],
        _("Hand over"),
        lambda said, noted: hand_over(of.view.data.id, said["to"], **noted),
        does=[_("The event in the time line is the receipt of both.")],
    )


def takers_in(
    departments: set[str], on: date, policy: Policy, language: Language
) -> list[tuple[str, str]]:
    """Return who could take cases of departments, with who is away."""
    units = {one for department in departments for one in units_in(department, policy)}
    found = (one for one in members(policy, on=on) if units & set(one.offices))
    return choices_of(found, policy, language)


def _interest(of: Noting) -> Ask:
    return of.form(
        _("Declare your interest in this case"),
        [],
        _("Declare it"),
        lambda _said, noted: declare_interest(of.view.data.id, of.person.login, **noted),
        does=[
            _("You, and whoever stands in for you, take no further step in this case."),
            _("An interest in the entity itself is declared on the page of offices."),
        ],
    )


def _challenge(of: Noting) -> Ask:
    view, policy = of.view, of.policy
    (acting,) = actings(of.person, view.data.subject, policy)
    acts = [
        (f"event:{one.number}", " · ".join(_said(view, one, of.language)))
        for one in view.data.events
        if one.office and (one in view.data.counted or one.step == COUNTER)
    ]
    units = [
        (
            f"office:{one}",
            _("All of: %(office)s") % {"office": policy.offices[one].title.in_(of.language)},
        )
        for one in units_in(view.data.department, policy)
    ]
    return of.form(
        _("Challenge an officer or a unit"),
        [field("of", _("Who should not act"), kind="choice", choices=[*acts, *units])],
        _("Challenge"),
        lambda said, noted: challenge(view.data.id, said["of"], **noted),
        does=[
            _("They take no step until another has ruled on it, with reasons that you can read.")
        ],
        acting=acting,
    )


def _said(view: CaseView, event: EventRow, language: Language) -> tuple[str, str, str]:
    """Return who did what on which day, as the party reads it."""
    return (
        actor_words(view, event, language, party=True),
        event_words(view, event, language),
        long_day(event.day, language),
    )


def _ruling(of: Noting) -> Ask:
    view, number = of.view, of.number
    raised = next((one for one in view.data.events if one.number == number), None)
    outcomes = [
        ("upheld", _("upheld: they take no further step in this case")),
        ("refused", _("refused: they go on")),
    ]
    return of.form(
        _("Rule on the challenge"),
        [field("outcome", _("Ruling"), kind="choice", choices=outcomes)],
        _("Rule"),
        lambda said, noted: rule(view.data.id, number, upheld=said["outcome"] == "upheld", **noted),
        acting=rulers(of.person, view, of.policy).get(number),
        lead=f"{case_named(view, of.language)}: {raised.form.get('reasons', '') if raised else ''}",
    )


OF_OFFICERS: Mapping[str, Doing] = {
    "hand-over": _hand_over,
    "interest": _interest,
    "ruling": _ruling,
    "withhold": withholding,
    "open-part": opening_part,
}
OF_PARTY: Mapping[str, Doing] = {"challenge": _challenge}


@POSTED
@for_persons
def hand_many(request: HttpRequest, language: Language, person: Person) -> HttpResponseBase:
    """Show the cases that an officer has, or hand some over with one receipt."""
    policy, on = load_policy(), today()
    officer_only(person, policy)
    mine = Sought(whose=MINE)
    _own, found = seen_cases(person, ended=False, on=on, policy=policy, asked=mine)
    takers = takers_in({one.data.department for one in found}, on, policy, language)
    to, reason = request.POST.get("to", ""), request.POST.get("reason", "").strip()[:2000]
    theirs = {one.data.id for one in found}
    chosen = [one for one in map(number_of, request.POST.getlist("case")) if one in theirs]
    wrong: list[str] = []
    if request.method == "POST":
        if not chosen:
            wrong.append(_("Choose at least one case."))
        if to not in dict(takers):
            wrong.append(_("Choose who takes them."))
        if not reason:
            wrong.append(_("Give a reason."))
        if not wrong:
            mine_office = next(one for one in person.offices if one in policy.offices)
            try:
                number, _lines = hand_over_many(
                    chosen,
                    to,
                    acting=Acting(person.login, mine_office),
                    reason=reason,
                    on=on,
                    policy=policy,
                    seed=seed(),
                )
            except Refused as refused:
                wrong += [str(one["what"]) for one in said_of(refused.faults, language)]
            else:
                return redirect("receipt", language, number)
    context: dict[str, object] = {
        "person": person,
        "rows": case_rows(found, policy=policy, language=language),
        "chosen": chosen,
        "takers": takers,
        "to": to,
        "reason": reason,
        "wrong": wrong,
    }
    status = 400 if wrong else 200
    return render_page(request, "hand_over.html", language, context, status=status)


@require_safe
@for_persons
def kept(request: HttpRequest, language: Language, person: Person, number: int) -> HttpResponse:
    """Show the receipt of an act on many cases to who did it and who took them."""
    policy = load_policy()
    officer_only(person, policy)
    found = receipt(number)
    if found is None or person.login not in (found.actor, found.said.get("to")):
        raise Http404
    page = receipt_page(found, on=today(), policy=policy, language=language)
    return render_page(request, "receipt.html", language, {"page": page, "person": person})
