"""One small Spark session for all tests of this folder."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from tests.store.spark.small import SETTINGS

from goodstanding.store.spark.session import spark_session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark() -> "Iterator[SparkSession]":
    """Give a session of two threads that does not compile what runs only once."""
    with spark_session("local[2]", memory="700m", settings=SETTINGS) as session:
        yield session
