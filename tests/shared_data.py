"""Real data that may not be shipped lies at `../shared/data`, where developers and CI have it.

Tests that ask for the fixture `shared` run only where it is; elsewhere they are taken out of the
run and counted at its end, so that nobody takes a green run for a full one.
"""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"
ABSENT = pytest.StashKey[int]()
OUTPUT = "shared_data_absent"


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count."""
    config.stash[ABSENT] = 0


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what needs the shared data where there is none."""
    if FOLDER.is_dir():
        return
    needing = [item for item in items if "shared" in getattr(item, "fixturenames", ())]
    items[:] = [item for item in items if item not in needing]
    config.stash[ABSENT] = len(needing)
    config.hook.pytest_deselected(items=needing)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a worker of a parallel run tell its count."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[OUTPUT] = session.config.stash[ABSENT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """Take over the count of a worker; all workers collect the same tests."""
    config: pytest.Config = node.config  # type: ignore[attr-defined]
    told = getattr(node, "workeroutput", {}).get(OUTPUT, 0)
    config.stash[ABSENT] = max(config.stash[ABSENT], told)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say how many checks were not run for want of the shared data."""
    absent = config.stash[ABSENT]
    if absent:
        terminalreporter.section("shared data")
        terminalreporter.line(f"{FOLDER} is absent: {absent} checks on real data were not run")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared real data."""
    return FOLDER
