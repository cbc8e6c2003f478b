"""The departments' own figures, for anyone: what they owe, never about a person."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goodstanding.core.basis.text import Language
from goodstanding.store.queries.department_figures import public_figures
from goodstanding.store.queries.unit_differences import unit_differences
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.language import speaking
from goodstanding.web.pages.department_figures import difference_rows, figure_rows
from goodstanding.web.pages.wording import long_day
from goodstanding.web.rendering import render_page


@require_safe
@speaking
def departments(request: HttpRequest, language: Language) -> HttpResponse:
    """Show what each department has overdue, holds unserved and was never acknowledged."""
    policy, on = load_policy(), today()
    found = public_figures(policy=policy, on=on)
    apart = unit_differences(found, policy=policy, on=on)
    context: dict[str, object] = {
        "rows": figure_rows(found, policy=policy, language=language),
        "apart": difference_rows(apart, language=language),
        "day": long_day(on, language),
    }
    return render_page(request, "departments.html", language, context)
