"""Opening the dated review of what a case decided, by who took no part in it."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from goodstanding.actions.cases.reviewing import open_review
from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.reviews import reviewable
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.noting import back_to, case_named
from goodstanding.web.desk.offices import POSTED
from goodstanding.web.desk.person import reviewer
from goodstanding.web.desk.sending import Ask, asked, seed
from goodstanding.web.desk.views import seen_case
from goodstanding.web.pages.wording import long_day


@POSTED
@for_persons
def review(
    request: HttpRequest, language: Language, person: Person, case_id: int
) -> HttpResponseBase:
    """Say what is reviewed and by when, or open the review."""
    policy, on = load_policy(), today()
    view = seen_case(person, case_id, on=on, policy=policy)
    acting = reviewer(person, view, on=on, policy=policy)
    found = reviewable(case_id, policy=policy)
    if acting is None or found is None:
        raise Http404

    def act(_said: object) -> str:
        opened = open_review(case_id, acting=acting, on=on, policy=policy, seed=seed())
        return reverse("case", args=[language, opened])

    day = long_day(found.owed.day, language)
    ask = Ask(
        _("Open the dated review"),
        case_named(view, language),
        [],
        _("Open it"),
        back_to(view, language),
        act,
        [
            _("Its day is %(day)s. The entity is told and may say how things stand.")
            % {"day": day},
            _("Undecided by then, measures rest and the entry is not shown."),
        ],
    )
    return asked(request, language, person, ask)
