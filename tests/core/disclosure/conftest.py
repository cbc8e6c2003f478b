"""The shipped packs: the clock's promises are about real rules."""

import pytest

from goodstanding.core.policy.shape import Policy
from goodstanding.store.shelf import load_policy


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The shipped packs."""
    return load_policy()
