"""The departments' own figures as data, the same for everyone."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goodstanding.core.basis.text import Language
from goodstanding.core.disclosure.differences import Difference
from goodstanding.store.queries.case_sums import DepartmentFigures, Late
from goodstanding.store.queries.cases_desk import desk_day
from goodstanding.store.queries.department_figures import public_figures
from goodstanding.store.queries.unit_differences import unit_differences
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
    on, policy = desk_day(calendar=timezone.localdate()), load_policy()
    found = public_figures(policy=policy, on=on)
    apart = unit_differences(found, policy=policy, on=on)
    body = {
        "on": on.isoformat(),
        "departments": [_row(one) for one in found],
        "differences": {
            "overdue": _apart(apart.overdue),
            "against_the_party": {name: _apart(one) for name, _, one in apart.adverse},
        },
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "sort_keys": True})


def _row(one: DepartmentFigures) -> dict[str, object]:
    return {
        "departments": list(one.departments),
        "running": one.running,
        "overdue_all": _late(one.late),
        "overdue": {name: _late(late) for name, late in one.overdue.items()},
        "escalated": one.escalated,
        "held_not_served": _late(one.held),
        "removals_not_acknowledged": _late(one.removals),
    }


def _apart(one: Difference | None) -> dict[str, int] | None:
    """Return by how many points of a hundred so many units differ; null: too few deciders."""
    return {"units": one.units, "points": one.points} if one else None


def _late(late: Late) -> dict[str, int]:
    return {"count": late.count, "longest_days": late.longest}
