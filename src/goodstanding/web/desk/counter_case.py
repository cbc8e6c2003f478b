"""What a party that cannot sign in brings on paper in a running case: shown, and written down."""

from django.http import Http404, HttpRequest, HttpResponseBase

from goodstanding.actions.counter.filing import PAPER_MOST
from goodstanding.actions.counter.running_case import act_at_counter
from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.acts import POSTED, to_case
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.person import on_paper
from goodstanding.web.desk.sending import seed, sent
from goodstanding.web.desk.service import counter_answer, seen_in
from goodstanding.web.desk.views import seen_case, thing_in


@POSTED
@for_persons
def counter_step(
    request: HttpRequest, language: Language, person: Person, case_id: int, step: str
) -> HttpResponseBase:
    """Show the form by which an officer writes down a step of the party, or write it down."""
    policy, on = load_policy(), today()
    view = seen_case(person, case_id, on=on, policy=policy)
    offered, acting = on_paper(person, view, on=on, policy=policy)
    chosen = next((one for one in offered if one.id == step), None)
    if chosen is None or acting is None:
        raise Http404
    paper = request.POST.get("paper", "").strip()[: PAPER_MOST + 1]

    def act(form: dict[str, str]) -> int:
        return act_at_counter(
            case_id,
            step,
            paper=paper,
            seen=seen_in(request),
            acting=acting,
            form=form,
            on=on,
            policy=policy,
            seed=seed(),
        )

    given = sent(request, chosen, view.folded.policy, act)
    if given.done is not None:
        return to_case(language, case_id, given.done + 1)
    return counter_answer(
        request,
        language,
        person,
        chosen,
        given,
        title=chosen.title,
        thing=thing_in(view),
        department=view.data.department,
        said={"case_id": case_id, "paper": paper},
    )
