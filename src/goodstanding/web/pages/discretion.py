"""Beside the form in which one decides: what the rules allow, and what was decided before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodstanding.core.basis.text import Language
from goodstanding.core.measures.discretion import (
    Ground,
    grounds_for,
    kind_of,
    like_cases_since,
    named_measures,
)
from goodstanding.core.policy.lists_shape import Measure
from goodstanding.core.policy.procedure_shape import ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.like_cases import like_cases
from goodstanding.web.charts.terms import terms
from goodstanding.web.pages.rights_words import dated_months, months_words
from goodstanding.web.pages.wording import SourceNote, long_day, source_note

DEVIATION, MEASURES = "deviation", "measures"


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """A measure: what each ground allows, and the terms that were decided in like cases."""

    title: str
    ranges: tuple[tuple[str, str, SourceNote], ...]
    counted: str
    usual: str
    picture: str


@dataclass(frozen=True, slots=True)
class Discretion:
    """What stands beside a form: conduct, list with its term, measures; `since`: first day."""

    conduct: str
    list_title: str
    list_term: str
    since: str
    measures: tuple[MeasureChoice, ...]


def discretion(
    view: CaseView,
    step: ProcedureStep,
    typed: Mapping[str, str],
    *,
    on: date,
    policy: Policy,
    language: Language,
) -> Discretion | None:
    """Return what one who decides on measures reads beside the form; None at other steps.

    What the case's forms said until now counts, and what is typed before that.
    """
    if not {DEVIATION, MEASURES} <= set(step.needs):
        return None
    said = {name: value for one in view.data.counted for name, value in one.form.items()}
    said |= {name: value for name, value in typed.items() if value}
    kind = kind_of(policy, said.get("conduct", ""))
    chosen = policy.lists.get(said.get("list", ""))
    named = [one.partition("/")[0] for one in named_measures(said.get(MEASURES, ""))]
    known = [policy.measures[one] for one in dict.fromkeys(named) if one in policy.measures]
    since = like_cases_since(policy, on=on)
    counts = like_cases(kind, [one.id for one in known], since=since) if kind else {}
    term = dated_months(chosen.term) if chosen and not chosen.until_performed else ""
    return Discretion(
        conduct=policy.conducts[kind].title.in_(language) if kind else "",
        list_title=chosen.title.in_(language) if chosen else "",
        list_term=term,
        since=long_day(since, language),
        measures=tuple(
            _choice(one, kind, counts.get(one.id, {}), on=on, policy=policy, language=language)
            for one in known
        ),
    )


def _choice(
    measure: Measure,
    kind: str,
    counts: Mapping[int, int],
    *,
    on: date,
    policy: Policy,
    language: Language,
) -> MeasureChoice:
    """Return one measure with what its grounds allow and what was decided."""
    grounds = grounds_for(measure, kind, on=on)
    most = [one.most for one in grounds if one.most is not None]
    allowed = (min(one.least for one in grounds), max(most)) if most else None
    title, counted, usual = measure.title.in_(language), _counted(counts), _usual(counts)
    return MeasureChoice(
        title=title,
        ranges=tuple(
            (
                measure.anchors[one.anchor].title.in_(language),
                _range(one),
                source_note(policy, measure.anchors[one.anchor].basis, language),
            )
            for one in grounds
        ),
        counted=counted,
        usual=usual,
        picture=terms(
            counts,
            allowed,
            title=_("%(measure)s: terms of like cases in months") % {"measure": title},
            description=f"{counted} {usual}".strip(),
            name=f"terms-{measure.id}",
        )
        if any(counts)
        else "",
    )


def _range(ground: Ground) -> str:
    """Return what a ground allows in words."""
    if ground.most is None:
        return _("until performed or corrected, with reviews")
    if ground.least <= 1:
        return _("at most %(most)s") % {"most": months_words(ground.most)}
    said = {"least": ground.least, "most": months_words(ground.most)}
    return _("from %(least)s to %(most)s") % said


def _counted(counts: Mapping[int, int]) -> str:
    """Return how many decisions there were."""
    total = sum(counts.values())
    if not total:
        return _("No like case was decided.")
    words = ngettext("%(count)s like case.", "%(count)s like cases.", total)
    return words % {"count": total}


def _usual(counts: Mapping[int, int]) -> str:
    """Return the shortest, the middle and the longest term in words."""
    every: Sequence[int] = sorted(
        month for month, count in counts.items() if month for _each in range(count)
    )
    if not every:
        return ""
    said = {"low": every[0], "middle": every[(len(every) - 1) // 2], "high": every[-1]}
    return _("Terms in months: %(low)s to %(high)s, half of them up to %(middle)s.") % said
