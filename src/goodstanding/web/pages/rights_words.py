"""Words that several pages of rights share: conditions, severities, classes, periods."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.lists_shape import ExitNeed
from goodstanding.core.policy.procedure_shape import Period
from goodstanding.core.policy.shape import Policy
from goodstanding.core.policy.values_shape import Dated


def need_words(need: ExitNeed) -> str:
    """Return one condition of a way out."""
    return {
        "corrected": _("the violation is corrected"),
        "performed": _("the duties of the decision are performed"),
        "harm_removed": _("the harm is removed"),
        "pledge": _("a public pledge is made"),
        "no_new_case": _("no new violation meanwhile"),
        "no_restriction_running": _("no restriction of the decision still runs"),
        "reorganisation": _("a court approved the reorganisation"),
    }[need]


def months_words(count: int) -> str:
    """Return a number of months in words."""
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": count}


def dated_months(dated: Dated[int] | None) -> str:
    """Return the newest value of a dated number of months in words, "" where there is none."""
    values = dated.values if dated else ()
    return months_words(values[-1].value) if values else ""


def period_words(period: Period) -> str:
    """Return a period in words: how long, in which days."""
    said = {
        "days": ngettext("%(count)s day", "%(count)s days", period.count),
        "working_days": ngettext("%(count)s working day", "%(count)s working days", period.count),
        "months": ngettext("%(count)s month", "%(count)s months", period.count),
        "day_of_next_month": _("by day %(count)s of the next month"),
    }
    return said[period.unit] % {"count": period.count}


def severity_words(policy: Policy, severity: str, language: Language) -> str:
    """Return what a severity class is called."""
    known = policy.severities.get(severity)
    return known.title.in_(language) if known else severity
