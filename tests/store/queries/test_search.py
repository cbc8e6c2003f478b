"""Search: the same answers on both databases, written down literally."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goodstanding.core.basis.faults import Refused
from goodstanding.core.entities.hits import REASONS
from goodstanding.core.entities.names import fold_name
from goodstanding.core.entities.tokens import part_tokens, start_token
from goodstanding.store.models import Entity, EntityName, KeyOwner, SearchName
from goodstanding.store.queries.search import LONGEST_QUERY, MOST_HITS, search
from goodstanding.store.search.fill import clear_index, fill_index
from goodstanding.store.search.grams import TIERS, asked, hashed
from goodstanding.store.search.upkeep import forget_names, index_names

DAY = date(2024, 3, 1)
REGISTER = (
    (1, "cn-uscc:91990100MA0000015X", ("云岭市松风食品有限公司",), ("cn-regno:990100000000012",)),
    (2, "cn-uscc:91990100MA0000023Q", ("云岭市新松食品有限公司", "云岭市松风餐饮有限公司"), ()),
    (3, "cn-uscc:92990100MA0000031G", ("云岭市松风小吃店",), ("cn-regno:990100600000031",)),
    (4, "cn-uscc:91990200MA000004XG", ("松风（云岭）国际物流股份有限公司",), ()),
    (5, "us-chicago-licence:1234567", ("JOE'S PIZZA & GRILL, INC.",), ()),
    (6, "us-chicago-licence:99", ("ＧＲＩＬＬ☆HOUSE 24",), ()),
    (7, "cn-regno:990100000000050", ("云岭市松风食品有限公司",), ()),
)
"""Number, key, names with the present one first, other keys. Number 3 is of class 92."""

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def register(database: object) -> None:
    """Fill the derived tables with a small register and index its names."""
    del database
    for number, key, names, others in REGISTER:
        scheme, _, code = key.partition(":")
        entity_class = code[:2] if scheme == "cn-uscc" else ""
        Entity.objects.create(
            number=number, key=key, scheme=scheme, code=code, name=names[0],
            entity_class=entity_class, searchable=entity_class != "92",
        )  # fmt: skip
        for own in (key, *others):
            KeyOwner.objects.create(key=own, entity=number, since_seq=number)
        for name in names:
            EntityName.objects.create(
                entity=number, name=name, folded=fold_name(name),
                first_day=DAY, current=name == names[0],
            )  # fmt: skip
    assert index_names() == 6


def answers(text: str, limit: int = 20) -> list[tuple[int, str]]:
    """Return who was found and why, in order."""
    return [(hit.number, hit.reason) for hit in search(text, limit=limit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云岭市松风食品有限公司", [(1, "name"), (7, "name")]),
        ("云岭市（松风）食品 有限公司", [(1, "name"), (7, "name")]),
        ("云岭市松风餐饮有限公司", [(2, "former_name")]),
        ("云岭市松丰食品有限公司", [(1, "same_sound"), (7, "same_sound"), (2, "similar")]),
        ("云岭市松枫食品有限公司", [(1, "same_sound"), (7, "same_sound"), (2, "similar")]),
        ("云岭市松林食品有限公司", [(1, "similar"), (7, "similar"), (2, "similar")]),
        ("青石县松风食品有限责任公司", [(1, "similar"), (7, "similar")]),
        ("雲嶺市鬆風食品有限公司", [(1, "name"), (7, "name")]),
        ("鬆風餐飲", [(2, "core_name")]),
        ("松风云岭货运", [(4, "similar")]),
        ("松风", [(1, "core_start"), (7, "core_start"), (4, "name_start"), (2, "core_start")]),
        ("松", [(1, "core_start"), (7, "core_start"), (4, "name_start"), (2, "core_start")]),
        ("松风食品", [(1, "core_name"), (7, "core_name")]),
        ("云岭松风食品", [(1, "short_form"), (7, "short_form")]),
        ("松风食品公司", [(1, "short_form"), (7, "short_form")]),
        ("松风物流", [(4, "short_form")]),
        ("songfeng shipin", [(1, "pinyin"), (7, "pinyin")]),
        ("songfengshipin", [(1, "pinyin"), (7, "pinyin")]),
        ("Song Feng 食品", [(1, "pinyin"), (7, "pinyin")]),
        ("guojiwuliu", [(4, "pinyin")]),
        ("sfsp", [(1, "initials"), (7, "initials")]),
        ("ylssf", [(1, "initials"), (7, "initials"), (2, "initials")]),
        ("国际物流", [(4, "name_part")]),
        ("物流 松风", [(4, "words")]),
        ("物流 鹤", []),
        ("joes pizza", [(5, "name_start")]),
        ("ＰＩＺＺＡ", [(5, "name_part")]),
        ("grill", [(6, "name_start"), (5, "name_part")]),
        ("l☆h", [(6, "name_part")]),
        ("grill pizza", [(5, "words")]),
        ("91990100MA0000015X", [(1, "code")]),
        (" 91990100ma0000015x ", [(1, "code")]),
        ("９１９９０１００ＭＡ０００００１５Ｘ", [(1, "code")]),
        ("990100000000012", [(1, "old_code")]),
        ("91990100", [(1, "code_start"), (2, "code_start")]),
        ("919901", [(1, "code_start"), (2, "code_start")]),
        ("91990", []),
        ("990100", [(7, "code_start"), (1, "code_start")]),
        ("1234567", [(5, "code")]),
        ("99", [(6, "code")]),
        ("", []),
        ("\x00", []),
        ("%", []),
        ("_", []),
        ("子丑寅卯", []),
        ("王小明", []),
    ],
)
def test_answers(text: str, expected: list[tuple[int, str]]) -> None:
    """Each kind of question has just these answers, in this order, on either database."""
    assert answers(text) == expected


def test_class_92_answers_to_its_exact_code_alone() -> None:
    """An individual business is found by a whole code, present or old, and by nothing less."""
    assert answers("92990100MA0000031G") == [(3, "code")]
    assert answers("990100600000031") == [(3, "old_code")]
    assert answers("92990100MA0000031") == []
    assert 3 not in [number for number, _ in answers("云岭市松风小吃店")]
    assert not SearchName.objects.filter(folded__contains="小吃").exists()


def test_a_hit_says_what_matched() -> None:
    """A hit by a former name shows the present name and the one that matched."""
    (hit, *_) = search("松风餐饮")
    assert (hit.number, hit.name, hit.matched) == (
        2, "云岭市新松食品有限公司", "云岭市松风餐饮有限公司",
    )  # fmt: skip
    assert hit.reason in REASONS
    assert hit.score == 890


def test_an_entity_answers_by_its_best_name() -> None:
    """Of an entity's names the one that answers best is said to match."""
    for text, matched in (
        ("松风餐饮", "云岭市松风餐饮有限公司"),
        ("云岭", "云岭市新松食品有限公司"),
    ):
        assert {hit.number: hit.matched for hit in search(text)}[2] == matched


def test_limits() -> None:
    """Queries and answers are limited; too much is refused with a code."""
    assert answers("松风", limit=2) == [(1, "core_start"), (7, "core_start")]
    assert search("松" * LONGEST_QUERY) == ()
    for text, limit, code in (
        ("松" * (LONGEST_QUERY + 1), 20, "SEARCH-E001"),
        ("松", 0, "SEARCH-E002"),
        ("松", MOST_HITS + 1, "SEARCH-E002"),
    ):
        with pytest.raises(Refused) as refused:
            search(text, limit=limit)
        assert [fault.code for fault in refused.value.faults] == [code]


def test_hostile_texts_find_nothing_and_break_nothing() -> None:
    """Query languages, quotes, halves of pairs and unseen characters are plain text."""
    for text in ('" OR grams:*', "a* NEAR b", "'; DROP TABLE entity; --", "\ud800", "\u202e\u200b",
                 "x" * 40, "\\", "^松风", "{松风}:", "NOT 松风 AND", "\U0010ffff"):  # fmt: skip
        search(text)
    assert Entity.objects.count() == len(REGISTER)


def postings(part: str) -> int:
    """Return how many names the database's own index still lists for a part."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT count(*) FROM search_name WHERE grams && %s::integer[]",
                [[number for tier in range(TIERS) for number in hashed(part_tokens(part), tier)]],
            )
        else:
            cursor.execute(
                "SELECT count(*) FROM search_gram WHERE search_gram MATCH %s",
                [asked(part_tokens(part))],
            )
        (count,) = cursor.fetchone()
    return int(count)


def test_upkeep_adds_only_what_is_new() -> None:
    """A second call adds nothing; a new name is added; a name of nobody is forgotten."""
    assert index_names() == 0
    EntityName.objects.create(
        entity=4, name="远帆物流", folded="远帆物流", first_day=DAY, current=False
    )
    assert answers("帆物") == []
    assert index_names() == 1
    assert answers("帆物") == [(4, "name_part")]
    assert answers("yfwl") == [(4, "initials")]
    assert postings("帆物") == 1
    EntityName.objects.filter(folded="远帆物流").delete()
    assert answers("帆物") == []
    assert forget_names() == 1
    assert forget_names() == 0
    assert not SearchName.objects.filter(folded="远帆物流").exists()
    assert postings("帆物") == 0


def test_a_forgotten_name_leaves_no_bytes_in_the_index() -> None:
    """After an erasure not even the index's own pages hold a pair of the name's characters."""
    EntityName.objects.create(entity=4, name="囧龘龘", folded="囧龘龘", first_day=DAY)
    index_names()
    assert pages_with("龘龘") == 1
    EntityName.objects.filter(folded="囧龘龘").delete()
    forget_names()
    assert pages_with("龘龘") == 0


def pages_with(pair: str) -> int:
    """Return how many rows of the index's storage hold the end of a pair's token."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            marks = [
                one for tier in range(TIERS) for one in hashed([pair, start_token(pair)], tier)
            ]
            cursor.execute("SELECT count(*) FROM search_name WHERE grams && %s::integer[]", [marks])
        else:
            cursor.execute(
                "SELECT count(*) FROM search_gram_data WHERE instr(block, CAST(%s AS blob)) > 0",
                [pair[1:]],
            )
        (count,) = cursor.fetchone()
    return int(count)


def test_upkeep_of_named_entities() -> None:
    """Names of an entity that became searchable are added when it is named."""
    Entity.objects.filter(number=3).update(searchable=True)
    assert index_names([3]) == 1
    assert (3, "core_start") in answers("松风小吃")


def test_the_index_can_be_made_again() -> None:
    """Emptied and filled again, the index gives the same answers."""
    before = [answers(text) for text in ("松风", "grill pizza", "云岭市松风食品有限公司")]
    clear_index()
    assert answers("国际物流") == []
    assert postings("国际") == 0
    assert index_names() == 6
    assert [answers(text) for text in ("松风", "grill pizza", "云岭市松风食品有限公司")] == before
    assert fill_index() == 6
    assert [answers(text) for text in ("松风", "grill pizza", "云岭市松风食品有限公司")] == before
    assert index_names() == 0


def test_only_names_and_keys_are_read() -> None:
    """A search reads no table but those of names and keys: no person in a record can be found."""
    with CaptureQueriesContext(connection) as asked:
        for text in ("王小明", "王小明 经理", "110105194912310"):
            search(text)
    statements = " ".join(query["sql"] for query in asked.captured_queries)
    tables = set(re.findall(r"(?:FROM|JOIN) (\w+)", statements))
    own = {"search_gram", "search_names", "search_name", "entity_name", "entity", "key_owner"}
    assert {"search_name", "key_owner"} <= tables <= own
