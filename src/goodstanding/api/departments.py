"""The departments' own figures as data, the same for everyone."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases_desk import desk_day
from goodstanding.store.queries.department_figures import DepartmentFigures, Late, public_figures
from goodstanding.store.shelf import load_policy


@require_safe
def departments(request: HttpRequest, language: Language) -> HttpResponseBase:
    """Answer with the twin of the page; the body is the same in both languages."""
    del language
    return departments_both(request)


@require_safe
def departments_both(request: HttpRequest) -> HttpResponseBase:
    """Answer with the figures of departments as of today; small units only together."""
    del request
    on = desk_day(calendar=timezone.localdate())
    found = public_figures(policy=load_policy(), on=on)
    body = {"on": on.isoformat(), "departments": [_row(one) for one in found]}
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "sort_keys": True})


def _row(one: DepartmentFigures) -> dict[str, object]:
    return {
        "departments": list(one.departments),
        "running": one.running,
        "overdue": {name: _late(late) for name, late in one.overdue.items()},
        "escalated": one.escalated,
        "held_not_served": _late(one.held),
        "removals_not_acknowledged": _late(one.removals),
    }


def _late(late: Late) -> dict[str, int]:
    return {"count": late.count, "longest_days": late.longest}
