"""What every note on a case shares on pages: as whom an officer notes it, and where it goes on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.urls import reverse
from django.utils.translation import gettext as _

from goodstanding.actions.cases.actor import Acting, actor_in
from goodstanding.actions.cases.handing import rulings_of
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView, ruling_days
from goodstanding.store.queries.cases_desk import Person
from goodstanding.web.desk.person import actings
from goodstanding.web.desk.sending import Ask, field, seed
from goodstanding.web.pages.case_words import case_number
from goodstanding.web.pages.form import FieldView
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


class Noted(TypedDict):
    """What every note on a case is entered with."""

    acting: Acting
    reason: str
    on: date
    policy: Policy
    seed: str


@dataclass(frozen=True, slots=True)
class Noting:
    """Who notes something on which case, on a day and in a language."""

    person: Person
    view: CaseView
    on: date
    policy: Policy
    language: Language
    number: int = 0

    def form(
        self,
        title: str,
        fields: Sequence[FieldView],
        button: str,
        enter: Callable[[Mapping[str, str], Noted], int],
        *,
        does: Sequence[str] = (),
        acting: Acting | None = None,
        lead: str = "",
    ) -> Ask:
        """Return the form of a note: its own fields and the reasons; `enter` gives the event.

        `acting`: as whom, where it is not an officer with a duty in the case.
        """

        def act(said: Mapping[str, str]) -> str:
            noted = Noted(
                acting=acting or as_officer(self.person, self.view, self.policy),
                reason=said["reason"],
                on=self.on,
                policy=self.policy,
                seed=seed(),
            )
            return to_case(self.view, self.language, enter(said, noted))

        return Ask(
            title,
            lead or case_named(self.view, self.language),
            [*fields, field("reason", _("Reasons"))],
            button,
            back_to(self.view, self.language),
            act,
            does,
        )
