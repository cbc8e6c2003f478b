"""Every guard of the engine, taken out, is missed by some test.

A plant rewrites one line of a module and swaps the code of its functions, in this process; then
the tests of this folder run one after another until one of them fails.
"""

import importlib
import inspect
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest
from tests.core.procedures import (
    test_deadlines,
    test_engine,
    test_periods,
    test_story_days,
    test_versions,
)
from tests.core.procedures.plants import PLANTS
from tests.core.procedures.world import small_policy

MODULES = (test_engine, test_deadlines, test_versions, test_periods, test_story_days)
ELSEWHERE = {"procedure_shape": "goodstanding.core.policy.procedure_shape"}
"""Where a module of the engine does not lie in its own folder: what it says is worked out there."""


def cases_of(module: ModuleType) -> Iterator[tuple[str, FunctionType, dict[str, Any]]]:
    """Yield every test of a module with its parameters; properties are left to themselves."""
    for name, found in vars(module).items():
        if not name.startswith("test_") or hasattr(found, "hypothesis"):
            continue
        rows: list[list[dict[str, Any]]] = []
        for mark in getattr(found, "pytestmark", []):
            names, values = mark.args[0], mark.args[1]
            names = [names] if isinstance(names, str) else list(names)
            rows.append(
                [dict(zip(names, one if len(names) > 1 else [one], strict=True)) for one in values]
            )
        for several in itertools.product(*rows):
            yield name, found, {key: value for one in several for key, value in one.items()}


def first_failure() -> str | None:
    """Return the name of the first test that fails, or None where all hold."""
    policy = small_policy()
    for module in MODULES:
        for name, test, given in cases_of(module):
            wanted = inspect.signature(test).parameters
            if "policy" in wanted:
                given["policy"] = policy
            if "notified" in wanted:
                given["notified"] = test_engine.notified_case(policy)
            try:
                test(**given)
            except (Exception, pytest.fail.Exception):  # noqa: BLE001 - whatever a plant breaks
                return name
    return None


@contextmanager
def planted(name: str, old: str, new: str) -> Iterator[None]:
    """Let a module of the engine run without one guard."""
    module = importlib.import_module(ELSEWHERE.get(name, f"goodstanding.core.procedures.{name}"))
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    assert source.count(old) == 1, f"{name}: {old!r} stands {source.count(old)} times"
    changed: dict[str, Any] = {"__name__": module.__name__}
    exec(compile(source.replace(old, new), str(module.__file__), "exec"), changed)  # noqa: S102 - our own line
    kept = {
        function: function.__code__
        for function in vars(module).values()
        if isinstance(function, FunctionType) and function.__module__ == module.__name__
    }
    try:
        for function in kept:
            function.__code__ = changed[function.__name__].__code__
        yield
    finally:
        for function, code in kept.items():
            function.__code__ = code


def test_the_engine_as_it_is_passes() -> None:
    """Without a plant no test fails: what fails below, fails because of the plant."""
    assert first_failure() is None


@pytest.mark.parametrize(
    ("module", "old", "new"), PLANTS, ids=[f"{p[0]}-{n}" for n, p in enumerate(PLANTS)]
)
def test_a_guard_taken_out_is_missed(module: str, old: str, new: str) -> None:
    """Some test fails where the guard is gone."""
    with planted(module, old, new):
        caught = first_failure()
    assert caught is not None, f"nothing misses {old!r} of {module}"
