"""What every note on a case shares on pages: as whom an officer notes it, and where it goes on."""

from django.urls import reverse

from goodstanding.actions.case_actor import Acting, actor_in
from goodstanding.actions.case_handing import rulings_of
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView, ruling_days
from goodstanding.store.queries.cases_desk import Person
from goodstanding.web.desk.person import actings
from goodstanding.web.pages.case_words import case_number
from goodstanding.web.pages.wording import long_day


def as_officer(person: Person, view: CaseView, policy: Policy) -> Acting:
    """Return as whom an officer notes something: in an office with a duty in the case."""
    return next(
        one
        for one in actings(person, view.data.subject, policy)
        if actor_in(one, view.data.department, policy=policy).duties
    )


def rulers(person: Person, view: CaseView, policy: Policy) -> dict[int, Acting]:
    """Return the challenges on which a person may rule, each with as whom."""
    found: dict[int, Acting] = {}
    for acting in actings(person, view.data.subject, policy):
        for number in rulings_of(view.folded, acting, policy):
            found.setdefault(number, acting)
    return found


def challenge_rows(view: CaseView, language: Language) -> list[tuple[int, str]]:
    """Return the challenges that wait, each with the day by which it is to be ruled on."""
    return [(one, long_day(by, language)) for one, by in ruling_days(view).items()]


def to_case(view: CaseView, language: Language, event: int) -> str:
    """Return the address of a case after an act."""
    return f"{reverse('case', args=[language, view.data.id])}?done={event}"


def case_named(view: CaseView, language: Language) -> str:
    """Return what a case is called above a form."""
    return f"{view.title.in_(language)} {case_number(view, language)}"


def back_to(view: CaseView, language: Language) -> str:
    """Return the address of a case."""
    return reverse("case", args=[language, view.data.id])
