"""Many who ask at once share a commit: each gets its own answer, after its own row is durable."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import (
    DataError,
    InterfaceError,
    OperationalError,
    connection,
    connections,
    transaction,
)
from tests.actions.case_world import KEY, OTHER, build
from tests.conftest import Database

from goodstanding.actions.checks import together
from goodstanding.actions.checks.desk import Checked
from goodstanding.actions.checks.together import Desk, Once, Request
from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures.asked import Question
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.checks import Asking

DAY = date(2026, 5, 25)
THREADS, EACH = 8, 12


def said(first: int, found: Sequence[Checked]) -> str:
    """Write an answer: the log's number and what was asked."""
    return "|".join(
        f"{number} {one.question.entity} {one.verdict}"
        for number, one in enumerate(found, start=first)
    )


def request(policy: Policy, entity: str, reference: str, once: Once | None = None) -> Request:
    """Return a request about one entity."""
    asking = Asking("client:a", "permits_office", f"licensing: {reference}")
    return Request((Question(entity, "permit"),), asking, DAY, policy, said, once)


def rows() -> dict[int, tuple[str, str, str]]:
    """Return the log by number, as another connection sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, entity, answer, purpose FROM check_log ORDER BY id")
        return {row[0]: tuple(row[1:]) for row in cursor.fetchall()}


def test_many_at_once_get_each_their_own_answer_after_their_own_row(
    database: Database, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise: answers match the log one to one, and fewer commits than answers were needed."""
    del database
    build(policy)
    desk, start, commits = Desk(), Barrier(THREADS), []
    settle = together._settle_together
    monkeypatch.setattr(
        together, "_settle_together", lambda pile: (commits.append(len(pile)), settle(pile))
    )

    def sender(nth: int) -> list[tuple[str, str]]:
        start.wait()
        found = []
        for turn in range(EACH):
            entity, reference = (KEY, OTHER, f"cn-uscc:{nth}")[turn % 3], f"{nth}-{turn}"
            answer = desk.ask(request(policy, entity, reference))
            number, whom, verdict = answer.split(" ")
            # The row is there before the answer is: looked up on this thread's own connection.
            assert rows()[int(number)] == (whom, verdict, f"licensing: {reference}")
            assert whom == entity
            found.append((number, reference))
        connections.close_all()
        return found

    with ThreadPoolExecutor(THREADS) as pool:
        found = [one for each in pool.map(sender, range(THREADS)) for one in each]
    assert sorted(int(number) for number, _ in found) == list(range(1, THREADS * EACH + 1))
    assert sum(commits) == THREADS * EACH
    assert len(commits) < THREADS * EACH


def test_one_key_sent_by_many_at_once_is_logged_once(database: Database, policy: Policy) -> None:
    """Promise: all get the same words, and the log one row."""
    del database
    build(policy)
    desk, start = Desk(), Barrier(THREADS)

    def sender(nth: int) -> str:
        start.wait()
        answer = desk.ask(request(policy, KEY, "same", Once("a", "key-0001", "digest")))
        connections.close_all()
        return f"{answer}{nth * ''}"

    with ThreadPoolExecutor(THREADS) as pool:
        assert len(set(pool.map(sender, range(THREADS)))) == 1
    assert len(rows()) == 1


def test_what_cannot_be_kept_spoils_only_its_own_request(
    database: Database, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise: of a pile with one row that the database refuses, all the others are answered."""
    del database
    build(policy)
    log = together.log_checks

    def picky(answers: Sequence[object], **more: object) -> int:
        if "spoilt" in repr(answers):
            raise DataError("a value the database cannot hold")
        return log(answers, **more)

    monkeypatch.setattr(together, "log_checks", picky)
    pile = [together._Ticket(request(policy, KEY, name)) for name in ("a", "spoilt", "b")]
    together._settle(pile)
    assert [one.answer is None for one in pile] == [False, True, False]
    assert pile[1].refused is not None
    assert pile[1].refused.faults[0].code == "DESK-E010"
    assert [purpose for *_, purpose in rows().values()] == ["licensing: a", "licensing: b"]


@pytest.mark.parametrize(
    "broken",
    [OperationalError("gone"), InterfaceError("closed"), ValueError("a mistake of ours")],
)
def test_nobody_is_answered_by_chance(
    database: Database, policy: Policy, monkeypatch: pytest.MonkeyPatch, broken: Exception
) -> None:
    """Promise: whatever breaks before the commit, every request of the pile is refused."""
    del database
    build(policy)

    def breaks(*_: object, **__: object) -> int:
        raise broken

    monkeypatch.setattr(together, "log_checks", breaks)
    pile = [together._Ticket(request(policy, KEY, name)) for name in ("a", "b")]
    try:
        together._settle(pile)
    except ValueError:
        assert isinstance(broken, ValueError)
    assert all(one.answer is None and one.refused is not None for one in pile)
    assert rows() == {}


def test_a_commit_that_fails_answers_nobody(
    database: Database, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise: an answer is handed over after the commit, not before it."""
    del database
    build(policy)

    def fails() -> None:
        raise OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "_commit", fails)
        with pytest.raises(Refused):
            Desk().ask(request(policy, KEY, "a"))
    assert rows() == {}
    with transaction.atomic():
        assert rows() == {}
