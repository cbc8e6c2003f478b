"""A letter as PDF, for whoever may open the letter's page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.letter_pdf import letter_pdf
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.views import seen_letter
from goodstanding.web.pages.case_words import case_number
from goodstanding.web.pages.form import said_of
from goodstanding.web.rendering import render_page


@require_safe
@for_persons
def letter(
    request: HttpRequest, language: Language, person: Person, letter_id: int
) -> HttpResponse:
    """Give a letter as PDF in the language of the page; or say which character no font has."""
    view, found = seen_letter(person, letter_id, on=today(), policy=load_policy())
    try:
        made = letter_pdf(view, letter_id, language=language)
    except Refused as refused:
        context = {
            "person": person,
            "case_id": view.data.id,
            "reference": case_number(view, language),
            "case_title": view.title.in_(language),
            "faults": said_of(list(refused.faults), language),
        }
        return render_page(request, "step_refused.html", language, context, status=422)
    name = f"{found.department}-{found.year}-{found.number}-{language}.pdf"
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
