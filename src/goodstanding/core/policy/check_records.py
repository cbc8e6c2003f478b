"""Checks of the directory: bases, record types, severities, calendar, and that nobody is a person.

The directory is an allow-list: what no record type names is refused at intake. These checks keep
the list itself clean of natural persons.
"""

import re
from datetime import date

from goodstanding.core.policy import faults_policy_join as kinds
from goodstanding.core.policy.check import Ground, check_condition, near, parts
from goodstanding.core.policy.faults_procedure import UNKNOWN_PROCEDURE
from goodstanding.core.policy.procedure_shape import RETRACTED
from goodstanding.core.policy.read import READERS, Draft
from goodstanding.core.policy.rights_shape import ClockId
from goodstanding.core.policy.shape import RecordType, Severity
from goodstanding.core.policy.values_shape import Dated, Value

SCHEMES = ("cn-uscc", "cn-regno", "us-chicago-licence")
"""Every scheme of subjects there is. All name organisations; there is none for persons."""

PERSON_CLASSES = ("titles_occupations",)
"""Directory classes that hold data of natural persons: known, and never collected."""

PERSON_WORDS = (
    *("legal_rep", "legal_per", "representative", "resident", "id_card", "idcard", "id_number"),
    *("identity", "passport", "phone", "mobile", "telephone", "email", "gender", "birth"),
    *("nationality", "person_in_charge", "responsible_person", "first_name", "last_name"),
    *("full_name", "wechat", "bank_account", "home_address", "shareholder", "director"),
    *("employee_name", "frdb", "sfzh", "zjhm", "zjlx"),
)
"""Whole words of ids and English titles that tell of a person."""
PERSON_SIGNS = (
    *("法定代表人", "法人姓名", "负责人", "身份证", "证件号", "护照", "电话", "手机", "邮箱"),
    *("姓名", "性别", "民族", "出生", "家庭住址", "银行账", "股东", "自然人", "经办人"),
)
"""Parts of Chinese titles and column names that tell of a person."""

WEEKEND = 5
ACKNOWLEDGED: ClockId = "acknowledge_removal"
"""The clock without which nobody can be told that a record is taken back."""


def person_word(*texts: str) -> str:
    """Return the word in some texts that tells of a person, or an empty text."""
    joined = " ".join(texts)
    words = f"_{re.sub(r'[^a-z0-9]+', '_', joined.lower())}_"
    found = [word for word in PERSON_WORDS if f"_{word}_" in words]
    return next(iter([*found, *(sign for sign in PERSON_SIGNS if sign in joined)]), "")


def check_bases(on: Ground, draft: Draft) -> None:
    """Every basis names a source, its article, and a day on which the source is in force."""
    for path, part in parts(_lists(draft), ""):
        basis = getattr(part, "basis", None)
        if not isinstance(basis, str):
            continue
        name, _, article = basis.partition("#")
        step = f"{path}/basis"
        if name not in on.known["sources"]:
            on.note(draft, step, kinds.UNKNOWN_SOURCE, id=name)
        source = on.sources.get(name)
        if source is None:
            continue
        if (article and article not in source.articles) or (source.articles and not article):
            known = ", ".join(source.articles) or "-"
            on.note(draft, step, kinds.UNKNOWN_ARTICLE, source=name, article=article, known=known)
        if isinstance(part, Value) and not (
            source.start <= part.start <= (source.until or date.max)
        ):
            on.note(draft, step, kinds.OUTSIDE_SOURCE, source=name, day=part.start)


def _lists(draft: Draft) -> dict[str, object]:
    """Return the entries of a pack by the names of its files."""
    names = (*READERS, "procedures")
    found: dict[str, object] = {name: getattr(draft.pack, name) for name in names}
    found["calendar"] = {day.day.isoformat(): day for day in draft.pack.calendar}
    return found


def check_record_type(on: Ground, draft: Draft, found: RecordType) -> None:
    """Check one entry of the directory."""
    path = f"record_types/{found.id}"
    on.names(draft, f"{path}/directory", "directory", found.directory, kinds.UNKNOWN_CLASS)
    if found.directory in PERSON_CLASSES:
        on.note(draft, f"{path}/directory", kinds.PERSON_CLASS, id=found.directory)
    for name, entry in found.fields.items():
        word = person_word(name, entry.title.zh, entry.title.en)
        if word:
            on.note(draft, f"{path}/fields/{name}", kinds.PERSON_FIELD, id=name, word=word)
    clock = found.fields.get(found.clock)
    if f"{path}/fields/{found.clock}" not in on.broken and (
        clock is None or clock.kind != "day" or not clock.required
    ):
        on.note(draft, f"{path}/clock", kinds.CLOCK_MISFIT, id=found.clock)
    _check_publicity(on, draft, path, found)
    for index, case in enumerate(found.severity):
        step = f"{path}/severity/{index}"
        on.names(draft, f"{step}/severity", "severities", case.severity, kinds.UNKNOWN_SEVERITY)
        last = index == len(found.severity) - 1
        if (case.when is None) != last:
            on.note(draft, step, kinds.SEVERITY_GAP)
        check_condition(on, draft, f"{step}/when", case.when, found)
    check_condition(on, draft, f"{path}/hidden_when", found.hidden_when, found)
    _check_retraction(on, draft, f"{path}/retraction", found)


def _check_retraction(on: Ground, draft: Draft, path: str, found: RecordType) -> None:
    """Check what a file takes back: adverse, by fields that there are, made good by redress."""
    rule = found.retraction
    if rule is None:
        return
    on.names(draft, f"{path}/redress", "procedures", rule.redress, UNKNOWN_PROCEDURE)
    fitting = [
        one
        for other in on.drafts
        for one in other.pack.procedures.values()
        if one.id == rule.redress and RETRACTED in one.about
    ]
    lacks = rule.redress in on.known["procedures"] and not fitting
    if found.effect != "adverse" or lacks or ACKNOWLEDGED not in on.known["clocks"]:
        on.note(draft, path, kinds.RETRACTION_MISFIT, id=found.id, redress=rule.redress)
    for name in rule.changed:
        if name not in found.fields:
            known = near(name, found.fields)
            on.note(
                draft, f"{path}/changed", kinds.UNKNOWN_FIELD, type=found.id, id=name, near=known
            )
    check_condition(on, draft, f"{path}/says", rule.says, found)
    check_condition(on, draft, f"{path}/gone", rule.gone, found)


def _check_publicity(on: Ground, draft: Draft, path: str, found: RecordType) -> None:
    """Check that publicity can be counted, and that what is adverse ends."""
    publicity = found.publicity
    if publicity.always and found.effect == "adverse":
        on.note(draft, f"{path}/publicity", kinds.NO_END)
    if publicity.by_severity and not found.severity:
        on.note(draft, f"{path}/publicity", kinds.SEVERITY_GAP)
    if publicity.until_field is not None:
        until = found.fields.get(publicity.until_field)
        if until is None or until.kind != "day":
            on.note(
                draft,
                f"{path}/publicity/until_field",
                kinds.UNTIL_MISFIT,
                id=publicity.until_field,
            )


def check_severity(on: Ground, draft: Draft, found: Severity) -> None:
    """Check that the shortest publicity never exceeds the longest."""
    path = f"severities/{found.id}/months_min"
    for day in days_of(found.months_min, found.months_max):
        low, high = found.months_min.on(day), found.months_max.on(day)
        if low is not None and high is not None and low > high:
            on.note(draft, path, kinds.MONTHS_CROSSED, day=day, low=low, high=high)


def days_of(*several: Dated[int] | None) -> tuple[date, ...]:
    """Return every day on which one of several dated values changes."""
    found = {value.start for dated in several if dated for value in dated.values}
    return tuple(sorted(found))


def check_calendar(on: Ground, draft: Draft) -> None:
    """Check that each day of the calendar says something that the week does not."""
    for day in draft.pack.calendar:
        if day.works == (day.day.weekday() < WEEKEND):
            on.note(draft, f"calendar/{day.day}", kinds.CALENDAR_POINTLESS, day=day.day)
