"""Search over real names: the index gives just what reading every name would give."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.db import transaction

from goodstanding.core.entities.names import fold_name
from goodstanding.store.models import Entity, EntityName, KeyOwner
from goodstanding.store.queries.search import MOST_HITS, search
from goodstanding.store.search.upkeep import index_names

MANY = 5000
QUESTIONS = 150
STRIDE = 7919
"""A prime: steps of this length scatter over names and places."""


@pytest.fixture
def names(database: object, shared: Path) -> dict[int, str]:
    """Folded real names by entity number, indexed; their codes are not taken along."""
    del database
    table = pq.read_table(shared / "cn_registry" / "registry_sample.parquet", columns=["name"])
    named = dict(enumerate(table["name"].to_pylist()[:MANY], start=1))
    folded = {number: fold_name(name) for number, name in named.items()}
    with transaction.atomic():
        Entity.objects.bulk_create(
            Entity(
                number=number,
                key=f"made-up:{number}",
                scheme="made-up",
                code=str(number),
                name=name,
            )
            for number, name in named.items()
        )
        KeyOwner.objects.bulk_create(
            KeyOwner(key=f"made-up:{number}", entity=number, since_seq=number) for number in named
        )
        EntityName.objects.bulk_create(
            EntityName(entity=number, name=named[number], folded=each, first_day=date(2024, 1, 1))
            for number, each in folded.items()
        )
        index_names()
    return folded


def test_parts_are_found_as_by_reading_every_name(names: dict[int, str]) -> None:
    """For drawn parts of names the answers equal a plain scan, in number and kind."""
    compared = 0
    for place in range(QUESTIONS):
        name = names[1 + place * STRIDE % MANY]
        start = place * STRIDE % max(1, len(name) - 2)
        part = name[start : start + 2 + place % 5]
        scanned = {number for number, each in names.items() if part in each}
        if len(part) < 2 or len(scanned) > MOST_HITS:
            continue
        compared += 1
        hits = search(part, limit=MOST_HITS)
        assert {hit.number for hit in hits if hit.reason.startswith(("name", "core"))} == scanned
    assert compared > QUESTIONS // 2


def test_every_name_finds_itself_first(names: dict[int, str]) -> None:
    """A whole name answers with its bearers before all others."""
    for number in range(1, MANY, 50):
        hits = search(names[number], limit=MOST_HITS)
        assert names[hits[0].number] == names[number]
        assert number in [hit.number for hit in hits if hit.reason == "name"]


def test_one_wrong_character_still_leads_there(names: dict[int, str]) -> None:
    """Of names with one character replaced by a stranger, at least 90 in 100 are found."""
    found = 0
    for place in range(100):
        number = 1 + place * STRIDE % MANY
        name = names[number]
        at = place * STRIDE % len(name)
        hits = search(name[:at] + "囧" + name[at + 1 :], limit=MOST_HITS)
        found += any(hit.number == number for hit in hits)
    assert found >= 90
