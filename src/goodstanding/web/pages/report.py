"""A special report in words: the public records, penalties that never count, and who asked."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.forms import words_in_records
from goodstanding.core.procedures.numbers import key_words
from goodstanding.store.queries.archive import RecordView
from goodstanding.store.queries.report import OWN, SpecialReport
from goodstanding.web.pages.case_words import department_words
from goodstanding.web.pages.records import RecordGroup, record_groups
from goodstanding.web.pages.wording import Fact, fact, headline, long_day


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A penalty by summary procedure: it never counts and leads to no list."""

    title: str
    number: str
    day: str
    department: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A special report. `asked`: who asked before, on which day and for what."""

    groups: tuple[RecordGroup, ...]
    summary: tuple[SummaryRow, ...]
    asked: tuple[tuple[str, str, str], ...]


def report_page(found: SpecialReport, *, policy: Policy, language: Language) -> ReportPage:
    """Return a special report in words."""
    return ReportPage(
        groups=record_groups(
            found.public, {}, model=None, policy=policy, on=found.on, language=language
        ),
        summary=tuple(_summary(view, policy, language) for view, _record in found.summary),
        asked=tuple(
            (
                long_day(one.day, language),
                policy.offices[one.office].title.in_(language)
                if one.office in policy.offices
                else _("the entity"),
                _purpose(one.said["purpose"], policy, language),
            )
            for one in found.asked
        ),
    )


def _purpose(purpose: str, policy: Policy, language: Language) -> str:
    known = policy.check_purposes.get(purpose)
    if known is not None:
        return known.title.in_(language)
    return _("for itself") if purpose == OWN else purpose


def _summary(view: RecordView, policy: Policy, language: Language) -> SummaryRow:
    kind = policy.record_types[view.record_type]
    head = headline(kind.fields, view.fields, language)
    return SummaryRow(
        title=head.words or kind.title.in_(language),
        number=key_words(policy, view.natural_key).in_(language),
        day=long_day(view.clock_day, language),
        department=department_words(view.department, policy, language),
        facts=tuple(
            fact(
                kind.fields[name],
                words_in_records(policy, kind.fields[name], value).in_(language),
                language,
            )
            for name, value in view.fields.items()
            if name in kind.fields and name not in head.said and value
        ),
    )
