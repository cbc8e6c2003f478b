"""Judging who is who: each judgement known from its day on, and taken back without a trace."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from tests.actions.batches import ON, code, csv_text, failing, penalties_file, penalty, send
from tests.core.records.small_policy import small_policy

from goodstanding.actions.intake.identify import decide, judge, undo
from goodstanding.core.basis.faults import Refused
from goodstanding.core.entities.permitted import KINDS
from goodstanding.store.models import Entry
from goodstanding.store.queries.archive import archive, entity_by_key
from goodstanding.store.queries.search import search
from goodstanding.store.queries.waiting import candidates, waiting, waiting_count

LATER = date(2026, 4, 1)
LAST = date(2026, 5, 1)
OFFICER = "officer-7"
OLD = "990100000000015"
RESIDENT = "11010519491231002X"
ONE, TWO = f"cn-uscc:{code(1)}", f"cn-uscc:{code(2)}"
WRONG = f"cn-uscc:{failing(1)}"
DERIVED = (
    "SELECT number, key, name, status, searchable, first_day FROM entity ORDER BY number",
    "SELECT key, entity, since_seq FROM key_owner ORDER BY key",
    "SELECT entity, name, folded, first_day, current FROM entity_name ORDER BY entity, name",
    "SELECT seq, subject, entity, name FROM current_record ORDER BY seq",
    "SELECT seq, code, name FROM waiting ORDER BY seq",
)

pytestmark = pytest.mark.usefixtures("sent")


@pytest.fixture
def sent(database: object, tmp_path: Path) -> None:
    """Send two registered firms, and penalties whose code or name is not quite theirs."""
    del database
    register = csv_text(
        ("code", "name", "old", "changed"),
        [
            {"code": code(1), "name": "云岭市松风食品有限公司", "old": "", "changed": "2020-1-1"},
            {"code": code(2), "name": "云岭市白鹭物流有限公司", "old": "", "changed": "2020-1-1"},
        ],
    )
    path = tmp_path / "register.csv"
    path.write_text(register, encoding="utf-8")
    assert send(path, department="register").accepted == 2
    rows = [
        penalty(3, code=failing(1), name="云岭市松风食品有限公司"),
        penalty(4, code=code(1)[:5] + "*" + code(1)[6:], name="云岭市松风食品厂"),
        penalty(5, code="", old=OLD, name="云岭市松风食品有限公司"),
        penalty(6, code="暂无", name="云岭市（白鹭）物流有限公司"),
    ]
    assert send(penalties_file(tmp_path / "penalties.csv", rows)).refused == 0


def derived() -> list[list[tuple[object, ...]]]:
    """Return the derived tables about entities as they stand."""
    tables = []
    with connection.cursor() as cursor:
        for statement in DERIVED:
            cursor.execute(statement)
            tables.append(cursor.fetchall())
    return tables


def number_of(key: str) -> int:
    """Return the number of the entity that holds the records of `key` today."""
    entity = entity_by_key(key)
    assert entity is not None
    return entity.number


def held(key: str, known_on: date | None = None) -> int:
    """Return how many records the archive of `key` holds."""
    return len(archive(number_of(key), known_on=known_on))


def act(what: str, *values: object, on: date = LATER, **changed: str) -> int:
    """Judge, decide or undo as an officer with a reason."""
    said = {"actor": OFFICER, "reason": "营业执照复印件", **changed}
    acts = {"judge": judge, "decide": decide, "undo": undo}
    return acts[what](*values, on=on, policy=small_policy(), seed="chance", **said)  # type: ignore[operator]


def refused(what: str, *values: object, **changed: str) -> list[str]:
    """Return the codes with which an act is refused, and prove that it changed nothing."""
    before = (derived(), Entry.objects.count())
    with pytest.raises(Refused) as refusal:
        act(what, *values, **changed)
    assert (derived(), Entry.objects.count()) == before
    return [fault.code for fault in refusal.value.faults]


def test_the_queue_shows_candidates_with_reasons() -> None:
    """Damaged code and bare name wait; each has its true entity first, with the reasons why."""
    damaged, nameless = waiting()
    assert (damaged.name, nameless.name) == ("云岭市松风食品厂", "云岭市（白鹭）物流有限公司")
    assert waiting(limit=1) == (damaged,)
    assert waiting(after=damaged.seq) == (nameless,)
    first = candidates(damaged.seq)[0]
    assert (first.key, first.reasons) == (ONE, ("one_character", "similar_name"))
    assert next((found.key, found.reasons) for found in candidates(nameless.seq)) == (
        TWO, ("same_name",),
    )  # fmt: skip


def test_a_decision_gives_the_record_to_its_entity() -> None:
    """Decided, a record leaves the queue and stands in the archive from that day on."""
    record = waiting()[1].seq
    seq = act("decide", record, TWO)
    assert waiting_count() == 1
    assert [view.seq for view in archive(number_of(TWO))][-1] == record
    assert held(TWO) == 2
    assert held(TWO, known_on=ON) == 1
    assert held(TWO, known_on=LATER) == 2
    entry = Entry.objects.get(seq=seq)
    assert (entry.kind, entry.actor, entry.learnt_day) == ("judgement", OFFICER, LATER)


def test_an_undone_decision_leaves_no_trace_in_the_derived_tables() -> None:
    """Undo puts the record back into the queue; what was known in between stays known."""
    before = derived()
    record = waiting()[1].seq
    seq = act("decide", record, TWO)
    assert derived() != before
    act("undo", seq, on=LAST)
    assert derived() == before
    assert held(TWO, known_on=LATER) == 2
    assert held(TWO, known_on=LAST) == 1


@pytest.mark.parametrize(
    ("kind", "from_key"),
    [("same", WRONG), ("reissued_code", WRONG), ("old_number", f"cn-regno:{OLD}")],
)
def test_folding_and_undoing(kind: str, from_key: str) -> None:
    """A folding judgement moves the records from its day on; undone, all is as before."""
    before = derived()
    assert held(ONE) == 1
    seq = act("judge", kind, from_key, ONE)
    assert number_of(from_key) == number_of(ONE)
    assert (held(ONE), held(ONE, known_on=ON), held(ONE, known_on=LATER)) == (2, 1, 2)
    act("undo", seq, on=LAST)
    assert derived() == before
    assert number_of(from_key) != number_of(ONE)
    assert (held(ONE), held(ONE, known_on=LATER), held(ONE, known_on=LAST)) == (1, 2, 1)


@pytest.mark.parametrize("kind", ["merger", "division", "conversion"])
def test_linking_counts_nothing(kind: str) -> None:
    """A merger, division or conversion is shown on both archives and moves no record."""
    before = derived()
    act("judge", kind, ONE, TWO)
    assert derived() == before
    for key in (ONE, TWO):
        entity = entity_by_key(key)
        assert entity is not None
        assert [(link.judgement, link.to_key) for link in entity.links] == [(kind, TWO)]


def test_an_old_number_may_be_judged_before_its_records_come() -> None:
    """An officer may tie an old number that no record has named yet; search finds it."""
    act("judge", "old_number", "cn-regno:330203000030639", ONE)
    assert [(hit.key, hit.reason) for hit in search("330203000030639")] == [(ONE, "old_code")]


def test_search_follows_judgements() -> None:
    """A folded key answers with the entity that holds its records now."""
    assert [hit.key for hit in search(OLD)] == [f"cn-regno:{OLD}"]
    act("judge", "old_number", f"cn-regno:{OLD}", ONE)
    assert [(hit.key, hit.reason) for hit in search(OLD)] == [(ONE, "old_code")]
    names = [hit.key for hit in search("云岭市松风食品有限公司")]
    assert names == [ONE, WRONG]


def test_who_and_why_are_needed() -> None:
    """All faults come at once: no actor, no reason; and no person's number in a reason."""
    record = waiting()[0].seq
    assert refused("decide", record, ONE, actor=" ", reason="") == [
        "IDENTITY-E001",
        "IDENTITY-E002",
    ]
    assert refused("decide", record, ONE, reason=f"法人{RESIDENT}") == ["IDENTITY-E004"]
    assert refused("judge", "same", WRONG, ONE, actor="") == ["IDENTITY-E001"]
    assert refused("undo", 1, reason=" ") == ["IDENTITY-E002", "IDENTITY-E009"]


def test_wrong_judgements_are_refused() -> None:
    """Unknown keys and kinds, persons, other classes, itself: each with its code."""
    record = waiting()[0].seq
    individual = "cn-uscc:92" + code(1)[2:]
    nobody = f"cn-uscc:{code(9)}"
    assert refused("decide", record, nobody) == ["IDENTITY-E003"]
    assert refused("decide", record, f"cn-id:{RESIDENT}") == ["IDENTITY-E004"]
    assert refused("decide", 1, ONE) == ["IDENTITY-E008"]
    assert refused("judge", "same", nobody, individual) == ["IDENTITY-E003"] * 2
    assert refused("judge", "same", RESIDENT, ONE) == ["IDENTITY-E004"]
    assert refused("judge", "same", f"cn-regno:{OLD}", ONE) == ["IDENTITY-E005"]
    assert refused("judge", "same", ONE, ONE) == ["IDENTITY-E012"]
    assert refused("judge", "old_number", ONE, TWO) == ["IDENTITY-E011"]
    assert refused("judge", "rename", ONE, TWO) == ["IDENTITY-E013"]
    assert refused("undo", 10_000) == ["IDENTITY-E009"]


def test_other_classes_are_not_folded(tmp_path: Path) -> None:
    """An individual business and a company stay two archives; a conversion links them."""
    individual = code(1).replace("91", "92", 1)
    send(penalties_file(tmp_path / "more.csv", [penalty(8, code=individual)]))
    key = f"cn-uscc:{individual}"
    for kind in ("same", "reissued_code"):
        assert refused("judge", kind, key, ONE) == ["IDENTITY-E005"]
    assert act("judge", "conversion", key, ONE)


def test_an_individuals_old_number_is_no_companys() -> None:
    """Old numbers of individual businesses tell so: a company is not charged with their records."""
    old = "cn-regno:990100600000031"
    assert refused("judge", "old_number", old, ONE) == ["IDENTITY-E005"]


def test_a_second_judgement_and_a_circle_are_refused() -> None:
    """What is decided stays so until it is undone; two archives cannot hold each other."""
    record = waiting()[0].seq
    act("decide", record, ONE)
    assert refused("decide", record, TWO) == ["IDENTITY-E008"]
    seq = act("judge", "same", WRONG, ONE)
    assert refused("judge", "same", WRONG, TWO) == ["IDENTITY-E007"]
    assert refused("judge", "same", ONE, WRONG) == ["IDENTITY-E006"]
    undone = act("undo", seq)
    assert refused("undo", seq) == ["IDENTITY-E010"]
    assert refused("undo", undone) == ["IDENTITY-E009"]
    assert act("judge", "same", WRONG, TWO)


def test_circles_over_several_judgements_are_refused() -> None:
    """Also a circle that closes only over a chain of archives is seen."""
    act("judge", "same", WRONG, ONE)
    act("judge", "same", ONE, TWO)
    assert refused("judge", "same", TWO, WRONG) == ["IDENTITY-E006"]
    assert held(TWO) == 3


def test_every_kind_is_judged_by_a_test() -> None:
    """The kinds that an officer may judge are the ones tested above."""
    moving = {"same", "old_number", "reissued_code"}
    assert set(KINDS) == {*moving, "merger", "division", "conversion"}
