"""What only tells: letters with whose arrival nothing begins, noted many at a time."""

from datetime import date, timedelta

from goodstanding.actions.cases.dispatch import Sending, serve_together
from goodstanding.actions.cases.serve import ELECTRONIC
from goodstanding.core.procedures.deadlines import begins_with
from goodstanding.demo.city.cases import Desk, Story
from goodstanding.demo.city.officers import POSTS
from goodstanding.store.queries.cases import case_views
from goodstanding.store.queries.service_desk import waiting_letters

AGE = 7
"""Days after which a letter that only tells is noted; a story may serve it itself before."""


def post(desk: Desk, until: date) -> Story:
    """Note once in a month what arrived of the letters that only tell."""
    yield until - timedelta(days=1)
    waiting = waiting_letters(POSTS)
    views = {
        view.data.id: view
        for view in case_views(
            sorted({case for _, case in waiting}), policy=desk.policy, on=desk.today
        )
    }
    sendings = {}
    for letter, case in waiting:
        view = views[case]
        row = next(one for one in view.data.letters if one.id == letter)
        only_tells = not begins_with(view.folded.procedure, row.template)
        old = row.day <= desk.today - timedelta(days=AGE)
        if only_tells and old and not row.services:
            handler = POSTS[view.data.department].handler
            sendings[letter] = Sending(view.data.subject, f"electronic-{letter}", handler)
    serve_together(
        sendings,
        mode=ELECTRONIC,
        day=desk.today,
        on=desk.today,
        policy=desk.policy,
        seed=f"{desk.seed}|post {desk.today}",
    )
