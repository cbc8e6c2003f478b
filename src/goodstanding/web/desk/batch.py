"""Many cases of one procedure and step, prepared in one sitting; each keeps its own facts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.drafts import prepare_many
from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.procedure_shape import ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Person, Thing, things_of
from goodstanding.store.queries.drafts import WAITING, Draft, drafts_of
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.acts import POSTED
from goodstanding.web.desk.day import today
from goodstanding.web.desk.drafts import preparer
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.offices import officer_only
from goodstanding.web.desk.person import seen_cases
from goodstanding.web.pages.desk import case_rows
from goodstanding.web.pages.drafts import as_typed
from goodstanding.web.pages.form import FieldView, as_form, fields, said_of, typed
from goodstanding.web.pages.sought import Sought
from goodstanding.web.rendering import render_page

MOST = 50
"""Cases on one page of preparing."""
COMMON = "all"


@POSTED
@for_persons
def batch(request: HttpRequest, language: Language, person: Person) -> HttpResponseBase:
    """Show what can be prepared for many, then the form of all; put forward those chosen."""
    policy, on = load_policy(), today()
    officer_only(person, policy)
    asked = {**request.GET.dict(), **request.POST.dict()}
    procedure, step = str(asked.get("procedure", "")), str(asked.get("step", ""))
    open_ = _open(person, on, policy, procedure=procedure)
    if not any(one.data.procedure == procedure and step in steps for one, steps in open_):
        return _choose(request, language, person, open_)
    found = [one for one, steps in open_ if step in steps][:MOST]
    drafts = {one.case_id: one for one in drafts_of([v.data.id for v in found]) if one.step == step}
    found = [
        one
        for one in found
        if (draft := drafts.get(one.data.id)) is None or draft.state not in WAITING
    ]
    refused: Mapping[int, tuple[Fault, ...]] = {}
    if request.method == "POST":
        chosen = [one for one in found if f"{one.data.id}" in request.POST.getlist("case")]
        refused = _prepare(request, person, chosen, step, on, policy)
        done = sum(not faults for faults in refused.values())
        if chosen and done == len(chosen):
            return redirect(f"{reverse('drafts', args=[language])}?prepared={done}")
        found = [one for one in found if refused.get(one.data.id, ("-",))]
    things = things_of([one.data for one in found])
    rows = case_rows(found, policy=policy, language=language)
    context = {
        "person": person,
        "procedure": procedure,
        "step": step,
        "title": found[0].titles[step].in_(language) if found else "",
        "case_title": found[0].title.in_(language) if found else "",
        "common": _common(request, found, step, things, language) if found else (),
        "cases": [
            {
                "row": row,
                "fields": _own(request, view, step, thing, drafts.get(view.data.id), language),
                "chosen": not refused or view.data.id in refused,
                "faults": said_of(refused.get(view.data.id, ()), language),
            }
            for view, thing, row in zip(found, things, rows, strict=True)
        ],
        "done": sum(not faults for faults in refused.values()),
        "wrong": request.method == "POST",
    }
    status = 409 if request.method == "POST" else 200
    return render_page(request, "batch.html", language, context, status=status)


def _open(
    person: Person, on: date, policy: Policy, *, procedure: str
) -> list[tuple[CaseView, list[str]]]:
    """Return the officer's cases with the steps that they could prepare."""
    asked = Sought(procedure=procedure)
    _own_cases, found = seen_cases(person, ended=False, on=on, policy=policy, asked=asked)
    return [
        (
            view,
            [
                name
                for name, step in view.folded.procedure.steps.items()
                if view.state in step.comes_from and preparer(person, view, name, policy)
            ],
        )
        for view in found
    ]


def _choose(
    request: HttpRequest,
    language: Language,
    person: Person,
    open_: Sequence[tuple[CaseView, list[str]]],
) -> HttpResponseBase:
    """Show the steps that could be prepared, with how many cases stand before each."""
    counted: Counter[tuple[str, str]] = Counter()
    titles: dict[tuple[str, str], tuple[str, str]] = {}
    for view, steps in open_:
        for name in steps:
            key = (view.data.procedure, name)
            counted[key] += 1
            titles[key] = (view.title.in_(language), view.titles[name].in_(language))
    rows = [
        {"procedure": key[0], "step": key[1], "case": titles[key][0], "title": titles[key][1],
         "count": count}
        for key, count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    ]  # fmt: skip
    return render_page(request, "batch_choose.html", language, {"person": person, "rows": rows})


def _prepare(
    request: HttpRequest,
    person: Person,
    chosen: Sequence[CaseView],
    step: str,
    on: date,
    policy: Policy,
) -> Mapping[int, tuple[Fault, ...]]:
    """Put the chosen forward; where a case's own field is empty, what was typed for all stands."""
    forms: dict[int, dict[str, str]] = {}
    actings: dict[int, Acting] = {}
    for view in chosen:
        known, number = view.folded.procedure.steps[step], view.data.id
        own, common = (
            typed(known, request.POST, f"c{number}-"),
            typed(known, request.POST, f"{COMMON}-"),
        )
        values = {name: own[name] or common[name] for name in known.needs}
        acting = preparer(person, view, step, policy)
        if acting is not None:
            forms[number] = as_form(known, values, view.folded.policy)
            actings[number] = acting
    legal = request.POST.get("do") == "legal"
    return prepare_many(forms, step, actings=actings, on=on, policy=policy, legal=legal)


def _common(
    request: HttpRequest,
    found: Sequence[CaseView],
    step: str,
    things: Sequence[Thing],
    language: Language,
) -> list[FieldView]:
    """Return the fields that are typed once for all; what a record says is its own alone."""
    known = found[0].folded.procedure.steps[step]
    plain = replace(things[0], fields=None)
    values = typed(known, request.POST, f"{COMMON}-")
    return _prefixed(COMMON, found[0], known, values, plain, language)


def _own(
    request: HttpRequest,
    view: CaseView,
    step: str,
    thing: Thing,
    draft: Draft | None,
    language: Language,
) -> list[FieldView]:
    """Return a case's own fields: as typed now, else as they were kept."""
    known = view.folded.procedure.steps[step]
    prefix = f"c{view.data.id}"
    if request.method == "POST":
        values = typed(known, request.POST, f"{prefix}-")
    else:
        values = as_typed(known, draft.form if draft else {}, view.folded.policy)
    return _prefixed(prefix, view, known, values, thing, language)


def _prefixed(
    prefix: str,
    view: CaseView,
    step: ProcedureStep,
    values: Mapping[str, str],
    thing: Thing,
    language: Language,
) -> list[FieldView]:
    rules = view.folded.policy
    shown = fields(step, values, {}, thing=thing, policy=rules, language=language)
    return [replace(one, id=f"{prefix}-{one.id}") for one in shown]
