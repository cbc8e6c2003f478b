"""Acts that are allowed in spite of measures: those of an officer's departments."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goodstanding.actions.case_actor import Acting, department_of
from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.permits import running_permits
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.offices import officer_only
from goodstanding.web.pages.permits import allowed_rows
from goodstanding.web.pages.wording import long_day
from goodstanding.web.rendering import render_page


@require_safe
@for_persons
def permits(request: HttpRequest, language: Language, person: Person) -> HttpResponse:
    """Show what an officer's departments allow today; an office of none sees all."""
    policy, on = load_policy(), today()
    officer_only(person, policy)
    offices = [policy.offices[one] for one in person.offices if one in policy.offices]
    everywhere = any(not one.department for one in offices)
    own = None if everywhere else {department_of(Acting("", one.id), policy) for one in offices}
    found = running_permits(policy=policy, on=on, departments=own)
    context: dict[str, object] = {
        "person": person,
        "rows": allowed_rows(found, policy, language),
        "day": long_day(on, language),
    }
    return render_page(request, "permits.html", language, context)
