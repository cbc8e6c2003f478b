"""Acts that are allowed in spite of measures: those of an officer's departments."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goodstanding.actions.cases.actor import Acting, actor_in
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
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
    """Show what is allowed today by departments in whose cases the officer has a duty."""
    policy, on = load_policy(), today()
    officer_only(person, policy)
    found = running_permits(policy=policy, on=on, departments=_seen(person, policy))
    context: dict[str, object] = {
        "person": person,
        "rows": allowed_rows(found, policy, language),
        "day": long_day(on, language),
    }
    return render_page(request, "permits.html", language, context)


def _seen(person: Person, policy: Policy) -> frozenset[str]:
    """Return the departments whose cases a person may look at, as `sees` judges each case.

    An office of no department is its own: not every one of them receives or reviews everywhere.
    """
    actings = [Acting(person.login, one) for one in person.offices if one in policy.offices]
    return frozenset(
        department
        for department in (*policy.departments, *policy.offices)
        if any(actor_in(one, department, policy=policy).duties for one in actings)
    )
