"""Many who ask at once share one commit: nobody is answered before the rows are durable.

A commit waits for the disk, some five milliseconds, however many rows it holds. Whoever asks puts
the request on the pile; one of them has the turn, answers the whole pile in one transaction and
hands the turn to who has waited longest since. There is no thread, no clock and no waiting for
more: a request that is alone is answered alone.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from threading import Event, Lock

from django.db import DataError, Error, IntegrityError, transaction

from goodstanding.actions.checks.desk import Checked, judged, keep_policy, look_at
from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures.asked import Question
from goodstanding.core.measures.faults_desk import CLOSED, KEY_REUSED
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.checks import Answered, Asking, hold_log, log_checks
from goodstanding.store.cases.clients import Known, keep_request, known_request

Noted = Sequence[tuple[Checked, Answered]]
"""Answers, each with what the log keeps of it."""
Said = Callable[[int, Sequence[Checked]], str]
"""Writes the answer, from the log's first number and what was found."""


@dataclass(frozen=True, slots=True)
class Once:
    """The sender's own key for a request, and the digest of what it asks."""

    client: str
    key: str
    asked: str


@dataclass(frozen=True, slots=True)
class Request:
    """Questions of one sender, under which rules on which day, and how the answer is written."""

    questions: tuple[Question, ...]
    asking: Asking
    on: date
    policy: Policy
    said: Said
    once: Once | None = None


@dataclass(slots=True)
class _Ticket:
    """A request on the pile: its answer, or why there is none."""

    request: Request
    answer: str | None = None
    refused: Refused | None = None
    called: Event = field(default_factory=Event)
    """Set when it is settled, or when it is its turn to settle the pile."""

    @property
    def settled(self) -> bool:
        """Whether it was answered or refused."""
        return self.answer is not None or self.refused is not None


@dataclass
class Desk:
    """One pile and one turn, for all threads of a process."""

    _pile: list[_Ticket] = field(default_factory=list)
    _led: bool = False
    """Whether somebody has the turn."""
    _lock: Lock = field(default_factory=Lock)

    def ask(self, request: Request) -> str:
        """Return the answer, after its rows are durable; or refuse, and nothing was logged."""
        look_at(request.questions, request.policy)
        ticket = _Ticket(request)
        with self._lock:
            self._pile.append(ticket)
            if not self._led:
                self._led = True
                ticket.called.set()
        ticket.called.wait()
        if not ticket.settled:
            self._lead()
        if ticket.refused is not None:
            raise ticket.refused
        if ticket.answer is None:
            raise Refused(CLOSED.at("check"))
        return ticket.answer

    def _lead(self) -> None:
        """Settle the pile, and hand the turn to who has waited longest since."""
        with self._lock:
            pile, self._pile = self._pile, []
        try:
            _settle(pile)
        finally:
            with self._lock:
                self._led = bool(self._pile)
                if self._pile:
                    self._pile[0].called.set()
            for one in pile:
                one.called.set()


def _settle(pile: Sequence[_Ticket]) -> None:
    """Settle every ticket; whatever happens, none is left to be answered by chance."""
    try:
        _settle_together(pile)
    except (DataError, IntegrityError):
        # One of them cannot be kept: each by itself, so that the others do not suffer for it.
        for one in pile:
            with suppress(Error):
                _settle_together([one])
    except Error:
        pass
    finally:
        for one in pile:
            if not one.settled:
                one.refused = Refused(CLOSED.at("check"))


def _settle_together(pile: Sequence[_Ticket]) -> None:
    """Answer a pile in one transaction; answers are handed over only after it is durable."""
    found = _judged([one.request for one in pile])
    with transaction.atomic():
        hold_log()
        kept = [_kept(one.request, said) for one, said in zip(pile, found, strict=True)]
    for one, answer in zip(pile, kept, strict=True):
        if isinstance(answer, Refused):
            one.refused = answer
        else:
            one.answer = answer


def _judged(requests: Sequence[Request]) -> list[Noted]:
    """Return what is answered to each request; those of one day and policy are read at once."""
    alike: dict[tuple[date, str], list[int]] = {}
    for nth, one in enumerate(requests):
        alike.setdefault((one.on, one.policy.digest), []).append(nth)
    found: dict[int, Noted] = {}
    for (on, _), members in alike.items():
        asked = [question for nth in members for question in requests[nth].questions]
        answers = iter(judged(asked, on=on, policy=requests[members[0]].policy))
        for nth in members:
            found[nth] = list(islice(answers, len(requests[nth].questions)))
    return [found[nth] for nth in range(len(requests))]


def _kept(request: Request, found: Noted) -> str | Refused:
    """Log one request and return its answer: the earlier one where its key was seen before."""
    once = request.once
    before = known_request(once.client, once.key) if once else None
    if once and before:
        same = before.asked == once.asked
        return before.answer if same else Refused(KEY_REUSED.at("Idempotency-Key"))
    keep_policy(request.policy)
    rows = [(note, request.asking) for _, note in found]
    first = log_checks(rows, on=request.on, policy=request.policy.digest)
    answer = request.said(first, [one for one, _ in found])
    if once:
        keep_request(once.client, once.key, Known(once.asked, answer), on=request.on)
    return answer
