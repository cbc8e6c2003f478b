"""Guards outside the engine, and what the code says where each of them is taken out.

One line each: the module, the words that guard, and the words without the guard. Run with
`-p tests.stories.requirements.plants` and the plant's number in GOODSTANDING_PLANT, a test run
works on code without that guard.
"""

import importlib
import os
from pathlib import Path
from types import FunctionType
from typing import Any

NUMBER = "GOODSTANDING_PLANT"
PLANTS: tuple[tuple[str, str, str], ...] = (
    # service and recall
    ("actions.serve", "        if letter.services:\n", "        if False:\n"),
    ("actions.serve", "if letter.recalled:\n", "if False:\n"),
    ("actions.serve", "if not reason.strip():", "if False:"),
    ("actions.serve", "done.effect not in HARMLESS and", "done.effect not in HARMLESS or"),
    ("actions.serve", "last != letter.event or", "last == letter.event or"),
    ("actions.serve", "if mode != PUBLIC_NOTICE:", "if True:"),
    ("actions.serve", "if mode not in LADDER_OF_MODES:", "if False:"),
    # acts on a case
    ("actions.case", "if any(one.do == START_MEASURE for", "if False and any(one.do for"),
    ("actions.case", "if one.waits_for is None]", "]"),
    ("actions.case_record", "if seen is not None and seen <", "if seen is None and 0 <"),
    ("actions.case_record", "if running is not None:", "if False:"),
    ("actions.case_record", "all(one.do != PAUSE for", "any(one.do != PAUSE for"),
    # what a decision may say
    ("actions.case_measures", "    if more:\n", "    if False:\n"),
    ("actions.case_measures", "int(now) > int(was)", "False"),
    ("actions.case_measures", "others[0] if others else data.subject", "data.subject"),
    ("actions.case_measures", "    if found:\n", "    if False:\n"),
    # proportion
    (
        "core.measures.guard",
        'if measure.executable != "here" or measure.target != "organisation":',
        "if False:",
    ),
    ("core.measures.guard", "if conduct.subject != proposed.addressee:", "if False:"),
    ("core.measures.guard", "add_months(conduct.day, months) < on", "False"),
    ("core.measures.guard", "other.conduct != proposed.conduct.id or", "True or"),
    ("core.measures.guard", "most is None or proposed.months > most", "False"),
    ("core.measures.guard", "if least is not None and proposed.months < least", "if False"),
    ("actions.case_measures", 'deviation=form.get("deviation", ""),', ""),
    ("core.measures.propose", "add_months(record.day, months) >= on", "True"),
    ("core.measures.rewards", "if reward.id not in declined and", "if"),
    # what is shown and asked
    ("store.cases.measures", 'while_disputed in ("pause", "hide")', "False"),
    ("store.cases.standing", "WHERE s.mark <> ''", "WHERE s.mark = '-'"),
    ("actions.removals", "            if not done:\n", "            if False:\n"),
    # persons
    ("core.records.judge_subject", ".strip() in natural:", '.strip() == "":'),
)


def _plant(name: str, old: str, new: str) -> None:
    """Let a module run without one guard, for the rest of this process."""
    module = importlib.import_module(f"goodstanding.{name}")
    file = str(module.__file__)
    source = Path(file).read_text(encoding="utf-8")
    changed: dict[str, Any] = {"__name__": module.__name__}
    exec(compile(source.replace(old, new, 1), file, "exec"), changed)  # noqa: S102 - our own line
    for one in vars(module).values():
        if isinstance(one, FunctionType) and one.__module__ == module.__name__:
            one.__code__ = changed[one.__name__].__code__


def pytest_collection_finish() -> None:
    """Take the guard out once every module is there."""
    if number := os.environ.get(NUMBER):
        _plant(*PLANTS[int(number)])
