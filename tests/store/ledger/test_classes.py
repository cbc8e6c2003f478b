"""Whose grade and name search are off: by code, by old number, by the registry's word."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings
from tests.entries import DAY, POLICY, enter, entry

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy, Source
from goodstanding.store.ledger.dump import dump_digest
from goodstanding.store.ledger.rebuild import rebuild
from goodstanding.store.queries.archive import entity_by_key
from goodstanding.store.queries.search import search

COMPANY = "cn-uscc:91990100MA0000015X"
SHOP = "cn-uscc:92990100MA0000031G"
OLD = "cn-regno:990100000000012"
OLD_SHOP = "cn-regno:990100600000031"
THIRTEEN = "cn-regno:9901002000012"
LATER = DAY + timedelta(days=40)
pytestmark = pytest.mark.usefixtures("database")


def registered(key: str, name: str, org_type: str, *, on: date = DAY) -> None:
    """Enter what a registry says of an entity."""
    fields = {"name": name, "org_type": org_type}
    kind = "registration"
    enter(entry("fact", f"{key} {on}", key, fields=fields, record_type=kind, on=on, event=on))


def class_of(key: str) -> str:
    entity = entity_by_key(key)
    assert entity is not None
    return entity.entity_class


def found(name: str) -> list[str]:
    return [hit.key for hit in search(name)]


def test_an_old_number_of_an_individual_business_is_of_class_92() -> None:
    """Promise: who is known by an old number alone is not graded, nor found by name, either."""
    enter(
        entry("fact", "p1", OLD_SHOP, name="松风小吃店"), entry("fact", "p2", OLD, name="松风公司")
    )
    assert (class_of(OLD_SHOP), class_of(OLD)) == ("92", "")
    assert found("松风") == [OLD]
    assert found(OLD_SHOP.partition(":")[2]) == [OLD_SHOP]


@pytest.mark.parametrize("org_type", ["individual", "sole_proprietorship"])
@pytest.mark.parametrize("key", [COMPANY, OLD, THIRTEEN])
def test_whom_the_registry_calls_one_persons_is_of_class_92(key: str, org_type: str) -> None:
    """Promise: the registry's word closes grade and name search, whatever the code says."""
    registered(key, "松风小吃店", "company")
    assert found("松风") == [key]
    registered(key, "松风小吃店", org_type, on=LATER)
    assert class_of(key) == "92"
    assert found("松风") == []
    before = dump_digest(parts="derived")
    rebuild(policy=POLICY)
    assert dump_digest(parts="derived") == before


def test_who_became_a_company_is_found_again() -> None:
    """Promise: the latest word of the registry counts, and the name comes back to the search."""
    registered(COMPANY, "松风食品", "individual")
    assert found("松风") == []
    registered(COMPANY, "松风食品", "company", on=LATER)
    assert class_of(COMPANY) == "91"
    assert found("松风") == [COMPANY]


@pytest.mark.parametrize(
    ("basis", "opens"), [("", False), ("yes", False), ("habit", False), ("law", True)]
)
def test_only_a_law_of_the_packs_opens_the_search(
    basis: str, opens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise: a setting that names no law of the packs opens nothing."""
    monkeypatch.setattr(settings, "CLASS_92_BASIS", basis)
    title = Text("法", "law")
    sources = {
        "law": Source("law", "law", title, title, "1", DAY),
        "habit": Source("habit", "demonstration", title, title, "2", DAY),
    }
    enter(entry("fact", "p1", SHOP, name="松风小吃店"))
    rebuild(policy=_with(sources))
    assert bool(found("松风")) is opens


def _with(sources: dict[str, Source]) -> Policy:
    return replace(POLICY, sources=sources)
