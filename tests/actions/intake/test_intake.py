"""Story of intake: what a sender sees for each thing that may happen to a batch."""

import csv
from datetime import date
from itertools import count
from pathlib import Path

import orjson
import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st
from tests.actions.batches import (
    ON,
    PENALTY_COLUMNS,
    code,
    csv_text,
    failing,
    penalties_file,
    penalty,
    send,
)
from tests.conftest import Database
from tests.core.records.small_policy import small_policy

from goodstanding.actions.intake.release import discard, release
from goodstanding.core.basis.faults import Refused
from goodstanding.core.records.envelope import Envelope, Subject
from goodstanding.core.records.receipt import Receipt
from goodstanding.store.ledger import judgements, project, project_keys
from goodstanding.store.ledger.dump import dump_digest
from goodstanding.store.ledger.rebuild import rebuild
from goodstanding.store.models import Batch, Content, CurrentRecord, Entry, StageRow
from goodstanding.store.stage import judged, old_numbers


def numbers(receipt: Receipt) -> tuple[int, int, int, int, int]:
    """Return rows, accepted, flagged, held, refused."""
    return (
        receipt.rows, receipt.accepted, receipt.flagged, receipt.held, receipt.refused,
    )  # fmt: skip


def refusal(path: Path, **given: object) -> list[str]:
    """Send a file that must be refused as a whole; return the codes."""
    with pytest.raises(Refused) as refused:
        send(path, **given)  # type: ignore[arg-type]
    return [fault.code for fault in refused.value.faults]


def test_each_row_has_one_outcome(database: Database, tmp_path: Path) -> None:
    """Each row is accepted, flagged, held or refused, and the counts add up to the rows."""
    rows = [penalty(1), penalty(2), penalty(3, code=failing(3)), penalty(4, no=""), penalty(1)]
    receipt = send(penalties_file(tmp_path / "a.csv", rows))
    assert numbers(receipt) == (5, 2, 1, 1, 1)
    assert receipt.state == "sealed"
    assert Entry.objects.count() == 3
    assert StageRow.objects.count() == 0
    assert Batch.objects.get().seed == ""
    assert (database.home / str(receipt.rejects)).is_file()


def test_sent_twice(database: Database, tmp_path: Path) -> None:
    """The same bytes under the same name give the same receipt and change nothing."""
    path = penalties_file(tmp_path / "a.csv", [penalty(1), penalty(2, no="")])
    first = send(path)
    rejects = (database.home / str(first.rejects)).read_bytes()
    again = send(path, on=date(2026, 4, 1))
    assert again == first
    assert Entry.objects.count() == 1
    assert Batch.objects.count() == 1
    assert (database.home / str(first.rejects)).read_bytes() == rejects


def test_other_bytes_under_the_same_name(database: Database, tmp_path: Path) -> None:
    """A batch name stands for one content only."""
    del database
    send(penalties_file(tmp_path / "a.csv", [penalty(1)]))
    penalties_file(tmp_path / "a.csv", [penalty(1, fine="9")])
    assert refusal(tmp_path / "a.csv") == ["INTAKE-E024"]
    assert Entry.objects.count() == 1


def test_there_and_back(database: Database, tmp_path: Path) -> None:
    """From A to B and back to A is a fact and two corrections, in one batch or in several."""
    del database
    send(penalties_file(tmp_path / "a.csv", [penalty(1, fine="1")]))
    send(penalties_file(tmp_path / "b.csv", [penalty(1, fine="2")]))
    receipt = send(
        penalties_file(
            tmp_path / "c.csv",
            [
                penalty(1, fine="1"),
                penalty(1, fine="1"),
                penalty(1, fine="2"),
                penalty(1, fine="1"),
            ],
        )
    )
    assert numbers(receipt) == (4, 3, 0, 1, 0)
    said = list(Entry.objects.order_by("seq").values_list("kind", "replaces"))
    assert said == [
        ("fact", None), ("correction", 1), ("correction", 2), ("correction", 3), ("correction", 4),
    ]  # fmt: skip
    assert CurrentRecord.objects.get().seq == 5


def test_overlapping_batches(database: Database, tmp_path: Path) -> None:
    """What another batch brought already is held, whoever sends it again."""
    del database
    send(penalties_file(tmp_path / "a.csv", [penalty(n) for n in range(10)]))
    receipt = send(penalties_file(tmp_path / "b.csv", [penalty(n) for n in range(5, 15)]))
    assert numbers(receipt) == (10, 5, 0, 5, 0)


def test_a_file_that_is_cut_off(database: Database, tmp_path: Path) -> None:
    """Another number of rows than announced refuses the batch, and its name stays free."""
    del database
    path = penalties_file(tmp_path / "a.csv", [penalty(1), penalty(2)])
    assert refusal(path, rows=3) == ["INTAKE-E020"]
    assert Batch.objects.count() == StageRow.objects.count() == Entry.objects.count() == 0
    assert send(path, rows=2).accepted == 2


def test_a_file_that_changes_while_it_is_read(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose bytes are not those of the digest is refused after it was read."""
    del database
    path = penalties_file(tmp_path / "a.csv", [penalty(1)])
    opened = judged.open_source

    def open_and_change(*given: object) -> object:
        penalties_file(path, [penalty(2)])
        return opened(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(judged, "open_source", open_and_change)
    assert refusal(path) == ["INTAKE-E019"]
    assert Batch.objects.count() == 0


def test_mended_rejects(database: Database, tmp_path: Path) -> None:
    """A rejects file sent again brings mended rows in, cells unaltered, and refuses the others."""
    rows = [penalty(1, no=""), penalty(2, facts="=1+1", fine="-3"), penalty(3, decided="2026-2-30")]
    first = send(penalties_file(tmp_path / "a.csv", rows))
    rejects = database.home / str(first.rejects)
    with rejects.open(encoding="utf-8", newline="") as file:
        back = list(csv.DictReader(file))
    assert [row["_code"] for row in back] == ["INTAKE-E048", "INTAKE-E051", "INTAKE-E049"]
    assert back[1]["facts"] == "'=1+1"
    assert "holder" not in back[0]
    back[0]["no"] = "号1"
    back[1]["fine"] = "3"
    mended = tmp_path / "mended.csv"
    mended.write_text(csv_text(list(back[0]), back), encoding="utf-8", newline="")
    second = send(mended)
    assert numbers(second) == (3, 2, 0, 0, 1)
    bodies = "".join(Content.objects.values_list("body", flat=True))
    assert '"facts":"=1+1"' in bodies


def test_natural_persons(database: Database, tmp_path: Path) -> None:
    """Rows about persons are refused; neither name, number nor personal column is kept."""
    person = "110101199003074610"
    rows = [
        penalty(1, party="自然人", name="张三某", facts="张三某无照经营"),
        penalty(2, code=person, name="张三某", facts="张三某无照经营"),
        penalty(3, kinds="行政拘留", name="张三某", facts="张三某无照经营"),
        penalty(4, facts=f"当事人（身份证号{person}）拒不改正"),
        penalty(5, facts="联系电话13800138000"),
    ]
    receipt = send(penalties_file(tmp_path / "a.csv", rows))
    assert numbers(receipt) == (5, 0, 0, 0, 5)
    text = (database.home / str(receipt.rejects)).read_text(encoding="utf-8")
    for hidden in (person, "13800138000", "张三某", "某人", "无照经营"):
        assert hidden not in text
    for shown in ("INTAKE-E042", "INTAKE-E043", "INTAKE-E044", "INTAKE-E045", "〔2026〕1号"):
        assert shown in text
    again = send(database.home / str(receipt.rejects))
    assert again.accepted + again.flagged == 2, "the two texts, masked; no row about a person"


def test_who_a_row_is_about(database: Database, tmp_path: Path) -> None:
    """A damaged code and a bare name wait, an old number is a key; only a row without any fails."""
    del database
    rows = [
        penalty(1, code=code(1).lower()),
        penalty(2, code="9199…", old=""),
        penalty(3, code="", old=""),
        penalty(4, code="", old="990203000030639"),
        penalty(5, code="", name="暂无"),
    ]
    receipt = send(penalties_file(tmp_path / "a.csv", rows))
    assert receipt.refused == 1
    subjects = list(Entry.objects.order_by("seq").values_list("subject", flat=True))
    assert subjects == [f"cn-uscc:{code(1)}", "", "", "cn-regno:990203000030639"]


def listed(path: Path, companies: range, **changed: str) -> Path:
    """Write a snapshot of the list with these companies on it."""
    header = ("code", "name", "listed", "reason")
    rows = [
        {"code": code(n), "name": f"虚构公司{n}", "listed": "2026-1-5", "reason": "unreachable"}
        for n in companies
    ]
    rows[-1] |= changed
    path.write_text(csv_text(header, rows), encoding="utf-8", newline="")
    return path


def test_a_snapshot_withdraws(database: Database, tmp_path: Path) -> None:
    """What a snapshot no longer holds is withdrawn, what it repeats is held."""
    del database
    send(listed(tmp_path / "1.csv", range(20)), department="registry")
    receipt = send(listed(tmp_path / "2.csv", range(2, 21)), department="registry")
    assert numbers(receipt) == (19, 1, 0, 18, 0)
    assert receipt.withdrawn == 2
    assert Entry.objects.filter(kind="withdrawal").count() == 2
    assert CurrentRecord.objects.count() == 19
    back = send(listed(tmp_path / "3.csv", range(21)), department="registry")
    assert (back.accepted, back.held) == (2, 19)
    assert set(Entry.objects.order_by("-seq").values_list("kind", flat=True)[:2]) == {"fact"}


def test_a_badly_written_row_is_not_withdrawn(database: Database, tmp_path: Path) -> None:
    """A refused row of a snapshot protects its record, or all of its subject's, from withdrawal."""
    del database
    send(listed(tmp_path / "1.csv", range(5)), department="registry")
    by_key = listed(tmp_path / "2.csv", range(5), reason="不知道")
    assert send(by_key, department="registry").withdrawn == 0
    by_subject = listed(tmp_path / "3.csv", range(5), listed="2026-2-30")
    assert send(by_subject, department="registry").withdrawn == 0


@pytest.mark.parametrize("way", ["release", "discard"])
def test_an_unusual_share_waits(database: Database, tmp_path: Path, way: str) -> None:
    """A snapshot that would withdraw too much changes nothing until a named officer decides."""
    del database
    send(listed(tmp_path / "1.csv", range(40)), department="registry")
    path = listed(tmp_path / "2.csv", range(20, 41))
    held = send(path, department="registry")
    assert (held.state, held.withdrawn, Entry.objects.count()) == ("held", 20, 40)
    assert send(path, department="registry") == held
    with pytest.raises(Refused, match="INTAKE-E029"):
        release(held.batch, actor=" ", on=ON, policy=small_policy())
    if way == "discard":
        discard(held.batch, actor="officer:Zhang")
        assert StageRow.objects.count() == 0
        assert Entry.objects.count() == 40
        return
    later = date(2026, 3, 9)
    sealed = release(held.batch, actor="officer:Zhang", on=later, policy=small_policy())
    assert (sealed.state, sealed.withdrawn, sealed.learnt_day) == ("sealed", 20, later)
    assert Entry.objects.filter(learnt_day=later, actor="officer:Zhang").count() == 21
    with pytest.raises(Refused, match="INTAKE-E028"):
        release(held.batch, actor="officer:Zhang", on=later, policy=small_policy())


def test_the_registry_states_both_numbers(database: Database, tmp_path: Path) -> None:
    """A registry row with a unified code and an old number folds the old number, once."""
    del database
    header = ("code", "name", "old", "changed")
    old = "990203000030639"
    send(penalties_file(tmp_path / "p.csv", [penalty(1, code="", old=old)]))
    for day in ("2026-1-5", "2026-1-6"):
        row = {"code": code(1), "name": "虚构公司1", "old": old, "changed": day}
        path = tmp_path / f"{day}.csv"
        path.write_text(csv_text(header, [row]), encoding="utf-8", newline="")
        send(path, department="register")
    judged = Entry.objects.get(kind="judgement")
    assert judged.actor == "rule:registry-states-both"
    assert CurrentRecord.objects.values("entity").distinct().count() == 1


def test_slices_change_nothing(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch is sealed a few keys, judgements and names at a time; how few, does not matter."""
    del database
    for module, most in (
        (old_numbers, "SLICE"),
        (judgements, "SLICE"),
        (project_keys, "SLICE"),
        (project, "ENTITIES_AT_A_TIME"),
    ):
        monkeypatch.setattr(module, most, 1)
    olds = ["990203000030639", "9902030000307", "9902030000308"]
    send(penalties_file(tmp_path / "p.csv", [penalty(n, code="", old=olds[n]) for n in range(3)]))
    header = ("code", "name", "old", "changed")
    path = tmp_path / "r.csv"
    path.write_text(
        csv_text(
            header,
            [
                {"code": code(n), "name": f"虚构{n}", "old": olds[n], "changed": "2026-1-5"}
                for n in range(3)
            ],
        ),
        encoding="utf-8",
        newline="",
    )
    send(path, department="register")
    assert Entry.objects.filter(kind="judgement").count() == 3
    owners = CurrentRecord.objects.values_list("subject", "entity").order_by("seq")
    owner_of = dict(owners)
    assert [owner_of[f"cn-uscc:{code(n)}"] for n in range(3)] == [
        entity for _, entity in owners[:3]
    ]
    sliced = dump_digest()
    monkeypatch.undo()
    rebuild(policy=small_policy())
    assert dump_digest() == sliced


def test_production_cannot_back_date(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In production nothing is received as of a day before the last one that the ledger knows."""
    del database
    monkeypatch.setattr(settings, "MODE", "production")
    send(penalties_file(tmp_path / "a.csv", [penalty(1)]), on=ON)
    path = penalties_file(tmp_path / "b.csv", [penalty(2)])
    assert refusal(path, on=date(2026, 3, 1)) == ["LEDGER-E005"]
    assert send(path, on=ON).flagged == 1, "division 99 is unknown in production"


def test_a_lost_fingerprint_key(database: Database, tmp_path: Path) -> None:
    """Without the key of a ledger that holds batches, intake refuses instead of doubling."""
    send(penalties_file(tmp_path / "a.csv", [penalty(1)]))
    (database.home / "fingerprint.key").unlink()
    path = penalties_file(tmp_path / "b.csv", [penalty(1)])
    assert refusal(path) == ["INTAKE-E027"]


def test_digests_are_those_of_the_envelopes(database: Database, tmp_path: Path) -> None:
    """What the set-based path stores verifies one by one, also corrections and withdrawals."""
    del database
    send(listed(tmp_path / "1.csv", range(20)), department="registry")
    send(listed(tmp_path / "2.csv", range(1, 20), reason="no_report"), department="registry")
    kinds = set()
    for entry in Entry.objects.order_by("seq"):
        content = Content.objects.get(seq=entry.seq)
        body = orjson.loads(content.body)
        envelope = Envelope(
            kind=entry.kind,
            department=entry.department,
            record_type=entry.record_type,
            natural_key=entry.natural_key,
            subject=Subject(entry.subject, body["code"], body["name"]),
            event_day=entry.event_day,
            learnt_day=entry.learnt_day,
            fields=body["fields"],
            flags=tuple(filter(None, body["flags"].split("|"))),
        )
        assert envelope.digest(content.salt) == entry.digest
        kinds.add(entry.kind)
    assert kinds == {"fact", "correction", "withdrawal"}


names = count(1)
CELLS = st.one_of(
    st.sampled_from(
        ["", "暂无", "警告", "罚款", "2026-1-5", "9999-9-9", "0.5", "-1", "自然人", "=1"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
)


@given(
    rows=st.lists(
        st.tuples(st.integers(1, 5), st.sampled_from(PENALTY_COLUMNS), CELLS), max_size=12
    )
)
@example_settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_sum_always_holds(
    database: Database, tmp_path: Path, rows: list[tuple[int, str, str]]
) -> None:
    """Whatever the cells hold, outcomes add up to the rows, and accepted rows are entries."""
    del database
    before = Entry.objects.count()
    path = penalties_file(
        tmp_path / f"{next(names)}.csv", [penalty(n, **{column: cell}) for n, column, cell in rows]
    )
    receipt = send(path)
    assert receipt.rows == len(rows) == sum(numbers(receipt)[1:])
    assert Entry.objects.count() == before + receipt.accepted + receipt.flagged
    assert send(path) == receipt
