"""Files as evidence: attached on the case's page, given back as files to keep."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from goodstanding.actions.cases.door import NAMES
from goodstanding.actions.cases.evidence import attach
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Language
from goodstanding.core.procedures.evidence import ENDINGS, FILE_MOST
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.cases_file import content_of, files_for
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.person import attaching, is_party
from goodstanding.web.desk.sending import WORDS_MOST, seed
from goodstanding.web.desk.views import case_answer, seen_case

SANDBOX = "default-src 'none'; sandbox"


@require_POST
@for_persons
def attached(
    request: HttpRequest, language: Language, person: Person, case_id: int
) -> HttpResponseBase:
    """Attach a file to a case, or say on its page what stands against it."""
    policy, on = load_policy(), today()
    view = seen_case(person, case_id, on=on, policy=policy)
    acting = attaching(person, view.data, policy)
    if acting is None:
        raise Http404
    given = request.FILES.get("file")
    content = given.read(FILE_MOST + 1) if given is not None else b""
    name = (given.name if given is not None else "") or ""
    try:
        attach(
            case_id,
            content,
            name=name,
            acting=acting,
            on=on,
            policy=policy,
            seed=seed(),
            names=request.POST.get(NAMES, "")[:WORDS_MOST],
            reviewed=request.POST.get("reviewed") == "yes",
        )
    except Refused as refused:
        return case_answer(request, language, person, view, refused.faults)
    return redirect(f"{reverse('case', args=[language, case_id])}#files")


@require_safe
@for_persons
def given_back(
    request: HttpRequest, language: Language, person: Person, case_id: int, number: int
) -> HttpResponse:
    """Give an attached file, as a file to keep under a name of ours, never as a page."""
    del request, language
    view = seen_case(person, case_id, on=today(), policy=load_policy())
    found = next(
        (
            one
            for one in files_for(view.data, party=is_party(person, view.data))
            if one.number == number
        ),
        None,
    )
    content = content_of(found) if found is not None else None
    if found is None or content is None:
        raise Http404
    answer = HttpResponse(content, content_type=found.sort)
    named = f"{view.data.reference}-{number}.{ENDINGS[found.sort]}"
    answer["Content-Disposition"] = f'attachment; filename="{named}"'
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
