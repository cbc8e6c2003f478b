"""The special report on a page: for the entity itself, and for an officer with a purpose.

It is asked for by a button, since each request is logged before it is answered.
"""

from django.http import Http404, HttpRequest, HttpResponse

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.checks.special_report import special_report
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Language
from goodstanding.store.queries.archive import entity_by_key
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.report import SpecialReport
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.offices import POSTED
from goodstanding.web.pages.form import said_of
from goodstanding.web.pages.report import report_page
from goodstanding.web.pages.wording import long_day
from goodstanding.web.rendering import render_page


@POSTED
@for_persons
def report(request: HttpRequest, language: Language, person: Person, key: str) -> HttpResponse:
    """Show the form that asks for an entity's special report, or give it."""
    policy, on = load_policy(), today()
    entity, own = entity_by_key(key), key in person.party_to
    offices = [one for one in person.offices if one in policy.offices]
    if entity is None or not (own or offices):
        raise Http404
    purpose = request.POST.get("purpose", "")
    found: SpecialReport | None = None
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        acting = Acting(person.login, "" if own else offices[0], person.party_to)
        try:
            found = special_report(entity, acting=acting, purpose=purpose, on=on, policy=policy)
        except Refused as refused:
            faults = refused.faults
    name = entity.name if own or found else ""
    context: dict[str, object] = {
        "person": person,
        "own": own,
        "page": {"key": entity.key, "name": name or entity.code, "code": entity.code},
        "purposes": [(one.id, one.title.in_(language)) for one in policy.check_purposes.values()],
        "purpose": purpose,
        "report": report_page(found, policy=policy, language=language) if found else None,
        "day": long_day(on, language),
        "faults": said_of(faults, language),
        "wrong": bool(faults),
    }
    return render_page(request, "report.html", language, context, status=409 if faults else 200)
