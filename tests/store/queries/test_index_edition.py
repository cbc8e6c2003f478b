"""An index of names that an older version made: told, and made anew."""

from datetime import date

import pytest

from goodstanding.actions.upkeep import initialise, verify
from goodstanding.core.entities.names import fold_name
from goodstanding.store.models import Entity, EntityName, KeyOwner, SearchState
from goodstanding.store.queries.search import search
from goodstanding.store.search.upkeep import index_names

KEY = "cn-uscc:91990100MA0000015X"
NAME = "雲嶺市鬆風食品有限公司"

pytestmark = pytest.mark.usefixtures("database")


def register() -> None:
    """Put in one entity as an older version would have: its name keeps traditional characters."""
    Entity.objects.create(number=1, key=KEY, scheme="cn-uscc", code=KEY[8:], name=NAME)
    KeyOwner.objects.create(key=KEY, entity=1, since_seq=1)
    EntityName.objects.create(entity=1, name=NAME, folded=NAME, first_day=date(2024, 3, 1))


def test_an_empty_register_needs_no_index() -> None:
    """Nothing is told of an index where there is no name."""
    assert verify() == ()


@pytest.mark.parametrize("edition", [None, 1])
def test_an_old_index_is_told_and_made_anew(edition: int | None) -> None:
    """`verify` says that searches miss names; `init` mends it, and does nothing a second time."""
    register()
    if edition:
        SearchState.objects.create(id=1, edition=edition, mark=0)
    assert [fault.code for fault in verify()] == ["SEARCH-E007"]
    initialise()
    assert verify() == ()
    assert [hit.key for hit in search("松风食品")] == [KEY]
    assert EntityName.objects.get().folded == fold_name(NAME)
    initialise()
    assert index_names() == 0
