"""Which drafts wait for whom: to sign, to review, one's own, and those of others."""

from dataclasses import dataclass
from datetime import date

from goodstanding.actions.cases.actor import Acting, actor_in
from goodstanding.actions.cases.drafts import LEGAL
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView, case_views
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.drafts import REVIEW, WAITING, Draft, waiting_drafts
from goodstanding.web.desk.person import actings, choices, is_party, sees


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft with its case, and as whom the person would sign or look at it."""

    draft: Draft
    view: CaseView
    acting: Acting


@dataclass(frozen=True, slots=True)
class Lanes:
    """Drafts by what the person can do with them."""

    sign: tuple[Waiting, ...]
    review: tuple[Waiting, ...]
    mine: tuple[Waiting, ...]
    others: tuple[Waiting, ...]

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """Return every draft that somebody put forward and the person did not prepare."""
        return (*self.sign, *(one for one in self.others if one.draft.state in WAITING))


def lanes_of(person: Person, *, on: date, policy: Policy) -> Lanes:
    """Return the drafts of all cases that a person sees, by as many queries as of one."""
    drafts = waiting_drafts()
    numbers = sorted({one.case_id for one in drafts})
    views = {one.data.id: one for one in case_views(numbers, policy=policy, on=on)}
    lanes: dict[str, list[Waiting]] = {"sign": [], "review": [], "mine": [], "others": []}
    for draft in drafts:
        view = views.get(draft.case_id)
        if view is None or is_party(person, view.data) or not sees(person, view.data, policy):
            continue
        step = view.folded.procedure.steps.get(draft.step)
        if step is None or view.folded.case.state not in step.comes_from:
            continue
        lane, acting = _lane(person, draft, view, on=on, policy=policy)
        lanes[lane].append(Waiting(draft, view, acting))
    return Lanes(**{name: tuple(found) for name, found in lanes.items()})


def _lane(
    person: Person, draft: Draft, view: CaseView, *, on: date, policy: Policy
) -> tuple[str, Acting]:
    """Return in which lane a draft lies for a person, and as whom."""
    acts = actings(person, view.data.subject, policy)
    if person.login in draft.preparers:
        return "mine", acts[0]
    if draft.state == REVIEW:
        for acting in acts:
            if LEGAL in actor_in(acting, view.data.department, policy=policy).offices:
                return "review", acting
        return "others", acts[0]
    found = choices(person, view, on=on, policy=policy)
    signer = next((one.acting for one in found if one.step.id == draft.step), None)
    if draft.state in WAITING and signer is not None:
        return "sign", signer
    return "others", acts[0]
