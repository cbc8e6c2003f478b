"""The city's figures, computed once: they take some seconds."""

import pytest
from tests.demo.chicago.straight import all_frozen, archives

from goodstanding.core.policy.shape import Policy
from goodstanding.demo.chicago.figures import Ground, figures, ground
from goodstanding.demo.chicago.source import data_folder
from goodstanding.demo.chicago.summary import Figures
from goodstanding.store.shelf import load_policy


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The shipped packs."""
    return load_policy()


@pytest.fixture(scope="session")
def city() -> Ground:
    """The shipped files, cut into windows."""
    return ground(data_folder())


@pytest.fixture(scope="session")
def city_figures(city: Ground, policy: Policy) -> Figures:
    """All figures, from scores by the law."""
    records = archives(data_folder(), policy)
    return figures(city, all_frozen(city, records=records, policy=policy))
