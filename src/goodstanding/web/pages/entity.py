"""The page of one entity: who it is, what its state is on a day, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.apologies import Apology
from goodstanding.store.queries.public_view import PublicRecord, PublicView
from goodstanding.web.pages.grade import GradeView, grade_view
from goodstanding.web.pages.records import (
    RecordGroup,
    points_by_record,
    record_groups,
    record_timeline,
)
from goodstanding.web.pages.wording import headline, long_day, value_words


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name, and since when it is known."""

    name: str
    since: str
    current: bool


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Another key that a judgement connects with the entity: shown, never counted."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class EntityPage:
    """All that the template of an entity needs."""

    key: str
    name: str
    code: str
    scheme: str
    standing: str
    described: str
    known: bool
    ahead: bool
    past: bool
    on: date
    on_words: str
    today_words: str
    grade: GradeView | None
    why_no_grade: str
    groups: tuple[RecordGroup, ...]
    record_count: int
    wide: str
    narrow: str
    names: tuple[NameRow, ...]
    name_differs: bool
    old_numbers: tuple[str, ...]
    links: tuple[LinkRow, ...]
    departments: tuple[str, ...]
    apologies: tuple[str, ...]


def entity_page(view: PublicView, *, policy: Policy, language: Language) -> EntityPage:
    """Return the page of a public view."""
    by_id = {record.standing.id: record for record in view.records}
    grade = None
    if view.appraisal is not None and view.model is not None:
        grade = grade_view(view.appraisal, view.model, by_id, policy=policy, language=language)
    lines = view.appraisal.lines if view.appraisal else ()
    groups = record_groups(
        view.records,
        points_by_record(lines, kinds=("record",)),
        model=view.model if view.appraisal is not None else None,
        policy=policy,
        on=view.on,
        language=language,
    )
    wide, narrow = record_timeline(
        view.records,
        points_by_record(lines, kinds=("record", "measure")),
        on=view.on,
        language=language,
    )
    entity = view.entity
    names = _names(view, language)
    return EntityPage(
        key=entity.key,
        name=entity.name or entity.code,
        code=entity.code,
        scheme=scheme_words(entity.scheme),
        standing=_standing(view, grade, language),
        described=_described(view.records, language),
        known=view.known,
        ahead=view.ahead,
        past=view.on < view.today,
        on=view.on,
        on_words=long_day(view.on, language),
        today_words=long_day(view.today, language),
        grade=grade,
        why_no_grade=_why_no_grade(view),
        groups=groups,
        record_count=len(view.records),
        wide=wide,
        narrow=narrow,
        names=names,
        name_differs=len(names) > 1 or any(row.name != entity.name for row in names),
        old_numbers=tuple(one.partition(":")[2] for one in entity.keys if one != entity.key),
        links=tuple(
            LinkRow(
                link.to_key if link.from_key in entity.keys else link.from_key,
                link_words(link.judgement),
            )
            for link in view.links
            if link.learnt_day <= view.on
        ),
        departments=_departments(view.records, policy, language),
        apologies=tuple(_apology(one, policy, language) for one in view.apologies),
    )


def _apology(one: Apology, policy: Policy, language: Language) -> str:
    """Return an apology in words; it repeats nothing of what was wrong."""
    known = policy.record_types.get(one.record_type)
    holder = policy.departments.get(one.department) or policy.offices.get(one.department)
    said = {
        "department": holder.title.in_(language) if holder else one.department,
        "kind": known.title.in_(language) if known else one.record_type,
        "day": long_day(one.day, language),
        "until": long_day(one.until, language),
    }
    return (
        _(
            "%(department)s showed a record here that was wrong (%(kind)s) and apologises to the"
            " entity. It was removed or put right; nobody may hold it against the entity. Said on"
            " %(day)s, shown until %(until)s."
        )
        % said
    )


def scheme_words(scheme: str) -> str:
    """Return what the identifier of a scheme is called."""
    return {
        "cn-uscc": _("Unified social credit code"),
        "cn-regno": _("Registration number"),
        "us-chicago-licence": _("Chicago business licence"),
    }.get(scheme, scheme)


def link_words(kind: str) -> str:
    """Return what a link between two entities says."""
    return {
        "merger": _("merger"),
        "division": _("division"),
        "conversion": _("conversion"),
    }.get(kind, kind)


def _standing(view: PublicView, grade: GradeView | None, language: Language) -> str:
    """Return the state of the entity on the day in one sentence."""
    day = {"day": long_day(view.on, language)}
    if not view.known:
        return _("On %(day)s this register knew nothing of this entity.") % day
    if view.why_no_grade == "class":
        return _("Individual businesses are given no grade; their public records stand here.")
    if grade is None or view.appraisal is None:
        return _("The register holds records of this entity, but no rules to grade it by.")
    if view.appraisal.grade == NO_GRADE:
        return _("On %(day)s too little is known of this entity for a grade.") % day
    first = _("On %(day)s this entity has grade %(grade)s (%(title)s) with %(score)s points") % {
        **day,
        "grade": grade.letter,
        "title": grade.title,
        "score": grade.score,
    }
    if not grade.lowering:
        return _("%(first)s; no record lowers its score.") % {"first": first}
    second = ngettext(
        "%(first)s; %(count)s record lowers its score.",
        "%(first)s; %(count)s records lower its score.",
        grade.lowering,
    )
    return second % {"first": first, "count": grade.lowering}


def _why_no_grade(view: PublicView) -> str:
    """Return why the page has no grade, by which rule; "" where it has one."""
    return {
        "": "",
        "class": _(
            "An individual business (codes that begin with 92, or so named by the registry) stands "
            "so close to a person that a grade would grade the person. The rules of this register "
            "therefore give it no grade, keep it out of the search by name and out of every list. "
            "Its rights are the same: records, corrections and objections."
        ),
        "model": _("No set of rules grades entities with this kind of identifier."),
    }[view.why_no_grade]


def _described(records: Sequence[PublicRecord], language: Language) -> str:
    """Return kind and status of the entity from its latest registration record."""
    rows = [record for record in records if record.record_type.registers]
    if not rows:
        return ""
    fields = rows[0].record_type.fields
    values = {name: value for name, value in rows[0].fields if name != "name"}
    parts = [headline(fields, values, language).words]
    if values.get("status") and "status" in fields:
        parts.append(value_words(fields["status"], values["status"], language))
    return " · ".join(part for part in parts if part)


def _names(view: PublicView, language: Language) -> tuple[NameRow, ...]:
    """Return the names known on the day, the present one first."""
    known = [name for name in view.entity.names if name.first_day <= view.on]
    ordered = sorted(known, key=lambda name: (name.current, name.first_day), reverse=True)
    return tuple(
        NameRow(name.name, long_day(name.first_day, language), name.current) for name in ordered
    )


def _departments(
    records: Sequence[PublicRecord], policy: Policy, language: Language
) -> tuple[str, ...]:
    """Return the departments whose records are shown: whom to ask."""
    ids = sorted({record.standing.department for record in records})
    return tuple(
        policy.departments[one].title.in_(language) for one in ids if one in policy.departments
    )
