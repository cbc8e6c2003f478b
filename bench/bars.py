"""The least ratio that each bar asks for; a measured one below it is a loss, shown as one."""

from collections.abc import Mapping

BARS: Mapping[str, float] = {
    "card, grades of all, beside the best by hand": 0.8,
    "card, for each entity, zen": 200,
    "card, for each entity, openfisca": 5,
    "card, for each entity, optbinning": 5,
    "population_spark": 5,
    "explanations for all, beside our grades alone": 0.5,
    "explanations, for each entity, zen with trace": 100,
    "changed records, beside our own full run": 10,
    "next day, beside our own full run": 5,
    "two versions of the card, beside one run": 1 / 2.2,
    "intake, whole path, sqlite: bare insert of the ledger": 0.5,
    "intake, whole path, postgresql: bare insert of the ledger": 0.5,
    "intake, whole path, sqlite: Django bulk_create of the ledger": 2,
    "intake, whole path, postgresql: Django bulk_create of the ledger": 2,
    "intake, validation alone": 5,
    "a case through its procedure": 50,
    "check, pure": 1,
    "check, logged": 1,
    "check, logged, 16 at once": 1,
    "check, file": 1,
    "check over HTTP": 1,
}
"""By the name of the row; rows that are not here are context."""


def verdict(name: str, ratio: float) -> str:
    """Return what a ratio says of its bar: "met", "lost", or "" where there is none."""
    least = BARS.get(name)
    if least is None:
        return ""
    return "met" if ratio >= least else "lost"
