"""A procedure for readers: its picture, and each step in words with who takes it and by when."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.procedure_shape import Deadline, Procedure, ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.deadlines import STARTS
from goodstanding.web.charts.states import Arrow, Node, states
from goodstanding.web.pages.rights_words import period_words
from goodstanding.web.pages.wording import SourceNote, long_day, source_note


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in words."""

    number: str
    title: str
    who: str
    start: str
    to: str
    asks: tuple[str, ...]
    letter: str
    effects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A time in words: how long, from when, and what rests on it."""

    title: str
    words: str
    basis: SourceNote


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """All that the template of a procedure needs."""

    id: str
    title: str
    since: str
    basis: SourceNote
    wide: str
    narrow: str
    steps: tuple[StepRow, ...]
    times: tuple[TimeWords, ...]
    party: bool


def procedure_view(
    found: Procedure, *, policy: Policy, language: Language, name: str = "states"
) -> ProcedureView:
    """Return a version of a procedure for readers."""
    places = {one: place for place, one in enumerate(found.states)}
    numbered = {one: str(place) for place, one in enumerate(found.steps, start=1)}
    arrows = tuple(
        Arrow(numbered[step.id], places[start], places[step.to], party=found.roles[step.by].party)
        for step in found.steps.values()
        for start in step.comes_from
    )
    nodes = tuple(
        Node(one.title.in_(language), one.end, one.adverse) for one in found.states.values()
    )
    title = found.title.in_(language)
    description = _("States from top to bottom; each arrow is a step with its number")
    wide, narrow = (
        states(nodes, arrows, title=title, description=description, variant=variant, name=name)
        for variant in ("wide", "narrow")
    )
    opening = found.steps.get("open")
    return ProcedureView(
        id=found.id,
        title=title,
        since=long_day(found.version, language),
        basis=source_note(policy, found.basis, language),
        wide=wide,
        narrow=narrow,
        steps=tuple(
            _step(found, one, numbered[one.id], policy, language) for one in found.steps.values()
        ),
        times=tuple(_time(found, one, policy, language) for one in found.deadlines.values()),
        party=opening is not None and found.roles[opening.by].party,
    )


def _step(
    found: Procedure, step: ProcedureStep, number: str, policy: Policy, language: Language
) -> StepRow:
    letter = policy.letters.get(step.letter or "")
    starts = [found.states[one].title.in_(language) for one in step.comes_from]
    return StepRow(
        number=number,
        title=step.title.in_(language),
        who=found.roles[step.by].title.in_(language),
        start=(" / ").join(starts),
        to=found.states[step.to].title.in_(language),
        asks=tuple(policy.form_fields[one].title.in_(language) for one in step.needs),
        letter=letter.title.in_(language) if letter else "",
        effects=tuple(EFFECTS[use.do].title.in_(language) for use in step.effects),
    )


def _time(found: Procedure, one: Deadline, policy: Policy, language: Language) -> TimeWords:
    what, _colon, of = one.starts.partition(":")
    known = (found.steps.get(of), policy.letters.get(of), policy.form_fields.get(of))
    titled = known[2] if what == "given" else known[0] or known[1]
    named = titled.title if titled else None
    start = STARTS[what].in_(language).format(of=named.in_(language) if named else of)
    return TimeWords(
        title=one.title.in_(language),
        words=_("%(length)s from: %(start)s")
        % {"length": period_words(one.within), "start": start},
        basis=source_note(policy, one.basis, language),
    )
