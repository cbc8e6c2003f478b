"""An officer's own departments in figures: whose cases the officer sees one by one anyway."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.department_figures import department_figures
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.pages.department_figures import figure_rows
from goodstanding.web.pages.wording import long_day
from goodstanding.web.rendering import render_page


@require_safe
@for_persons
def figures(request: HttpRequest, language: Language, person: Person) -> HttpResponse:
    """Show an officer's departments; an office of no department sees all of them."""
    policy, on = load_policy(), today()
    offices = [policy.offices[one] for one in person.offices if one in policy.offices]
    if not offices:
        raise Http404
    everywhere = any(not one.department for one in offices)
    only = None if everywhere else {one.department for one in offices}
    found = department_figures(policy=policy, on=on, only=only)
    context: dict[str, object] = {
        "person": person,
        "rows": figure_rows(found, policy=policy, language=language),
        "day": long_day(on, language),
    }
    return render_page(request, "desk_figures.html", language, context)
