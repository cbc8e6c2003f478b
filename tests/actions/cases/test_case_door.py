"""The door of a case: nothing of a person is kept, published, or taken for evidence."""

from datetime import date

import pytest
from tests.actions.case_world import HANDLER, KEY, NAME, World, build
from tests.actions.cases.test_case import file, refusal
from tests.actions.cases.test_designation import proposed
from tests.doors.world import HOLDER, PHONE
from tests.stories.requirements.test_requirements_persons import everything

from goodstanding.actions.cases.drafts import save_draft
from goodstanding.actions.cases.entries import Writing, state
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Subject
from goodstanding.store.ledger.append import last_entry

pytestmark = pytest.mark.usefixtures("database")
PERSON = "11010519491231002X"


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A penalty and a listing of one entity."""
    del database
    return build(policy)


def test_no_name_that_an_officer_lists_is_kept_anywhere(world: World) -> None:
    """Promise: neither a step nor a draft keeps it, nor the list of names, nor a number."""
    facts = f"经理{HOLDER}（{PERSON}，电话{PHONE}）在场"
    case, said = proposed(world, facts=facts, names_to_mask=HOLDER)
    form = said | {"facts": facts, "names_to_mask": HOLDER}
    on = date(2026, 5, 7)
    save_draft(case, "notify", form=form, acting=HANDLER, on=on, policy=world.policy)
    kept = everything()
    for words in (HOLDER, PERSON, PHONE, "names_to_mask"):
        assert words not in kept
    assert file(case).events[0].form["facts"].startswith("经理****（")


def test_no_case_publishes_a_record_that_holds_a_number_of_a_person(world: World) -> None:
    """Promise: what a case would write to the ledger with one in it is refused, and not written."""
    writing = Writing(HANDLER.account, date(2026, 5, 7), world.policy, world.seed())
    before = last_entry()
    with refusal("CASE-E147"):
        state(
            "pledge",
            "p1",
            department="pledge_desk",
            subject=Subject(KEY, KEY.partition(":")[2], NAME),
            event_day=date(2026, 5, 7),
            fields={"content": f"联系 {PERSON}"},
            writing=writing,
        )
    assert last_entry() == before
