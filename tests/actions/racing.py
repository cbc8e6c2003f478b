"""What the races share: workers that act at once, and what those are told who come second."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import connections

from goodstanding.core.basis.faults import Refused
from goodstanding.store.cases.read import CaseData, read_case

WORKERS = 32
FEW = 3
MANY = 1000
COUNTS = (FEW, pytest.param(MANY, marks=pytest.mark.long))
"""Cases of a race: few in the quick round, a thousand in the long one."""
LATE = {
    "CASE-E102", "CASE-E006", "CASE-E007", "CASE-E107", "CASE-E110", "CASE-E023", "CASE-E126",
}  # fmt: skip
"""What a worker is told who came second; a party, before the letter, only that one is coming."""
Act = Callable[[], object]
Together = Callable[[Iterable[Act]], list[str]]


@contextmanager
def workers() -> Iterator[Together]:
    """Give what runs acts at once, and returns "" for each done, else its refusal's code.

    The threads and their connections last as long as the race: what is tried is who comes first,
    not how a connection is opened.
    """
    with ThreadPoolExecutor(WORKERS) as pool:

        def together(acts: Iterable[Act]) -> list[str]:
            chosen = list(acts)
            gate = Barrier(min(len(chosen), WORKERS))

            def run(number: int, act: Act) -> str:
                if number < gate.parties:
                    gate.wait()
                try:
                    act()
                except Refused as refused:
                    return refused.faults[0].code
                return ""

            return list(pool.map(run, range(len(chosen)), chosen))

        try:
            yield together
        finally:
            together([connections.close_all] * WORKERS)


def file(case: int) -> CaseData:
    """Return a case's file, which must be there."""
    found = read_case(case)
    assert found is not None
    return found
