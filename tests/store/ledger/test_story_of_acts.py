"""Any story of facts, corrections, withdrawals, judgements and undos, against a simple model."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.entries import DAY, POLICY, A, B, C, enter, entry, judged

from goodstanding.store.ledger.append import last_entry
from goodstanding.store.ledger.dump import dump_digest
from goodstanding.store.ledger.rebuild import rebuild
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.archive import archive

pytestmark = pytest.mark.usefixtures("database")

KEYS = (A, B, C)
Act = tuple[str, int, int, int]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("state", "state", "state", "withdraw", "judge", "give", "undo")),
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(0, 2),
    ),
    max_size=12,
)
"""What, two choices that mean what the act makes of them, and how many days later."""


@dataclass
class Model:
    """What the ledger should say, kept in the plainest way."""

    day: date = DAY
    said: dict[int, tuple[str, str, bool]] = field(default_factory=dict)
    """Entry to natural key, subject, and whether it states something (else it withdraws)."""
    judged: dict[int, tuple[str, str, int]] = field(default_factory=dict)
    """Entry to from key, to key, waiting record (0: none)."""
    undone: set[int] = field(default_factory=set)

    def in_force(self) -> dict[str, int]:
        """Return each natural key's last entry that still stands."""
        last: dict[str, int] = {}
        for seq, (key, _, states) in sorted(self.said.items()):
            last.pop(key, None)
            if states:
                last[key] = seq
        return last

    def owners(self) -> tuple[dict[str, str], dict[int, str]]:
        """Return the owner of each key and of each given record, replaying every judgement."""
        owner = {key: key for key in KEYS}
        given_to: dict[int, str] = {}
        folded: set[str] = set()
        for seq, (source, target, record) in sorted(self.judged.items()):
            if seq in self.undone:
                continue
            if record:
                given_to.setdefault(record, target)
            elif source not in folded and owner[target] != source:
                folded.add(source)
                owner = {
                    key: owner[target] if held == source else held for key, held in owner.items()
                }
        return owner, {record: owner[target] for record, target in given_to.items()}

    def archives(self) -> dict[str, list[int]]:
        """Return the entries in force of each key's archive."""
        owner, given_to = self.owners()
        held: dict[str, list[int]] = {key: [] for key in KEYS}
        for seq in sorted(self.in_force().values()):
            subject = self.said[seq][1]
            whose = owner[subject] if subject else given_to.get(seq)
            if whose:
                held[whose].append(seq)
        return held


def take(model: Model, act: Act) -> None:
    """Do one act on the ledger and on the model; an act that means nothing now does nothing."""
    what, one, two, days = act
    model.day += timedelta(days=days)
    if what == "state":
        key, subject = f"k{one}", (*KEYS, "")[two]
        kind = "correction" if key in model.in_force() else "fact"
        (seq,) = enter(entry(kind, key, subject, name=f"n{two}{one}", on=model.day))
        model.said[seq] = (key, subject, True)
    elif what == "withdraw" and f"k{one}" in model.in_force():
        subject = model.said[model.in_force()[f"k{one}"]][1]
        (seq,) = enter(entry("withdrawal", f"k{one}", subject, on=model.day))
        model.said[seq] = (f"k{one}", subject, False)
    elif what == "judge":
        source, target = KEYS[one % 3], KEYS[two % 3]
        (seq,) = enter(judged("same", source, target, on=model.day))
        if source != target:
            model.judged[seq] = (source, target, 0)
    elif what == "give":
        waiting = [seq for seq in model.in_force().values() if not model.said[seq][1]]
        if waiting:
            record = waiting[one % len(waiting)]
            target = KEYS[two % 3]
            (seq,) = enter(judged("same", "", target, on=model.day, record_seq=str(record)))
            model.judged[seq] = ("", target, record)
    elif what == "undo":
        standing = sorted(set(model.judged) - model.undone)
        if standing:
            taken_back = standing[one % len(standing)]
            enter(judged("undo", on=model.day, seq=str(taken_back)))
            model.undone.add(taken_back)


def numbers() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, number FROM entity")
        return dict(cursor.fetchall())


def read(
    *, known_on: date | None = None, known_seq: int | None = None
) -> dict[str, list[tuple[int, bool]]]:
    """Return every archive that is not empty, as the query tells it."""
    return {
        key: told
        for key, number in numbers().items()
        if (
            told := [
                (one.seq, one.erased)
                for one in archive(number, known_on=known_on, known_seq=known_seq)
            ]
        )
    }


@contextmanager
def forgotten() -> Iterator[None]:
    """Run one example and take it back: the next starts in an empty ledger."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ACTS)
def test_archives_say_what_the_acts_add_up_to(acts: list[Act]) -> None:
    """Promise: after any acts the archives are the model's; what was known stays known.

    Later entries never change what is read as of an earlier entry or an earlier day; a rebuild
    gives the same bytes; the ledger verifies.
    """
    with forgotten():
        model = Model()
        by_entry: dict[int, dict[str, list[tuple[int, bool]]]] = {}
        by_day: dict[date, dict[str, list[tuple[int, bool]]]] = {}
        for act in acts:
            take(model, act)
            now = read()
            assert {key: [seq for seq, _ in told] for key, told in now.items()} == {
                key: held for key, held in model.archives().items() if held
            }
            by_entry[last_entry()[0]] = now
            by_day[model.day] = now
        for day, told in by_day.items():
            assert read(known_on=day) == told
        for seq, told in by_entry.items():
            assert read(known_seq=seq) == told
        before = dump_digest(parts="derived")
        rebuild(policy=POLICY)
        assert dump_digest(parts="derived") == before
        assert verify() == ()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ACTS, ACTS)
def test_later_entries_never_change_what_was_known(first: list[Act], later: list[Act]) -> None:
    """Promise: as of an entry, an archive reads the same whatever comes afterwards."""
    with forgotten():
        model = Model()
        for act in first:
            take(model, act)
        known, (last, _) = read(), last_entry()
        model.day += timedelta(days=1)
        for act in later:
            take(model, act)
        assert read(known_seq=last) == known
        if first:
            assert read(known_on=model.day) == read()
