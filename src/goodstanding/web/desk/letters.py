"""A letter on a page: read as it is sent, its service noted, taken back before it left."""

from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from goodstanding.actions.cases.actor import Acting, actor_in
from goodstanding.actions.cases.serve import LADDER_OF_MODES, recall, serve
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.cases_file import LetterRow
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.acts import POSTED, to_case
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.person import actings, is_party
from goodstanding.web.desk.sending import Ask, as_day, asked, field, seed
from goodstanding.web.desk.views import seen_letter
from goodstanding.web.pages.case_events import letter_row
from goodstanding.web.pages.case_words import case_number, department_words
from goodstanding.web.pages.evidence import file_rows
from goodstanding.web.pages.form import said_of
from goodstanding.web.pages.letter import mode_choices, paragraphs
from goodstanding.web.rendering import render_page


@POSTED
@for_persons
def letter(
    request: HttpRequest, language: Language, person: Person, letter_id: int
) -> HttpResponseBase:
    """Show a letter as it is sent, in the language of the page; officers note its service."""
    policy, on = load_policy(), today()
    view, found = seen_letter(person, letter_id, on=on, policy=policy)
    party = is_party(person, view.data)
    acting = server(person, view, policy)
    form = {
        name: request.POST.get(name, "").strip()
        for name in ("mode", "recipient", "agent", "day", "proof", "outcome")
    }
    faults: list[Fault] = []
    bad_day = False
    if request.method == "POST":
        if party or acting is None:
            raise Http404
        day = as_day(form["day"])
        bad_day = day is None
        if day is not None:
            try:
                number = note_service(letter_id, form, day, acting, on=on, policy=policy)
            except Refused as refused:
                faults = list(refused.faults)
            else:
                return to_case(language, view.data.id, number)
    else:
        form |= {"recipient": view.data.subject.partition(":")[2], "day": on.isoformat()}
    open_ = not party and acting is not None and not found.served and not found.recalled
    context = {
        "person": person,
        "case_id": view.data.id,
        "reference": case_number(view, language),
        "row": letter_row(view, found, language),
        "paragraphs": paragraphs(found, language),
        "department": department_words(found.department, policy, language),
        "can_serve": open_,
        "can_scan": not party and acting is not None,
        "scans": [one for one in file_rows(view, language, party=party) if one.letter == letter_id],
        "can_recall": open_ and signatory(person, view, found) is not None,
        "modes": mode_choices(LADDER_OF_MODES),
        "form": form,
        "bad_day": bad_day,
        "last_day": on,
        "first_day": found.day,
        "faults": said_of(faults, language),
    }
    status = 409 if faults else 400 if bad_day else 200
    return render_page(request, "letter.html", language, context, status=status)


@POSTED
@for_persons
def take_back(
    request: HttpRequest, language: Language, person: Person, letter_id: int
) -> HttpResponseBase:
    """Ask why a signed act is taken back whose letter has not left, or take it back."""
    policy, on = load_policy(), today()
    view, found = seen_letter(person, letter_id, on=on, policy=policy)
    acting = signatory(person, view, found)
    if acting is None or found.served or found.recalled:
        raise Http404

    def act(said: Mapping[str, str]) -> str:
        number = recall(
            letter_id, acting=acting, reason=said["reason"], on=on, policy=policy, seed=seed()
        )
        return str(to_case(language, view.data.id, number)["Location"])

    row = letter_row(view, found, language)
    ask = Ask(
        _("Take it back before it leaves"),
        f"{row.title} {row.number}",
        [field("reason", _("Reasons"))],
        _("Take it back"),
        request.path.removesuffix("/recall"),
        act,
        [
            _("The step that drafted it counts no more; the case stands where it stood before."),
            _("What was signed, and why it was taken back, stays in the case."),
        ],
    )
    return asked(request, language, person, ask)


def signatory(person: Person, view: CaseView, found: LetterRow) -> Acting | None:
    """Return as whom a person may take back a letter: who signed it, or their deputy."""
    signed = next(one for one in view.data.events if one.number == found.event)
    signers = {signed.actor, *signed.deputy_for.split(",")}
    return next(
        (
            one
            for one in actings(person, view.data.subject, view.folded.policy)
            if one.office and signers & {one.account, *one.deputy_for}
        ),
        None,
    )


def server(person: Person, view: CaseView, policy: Policy) -> Acting | None:
    """Return as whom a person may note the service of a case's letters."""
    department = view.data.department
    return next(
        (
            one
            for one in actings(person, view.data.subject, policy)
            if actor_in(one, department, policy=policy).duties
        ),
        None,
    )


def note_service(
    letter_id: int,
    form: Mapping[str, str],
    day: date,
    acting: Acting,
    *,
    on: date,
    policy: Policy,
) -> int:
    """Note that a letter was served, or that it could not be; return the event's number."""
    return serve(
        letter_id,
        mode=form["mode"],
        recipient=form["recipient"],
        agent=form["agent"],
        day=day,
        proof=form["proof"],
        delivered=form["outcome"] != "failed",
        acting=acting,
        on=on,
        policy=policy,
        seed=seed(),
    )
