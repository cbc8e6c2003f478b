"""Many letters that arrived, noted in one sitting: one mode and day, each with its own proof."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from goodstanding.actions.cases.dispatch import TOGETHER, Sending, serve_together
from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.acts import POSTED
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.letters import server
from goodstanding.web.desk.offices import officer_only
from goodstanding.web.desk.sending import as_day, number_of, seed
from goodstanding.web.desk.service import PRINTED_MOST, Found, letters_of
from goodstanding.web.pages.form import said_of
from goodstanding.web.pages.letter import mode_choices
from goodstanding.web.pages.service import waiting_rows
from goodstanding.web.rendering import render_page

PROOF_MOST = 200
ALL = "all"


@POSTED
@for_persons
def dispatch(request: HttpRequest, language: Language, person: Person) -> HttpResponseBase:
    """Show the chosen letters with a field for the proof of each, or note that they arrived."""
    policy, on = load_policy(), today()
    officer_only(person, policy)
    asked = request.POST if request.method == "POST" else request.GET
    chosen = {number_of(one) for one in asked.getlist("letter")[:PRINTED_MOST]}
    found = [(view, row) for view, row in letters_of(person, policy) if row.id in chosen]
    if not found:
        return redirect("letters", language)
    typed = {
        name: request.POST.get(name, "").strip()[:PROOF_MOST]
        for name in ("mode", "day", _proof(ALL), *(_proof(one) for one in chosen))
    }
    faults: dict[int, tuple[Fault, ...]] = {}
    wrong = _wrong(typed) if request.method == "POST" else ""
    if request.method == "POST" and not wrong:
        faults = _note(person, found, typed, on, policy)
        noted = sum(not one for one in faults.values())
        if noted == len(faults):
            return redirect(f"{reverse('letters', args=[language])}?noted={noted}")
        found = [(view, row) for view, row in found if faults.get(row.id)]
    rows = [
        {
            "letter": one,
            "field": _proof(one.id),
            "proof": typed[_proof(one.id)],
            "faults": said_of(faults.get(one.id, ()), language),
        }
        for one in waiting_rows(found, language)
    ]
    context = {
        "person": person,
        "rows": rows,
        "modes": mode_choices(TOGETHER),
        "mode": typed["mode"] or TOGETHER[0],
        "day": typed["day"] or on.isoformat(),
        "last_day": on,
        "common": typed[_proof(ALL)],
        "wrong": wrong,
        "noted": sum(not one for one in faults.values()),
        "refused": bool(faults),
    }
    status = 409 if faults else 400 if wrong else 200
    return render_page(request, "letters_dispatch.html", language, context, status=status)


def _proof(letter: int | str) -> str:
    """Return the name of the field that holds a letter's proof."""
    return f"proof-{letter}"


def _wrong(typed: Mapping[str, str]) -> str:
    """Return what is wrong with what is said of all letters."""
    if typed["mode"] not in TOGETHER:
        return _("Choose one.")
    return "" if as_day(typed["day"]) else _("Write the day as 2026-05-07.")


def _note(
    person: Person, found: Sequence[Found], typed: Mapping[str, str], on: date, policy: Policy
) -> dict[int, tuple[Fault, ...]]:
    """Note each letter by itself; where its own proof is empty, that of all stands."""
    sendings = {}
    for view, row in found:
        acting = server(person, view, policy)
        if acting is not None:
            sendings[row.id] = Sending(
                recipient=view.data.subject.partition(":")[2],
                proof=typed[_proof(row.id)] or typed[_proof(ALL)],
                acting=acting,
            )
    day = as_day(typed["day"]) or on
    return serve_together(sendings, mode=typed["mode"], day=day, on=on, policy=policy, seed=seed())
