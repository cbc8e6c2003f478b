"""Public pages of rights: the closed catalogues, procedures, and the ways out of one entity."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodstanding.core.basis.ids import fold_code
from goodstanding.core.basis.text import Language
from goodstanding.core.procedures.versions import in_force
from goodstanding.store.queries.cases_desk import desk_day
from goodstanding.store.queries.figures import register_day
from goodstanding.store.queries.planned import planned
from goodstanding.store.shelf import load_policy
from goodstanding.web.language import speaking
from goodstanding.web.pages.agents import paper_forms
from goodstanding.web.pages.catalogue import (
    list_entries,
    list_entry,
    measure_entries,
    measure_entry,
)
from goodstanding.web.pages.offers import matter_rows, reward_rows, type_rows
from goodstanding.web.pages.plan import plan_page
from goodstanding.web.pages.procedure import procedure_view
from goodstanding.web.rendering import missing, render_page


def _today() -> date:
    return desk_day(calendar=timezone.localdate())


@require_safe
@speaking
def rights(request: HttpRequest, language: Language) -> HttpResponse:
    """Show the catalogues and the procedures."""
    policy = load_policy()
    on = _today()
    page = {
        "lists": len(policy.lists),
        "lists_used": sum(one.statable for one in policy.lists.values()),
        "measures": len(policy.measures),
        "measures_used": sum(one.executable == "here" for one in policy.measures.values()),
        "open": sum(one.pledge for one in policy.matters.values()),
        "never": sum(not one.pledge for one in policy.matters.values()),
        "rewards": len(policy.rewards),
        "procedures": [
            (found.id, found.title.in_(language))
            for name in policy.procedures
            if (found := in_force(policy, name, on)) is not None
        ],
    }
    return render_page(request, "rights.html", language, {"page": page})


@require_safe
@speaking
def lists(request: HttpRequest, language: Language) -> HttpResponse:
    """Show every list, those that cannot be used too."""
    context: dict[str, object] = {
        "title": _("Lists"),
        "lead": _(
            "Each list has a keeper, a basis, criteria, a term and a way out. What a record can "
            "show only proposes; an officer must find the rest, and another one decides."
        ),
        "first": _("List"),
        "second": _("Keeper"),
        "rows": list_entries(load_policy(), on=_today(), language=language),
        "address": "list",
    }
    return render_page(request, "rights_list.html", language, context)


@require_safe
@speaking
def list_(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """Show one list with its procedure."""
    policy = load_policy()
    found = policy.lists.get(name)
    if found is None:
        return missing(request, language, "")
    context: dict[str, object] = {
        "page": list_entry(found, policy=policy, on=_today(), language=language, whole=True),
        "above": "lists",
        "above_title": _("Lists"),
        "related_title": _("Measures that may go with it"),
        "related_address": "measure",
    }
    return render_page(request, "right.html", language, context)


@require_safe
@speaking
def measures(request: HttpRequest, language: Language) -> HttpResponse:
    """Show every measure, those that are never executed too."""
    context: dict[str, object] = {
        "title": _("Measures"),
        "lead": _(
            "Nothing may be done to an entity because of its record that is not in this list, and "
            "only on one of its grounds. What would reach a natural person is never executed."
        ),
        "first": _("Measure"),
        "second": _("Content"),
        "rows": measure_entries(load_policy(), on=_today(), language=language),
        "address": "measure",
    }
    return render_page(request, "rights_list.html", language, context)


@require_safe
@speaking
def measure(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """Show one measure with its grounds and its procedure."""
    policy = load_policy()
    found = policy.measures.get(name)
    if found is None:
        return missing(request, language, "")
    context: dict[str, object] = {
        "page": measure_entry(found, policy=policy, on=_today(), language=language, whole=True),
        "above": "measures",
        "above_title": _("Measures"),
        "related_title": _("Lists that it may go with"),
        "related_address": "list",
    }
    return render_page(request, "right.html", language, context)


@require_safe
@speaking
def pledges(request: HttpRequest, language: Language) -> HttpResponse:
    """Show where a pledge may be used and where never, and the words of each type."""
    policy = load_policy()
    context: dict[str, object] = {
        "matters": matter_rows(policy, language),
        "types": type_rows(policy, language),
    }
    return render_page(request, "pledges.html", language, context)


@require_safe
@speaking
def rewards(request: HttpRequest, language: Language) -> HttpResponse:
    """Show what good standing brings."""
    context: dict[str, object] = {"rows": reward_rows(load_policy(), language)}
    return render_page(request, "rewards.html", language, context)


@require_safe
@speaking
def procedure(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """Show a procedure as it is in force."""
    policy = load_policy()
    found = in_force(policy, name, _today())
    if found is None:
        return missing(request, language, "")
    page = procedure_view(found, policy=policy, language=language)
    return render_page(request, "procedure.html", language, {"page": page})


@require_safe
@speaking
def locked_out(request: HttpRequest, language: Language) -> HttpResponse:
    """Show what an entity does whose account or agent cannot sign in."""
    policy = load_policy()
    context: dict[str, object] = {
        "forms": paper_forms(policy, on=_today(), language=language),
        "offices": [one.title.in_(language) for one in policy.departments.values()],
    }
    return render_page(request, "locked_out.html", language, context)


@require_safe
@speaking
def plan(request: HttpRequest, language: Language, key: str) -> HttpResponseBase:
    """Show what can be done about an entity's public records, and from which day."""
    scheme, _colon, code = key.partition(":")
    policy = load_policy()
    on = register_day(policy, scheme, calendar=timezone.localdate())
    found = planned(f"{scheme}:{fold_code(code)}", policy=policy, on=on, whole=False)
    if found is None:
        return missing(request, language, code)
    if found.entity.key != key:
        return redirect("plan", language, found.entity.key)
    page = plan_page(found, policy=policy, language=language)
    return render_page(request, "plan.html", language, {"page": page})
