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
    ("actions.cases.serve", "        if letter.services:\n", "        if False:\n"),
    ("actions.cases.serve", "if letter.recalled:\n", "if False:\n"),
    ("actions.cases.serve", "if not reason.strip():", "if False:"),
    ("actions.cases.serve", "done.effect not in HARMLESS and", "done.effect not in HARMLESS or"),
    ("actions.cases.serve", "last != letter.event or", "last == letter.event or"),
    ("actions.cases.serve", "if mode != PUBLIC_NOTICE:", "if True:"),
    ("actions.cases.serve", "if mode not in LADDER_OF_MODES:", "if False:"),
    # acts on a case
    ("actions.cases.measures", "decides = _starts(taken)", "decides = False"),
    ("actions.cases.measures", "if not decides and not announces(", "if not decides or announces("),
    ("actions.cases.measures", "trifles = all(_slight", "trifles = bool(standing) and all(_slight"),
    ("actions.cases.acts", "if one.waits_for is None]", "]"),
    ("actions.cases.record", "if seen is not None and seen <", "if seen is None and 0 <"),
    ("actions.cases.record", "if running is not None:", "if False:"),
    ("actions.cases.record", "all(one.do != PAUSE for", "any(one.do != PAUSE for"),
    # what a decision may say
    ("actions.cases.measures", "    if more:\n", "    if False:\n"),
    ("actions.cases.measures", "int(now) > int(was)", "False"),
    ("actions.cases.measures", "others[0] if others else data.subject", "data.subject"),
    ("actions.cases.measures", "    if found:\n", "    if False:\n"),
    ("actions.cases.measures", " and not trifles else", " else"),
    ("actions.cases.measures", " or int(now) == 0 < int(was)", ""),
    (
        "actions.cases.measures",
        "for one, was in before.items() if now.get",
        "for one, was in () if now.get",
    ),
    ("actions.cases.measures", "for name in HEARD_OF]", "for name in HEARD_OF[:2]]"),
    ("actions.cases.record", "asked = step.needs if", "asked = event.form if"),
    ("actions.cases.record", "if thing.kind == ENTITY and act.acting.office", "if False"),
    ("store.cases.measures", "if not days or not all(days):", "if True:"),
    ("store.cases.measures", "ENDING if entry is None else ANNULLING", "ENDING"),
    # what a list asks, and what a cancelled restoration brings back
    ("actions.cases.listing_check", "    if faults:\n", "    if False:\n"),
    ("core.measures.listing", "if said.department != keeper_of(policy, found):", "if False:"),
    ("core.measures.listing", "said.conduct not in found.conducts", "False"),
    ("core.measures.listing", "not found.statable or not", "not"),
    ("core.measures.listing", "name not in found.measures", "False"),
    ("core.measures.listing", "said.months > most", "False"),
    ("core.measures.listing", "if not source.start <= on", "if False and not source.start <= on"),
    ("actions.cases.restoration_check", "    if faults:\n", "    if False:\n"),
    ("actions.cases.restoration_check", "decides or takes_up(folded.procedure, step)", "decides"),
    (
        "actions.cases.restoration_check",
        "decides or takes_up(folded.procedure, step)",
        "takes_up(folded.procedure, step)",
    ),
    ("actions.cases.restoration_check", "one.met is False]", "False]"),
    ("actions.cases.restoration_check", "    if said != UNMET:", "    if True:"),
    ("core.restoration.bounds", "on < way.earliest:", "False:"),
    ("core.restoration.bounds", "way.earliest is None and (decides or", "False and (decides or"),
    ("actions.cases.relisting", "if one.untouched and (last", "if (last"),
    ("actions.cases.relisting", "any(one.untouched for", "any(one for"),
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
    ("actions.cases.measures", 'deviation=form.get("deviation", ""),', ""),
    ("core.measures.propose", "add_months(record.day, months) >= on", "True"),
    ("core.measures.rewards", "if reward.id not in declined and", "if"),
    # what is shown and asked
    ("store.cases.measures", 'while_disputed in ("pause", "hide")', "False"),
    ("store.cases.standing", "WHERE s.mark <> ''", "WHERE s.mark = '-'"),
    ("actions.cases.removals", "            if not done:\n", "            if False:\n"),
    # 03: periods say all of it
    (
        "core.policy.read_procedures",
        "if cursor.node is not None and not isinstance",
        "if False and",
    ),
    (
        "core.policy.read_procedures",
        'keys = cursor.table(("count", "unit", "first_day", "roll"))',
        'keys = cursor.table(("count", "unit", "first_day"), ("roll",))',
    ),
    ("core.procedures.periods", 'period.roll == "forward" and', "False and"),
    ("core.procedures.periods", 'if period.first_day == "same" else end', "if False else end"),
    ("core.procedures.periods", 'start if period.first_day == "next" else', "start if True else"),
    ("core.procedures.periods", "left -= is_working_day(policy, day) and", "left -= True and"),
    # 14: a hearing and a legal review
    ("core.procedures.guards", "if after.heard and not _heard", "if False and not _heard"),
    ("core.procedures.guards", "HEARING_REQUESTED not in since and runs", "runs"),
    ("core.policy.check_due_process", "and not (reviews or after.heard),", "and False,"),
    (
        "core.policy.check_due_process",
        "if _heavy(found, step) and not _legally_reviewed(found, step):",
        "if False:",
    ),
    ("core.policy.check_due_process", "RESTORATION in found.about and", "False and"),
    ("core.policy.check_due_process", "adverse and (takes or cancels)", "adverse and cancels"),
    # 27: whoever said no is told
    (
        "actions.cases.tellings",
        "sorted({one.department for one in checks if one.department})",
        "list[str]()",
    ),
    ("actions.cases.tellings", "return end_of(policy, within, on)", "return on"),
    (
        "store.cases.checks",
        '("r.record", list(records)), ("r.case_id", list(cases))',
        '("r.case_id", list(cases)),',
    ),
    ("store.cases.checks", "WHERE l.answer = %s AND", "WHERE l.answer <> '' || substr(%s, 9) AND"),
    ("store.cases.checks", "for record in why.records or (None,)", "for record in (None,)"),
    # 27: what rests on a record that is taken back
    ("actions.cases.fallen_grounds", "elif row.effect in RESTING:", "elif row.effect in ():"),
    ("actions.cases.fallen_grounds", "if len(gone) == len(ways) else", "if gone else"),
    ("actions.cases.fallen_grounds", "if runs_about(procedure, one):", "if False:"),
    ("actions.cases.fallen_grounds", "if keeps and any(", "if False and any("),
    ("actions.cases.fallen_grounds", "and not any(others):", "and False:"),
    ("actions.cases.fallen_grounds", "{key, *owned_keys([key]).get(key, ())}", "set[str]()"),
    ("store.cases.grounds", "return rule is not None and bool(rule.whole)", "return False"),
    ("actions.cases.corrections", " or not _only_paused(old)", ""),
    ("store.cases.measures", "if days and case.again is not None:", "if False:"),
    ("store.cases.measures", 'if orjson.loads(text).get("measures")', "if False"),
    ("actions.cases.relisting", "or ended_by(data, on)", ""),
    ("actions.cases.relisting", "(one.measure.ends is None or one.measure.ends >= on)", "True"),
    # 12: what a counter wrote down and the entity contests
    ("actions.cases.undoing", "if folded.ended and one in done]", "if False]"),
    ("actions.cases.undoing", "if taken[-1] != written.number or", "if"),
    ("actions.cases.handing", 'if upheld and kind == "event":', "if False:"),
    ("store.cases.read", " | self.taken_back", ""),
    ("store.cases.folded", ', one.form.get("confirmed_by", ""))', ")"),
    # 29: a page of an earlier day
    (
        "store.queries.public_view",
        "if _key(kept) in now and _open(policy, kept, on=today)",
        "if _key(kept) in now",
    ),
    (
        "store.queries.public_view",
        "for kept in archive(number) if _open(policy, kept, on=today)}",
        "for kept in archive(number)}",
    ),
    # 31: class 92
    ("core.appraisal.classes", "return entity_class not in model.classes_off or", "return True or"),
    ("store.ledger.project_keys", "return kind != INDIVIDUAL_CLASS or", "return True or"),
    ("store.queries.search_rows", '"e.searchable AND k.key >= %s', '"k.key >= %s'),
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
