"""A form that is shown, sent, or sent in vain: what was typed stays, what is wrong stands beside.

Steps have the fields that the packs say; what officers note has a few fields of its own.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.procedure_shape import OPEN, Procedure, ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases_desk import Person
from goodstanding.web.pages.form import FieldView, as_form, field_faults, said_of, typed
from goodstanding.web.rendering import render_page

SEED_BYTES = 32
DIGITS_MOST = 8
WORDS_MOST = 2000
PASSWORD = "password"  # noqa: S105 (a kind of field)


def seed() -> str:
    """Return chance for one act."""
    return secrets.token_hex(SEED_BYTES)


def number_of(said: str) -> int:
    """Return a number that a form or an address says; 0 where it says none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= DIGITS_MOST else 0


def matter_in(given: Mapping[str, str], procedure: Procedure) -> str:
    """Return the matter that a first form names; "" where the procedure asks for none.

    A field that the form does not have must not choose who answers.
    """
    return str(given.get("matter", "")) if "matter" in procedure.steps[OPEN].needs else ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was typed, what is wrong where, what refuses all of it, and what was done."""

    values: Mapping[str, str]
    wrong: Mapping[str, Fault]
    faults: Sequence[Fault] = ()
    done: int | None = None

    @property
    def status(self) -> int:
        """Return how the answer is marked: refused, wrong at a field, or as asked."""
        return 409 if self.faults else 400 if self.wrong else 200


def sent(
    request: HttpRequest,
    step: ProcedureStep,
    rules: Policy,
    act: Callable[[dict[str, str]], int],
    *,
    filled: Mapping[str, str] | None = None,
) -> Sent:
    """Read the form of a step and, where it was sent without a fault at a field, act on it.

    `filled`: what stands in it before anybody typed.
    """
    if request.method != "POST":
        return Sent({**typed(step, {}), **(filled or {})}, {})
    values = typed(step, request.POST)
    form = as_form(step, values, rules)
    wrong = field_faults(step, form, rules)
    if wrong:
        return Sent(values, wrong)
    try:
        return Sent(values, {}, done=act(form))
    except Refused as refused:
        return Sent(values, {}, refused.faults)


@dataclass(frozen=True, slots=True)
class Ask:
    """A form with a few fields of our own: what it is, what it does, and what is done with it."""

    title: str
    lead: str
    fields: Sequence[FieldView]
    button: str
    back: str
    act: Callable[[Mapping[str, str]], str]
    """Takes what was typed and returns where to go on; refuses otherwise."""
    does: Sequence[str] = ()


def field(
    name: str,
    label: str,
    *,
    kind: str = "text",
    value: str = "",
    hint: str = "",
    choices: Sequence[tuple[str, str]] = (),
) -> FieldView:
    """Return a field of our own."""
    return FieldView(name, kind, label, value, "", hint, tuple(choices), ())


def asked(request: HttpRequest, language: Language, person: Person, ask: Ask) -> HttpResponseBase:
    """Show a form of our own, or act on it and go on."""
    shown = list(ask.fields)
    faults: Sequence[Fault] = ()
    if request.method == "POST":
        values = {one.id: _said(request, one) for one in shown}
        shown = [
            replace(
                one,
                value="" if one.kind == PASSWORD else values[one.id],
                fault=_fault(one, values),
            )
            for one in shown
        ]
        if not any(one.fault for one in shown):
            try:
                return redirect(ask.act(values))
            except Refused as refused:
                faults = refused.faults
    wrong = any(one.fault for one in shown)
    context: dict[str, object] = {
        "person": person,
        "ask": ask,
        "fields": shown,
        "faults": said_of(faults, language),
        "wrong": bool(faults) or wrong,
    }
    status = 409 if faults else 400 if wrong else 200
    return render_page(request, "small_form.html", language, context, status=status)


def _said(request: HttpRequest, one: FieldView) -> str:
    """Return what was typed; a password as it was typed."""
    said = request.POST.get(one.id, "")[:WORDS_MOST]
    return said if one.kind == PASSWORD else said.strip()


def _fault(one: FieldView, values: Mapping[str, str]) -> str:
    """Return what is wrong with a field of our own: nothing given, no choice of it, no day."""
    value = values[one.id]
    if one.kind == "choice" and value not in dict(one.choices):
        return _("Choose one.")
    if one.kind == "day" and as_day(value) is None:
        return _("Write the day as 2026-05-07.")
    return "" if value else _("This is needed.")


def as_day(text: str) -> date | None:
    """Return the day that a text says, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
