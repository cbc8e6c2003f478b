"""Engines that are extras: found when asked for, refused with the next step where missing."""

import importlib
import importlib.util

from goodstanding.core.basis.faults import Refused
from goodstanding.store.population.faults_population import ENGINE_MISSING
from goodstanding.store.population.run import RunResult

LOCAL = "local[2]"


def appraise_on_spark(*asked: object, master: str, **more: object) -> RunResult:
    """Appraise everybody on Spark; refused where its package is not installed."""
    if importlib.util.find_spec("pyspark") is None:
        raise Refused(ENGINE_MISSING.at("engine", engine="spark"))
    room = importlib.import_module("goodstanding.store.spark.run")
    result: RunResult = room.appraise_spark(*asked, master=master or LOCAL, **more)
    return result
