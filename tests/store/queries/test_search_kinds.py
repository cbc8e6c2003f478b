"""What is promised of each way to ask: how many questions lead to the name meant, in the first ten.

Fictional names and questions by seed; those of the held-out half, on which nothing was tuned.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pytest
from bench.names import Named, fictional
from bench.search_queries import Question, questions
from django.db import connection, transaction
from tests.conftest import KIND, Database, Template, one_database

from goodstanding.core.entities.names import fold_name
from goodstanding.core.entities.sounds import sounds
from goodstanding.core.entities.tokens import tokens
from goodstanding.store.models import Entity, EntityName, KeyOwner
from goodstanding.store.queries.search import MOST_HITS, search
from goodstanding.store.search.upkeep import index_names

DAY = date(2024, 3, 1)
NAMES = 3000
ASKED = 60
MOST_PAGES = 8
"""The index's head and the few pages that lead to each of two tokens."""
LEAST = {
    "exact": 100,
    "part": 97,
    "place and two": 95,
    "short form": 95,
    "traditional": 100,
    "full width": 100,
    "pinyin": 97,
    "initials": 90,
    "wrong character": 97,
    "same sound": 100,
    "swapped": 97,
    "dropped": 95,
    "any order": 97,
}
"""Of a hundred questions of the kind."""


@pytest.fixture(scope="module")
def database(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database: the questions only read."""
    with one_database(template, tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture(scope="module")
def names(database: object) -> list[Named]:
    """A register of fictional names, indexed."""
    del database
    named = fictional(NAMES, seed=20261122)
    with transaction.atomic():
        Entity.objects.bulk_create(
            Entity(number=at, key=f"made-up:{at}", scheme="made-up", code=str(at), name=one.name)
            for at, one in enumerate(named, start=1)
        )
        KeyOwner.objects.bulk_create(
            KeyOwner(key=f"made-up:{at}", entity=at, since_seq=at) for at in range(1, NAMES + 1)
        )
        EntityName.objects.bulk_create(
            EntityName(entity=at, name=one.name, folded=fold_name(one.name), first_day=DAY)
            for at, one in enumerate(named, start=1)
        )
        index_names()
    return named


def test_most_questions_of_each_kind_find_what_was_meant(names: list[Named]) -> None:
    """For each kind at least the promised share is among the first ten."""
    asked: dict[str, list[Question]] = defaultdict(list)
    for question in questions(names[:: NAMES // (3 * ASKED)], seed=1, read=sounds):
        if question.held_out and len(asked[question.kind]) < ASKED:
            asked[question.kind].append(question)
    short = {}
    for kind, least in LEAST.items():
        found = [
            any(hit.name == one.meant for hit in search(one.text, limit=10)) for one in asked[kind]
        ]
        assert len(found) > ASKED // 3
        if 100 * sum(found) < least * len(found):
            short[kind] = f"{sum(found)} of {len(found)}"
    assert short == {}


def test_two_characters_find_all_that_begin_so_first(names: list[Named]) -> None:
    """Of two characters the first ten are names whose core begins with them, if there are ten."""
    for one in names[::100]:
        two = one.brand[:2]
        begin = sum(1 for other in names if other.brand.startswith(two))
        hits = search(two, limit=10)
        assert all(two in hit.matched for hit in hits)
        assert sum(hit.score >= 800 for hit in hits) >= min(10, begin)


def test_a_rare_pair_finds_every_name_that_has_it(names: list[Named]) -> None:
    """Any two neighbouring characters find all names that hold them, where few do."""
    folded = [fold_name(one.name) for one in names]
    for name in folded[::150]:
        for at in range(0, len(name) - 1, 3):
            pair = name[at : at + 2]
            holding = sum(pair in other for other in folded)
            if holding <= MOST_HITS:
                assert len(search(pair, limit=MOST_HITS)) >= holding


if KIND == "postgresql":

    def test_new_tokens_are_sorted_into_their_index(names: list[Named]) -> None:
        """A question reads the pages of its tokens, not a list of all names that came since."""
        del names
        with connection.cursor() as cursor:
            cursor.execute("SET enable_seqscan = off")
            cursor.execute(
                "EXPLAIN (ANALYZE, BUFFERS) SELECT id FROM search_name WHERE grams @> ARRAY[1, 2]"
            )
            plan = "\n".join(row[0] for row in cursor.fetchall()).partition("Planning")[0]
            cursor.execute("RESET enable_seqscan")
        assert "Index Scan on search_name_grams" in plan
        read = [int(pages) for pages in re.findall(r"(?:hit|read)=(\d+)", plan)]
        assert read
        assert max(read) <= MOST_PAGES, plan


def test_tokens_do_not_depend_on_other_names() -> None:
    """A name has the same tokens whenever it is asked: the index can be emptied of it again."""
    for one in fictional(50, seed=3):
        folded = fold_name(one.name)
        assert tokens(folded) == tokens(fold_name(folded))
