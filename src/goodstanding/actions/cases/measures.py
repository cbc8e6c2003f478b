"""Measures that a case decides: guarded for proportion before, kept with their ends when served."""

import re
from collections.abc import Mapping
from datetime import date

from django.conf import settings

from goodstanding.actions.cases.listing_check import beyond_list
from goodstanding.core.basis.days import add_months
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Text, joined
from goodstanding.core.measures.discretion import named_measures
from goodstanding.core.measures.facts import Conduct, InForce, Mode, Proposed
from goodstanding.core.measures.faults_measures import (
    BEYOND_NOTICE,
    NOT_IN_FORCE,
    NOT_IN_LIST,
    UNDER_TERM,
)
from goodstanding.core.measures.guard import guard
from goodstanding.core.policy.procedure_shape import Procedure, ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.core.policy.titles import measure_title
from goodstanding.core.procedures.forms import title_of
from goodstanding.core.records.standing import as_record
from goodstanding.store.cases.folded import Folded
from goodstanding.store.cases.measures import owned_keys, taken_against
from goodstanding.store.cases.targets import held, stated

CITED = re.compile(r"record:(\d+)")
"""How evidence cites an entry of the ledger."""
SERIOUS, ADVERSE = "serious", "adverse"
NOTICE, START_MEASURE = "notice", "start_measure"
MEASURES, DEVIATION = "measures", "deviation"
HEARD_OF = ("term_months", "list", "anchor", "conduct")
"""What the party was heard on, besides the measures: fields of which none may be harsher."""


def proposals(
    folded: Folded, form: Mapping[str, str], *, starts: date, decided: date, policy: Policy
) -> list[Proposed]:
    """Return what the forms propose: each measure of `measures`, on its ground, against one body.

    A measure is named alone or as `measure/anchor`; without an anchor, the first one of the
    measure that the guard lets pass is taken, and the guard speaks where none does.
    """
    data = folded.data
    conduct = _conduct(folded, form, decided, policy)
    others = [one.measure for one in taken_against([data.subject]).get(data.subject, ())]
    months = form.get("term_months", "")
    found = []
    for named in _named(form):
        measure, _, anchor = named.partition("/")
        known = policy.measures.get(measure)
        if known is None:
            where = f"{data.reference}/measures"
            options = joined(one.title for one in policy.measures.values())
            raise Refused(NOT_IN_LIST.at(where, id=measure, known=options))
        anchors = [anchor or form.get("anchor", "")]
        if anchors[0] not in known.anchors and not anchor:
            anchors = list(known.anchors) or [""]
        tried = [
            Proposed(
                measure=measure,
                anchor=one,
                category=known.category,
                addressee=data.subject,
                conduct=conduct,
                body=_body(form, known.anchors[one].bodies if one in known.anchors else ()),
                starts=starts,
                months=int(months) if months.isdigit() else None,
                review_months=_review(policy, measure, one, decided),
                decision=data.reference,
                deviation=form.get("deviation", ""),
            )
            for one in anchors
        ]
        passing = (one for one in tried if not _faults(policy, one, others, on=starts))
        found.append(next(passing, tried[0]))
    return found


def guard_step(
    folded: Folded, step: str, form: Mapping[str, str], *, on: date, policy: Policy
) -> None:
    """Refuse measures that are out of proportion, with every rule that they break.

    When they are decided, and when a notice announces them: nobody is to be heard on what could
    not be decided. Why a term is below the range is first said with the decision.
    """
    taken = folded.procedure.steps[step]
    decides = _starts(taken)
    if not decides and not announces(folded.procedure, taken, policy=folded.policy):
        return
    others = [
        one.measure for one in taken_against([folded.data.subject]).get(folded.data.subject, ())
    ]
    found = (_beyond_notice(folded, form) if decides else []) + _gone(folded, form)
    found += beyond_list(folded, form, on=on, policy=policy)
    for one in proposals(folded, form, starts=on, decided=on, policy=policy):
        found += _faults(policy, one, others, on=on)
    if not decides and DEVIATION not in taken.needs:
        found = [one for one in found if one.code != UNDER_TERM.code]
    if found:
        raise Refused(*found)


def announces(procedure: Procedure, step: ProcedureStep, *, policy: Policy) -> bool:
    """Return whether a step tells the party beforehand of measures that the procedure may take."""
    letter = policy.letters.get(step.letter or "")
    noticed = letter is not None and letter.kind == NOTICE and MEASURES in step.needs
    return noticed and any(map(_starts, procedure.steps.values()))


def _starts(step: ProcedureStep) -> bool:
    return any(use.do == START_MEASURE for use in step.effects)


def _beyond_notice(folded: Folded, form: Mapping[str, str]) -> list[Fault]:
    """Return in what a decision is harsher than the notice on which the party was heard.

    Another ground of the same measure may bar other acts, and another conduct was not answered.
    """
    told = _told(folded)
    if not told:
        return []
    where = f"{folded.data.reference}/measures"
    before, now = (dict(_parted(one) for one in _named(of)) for of in (told, form))
    more = sorted(now.keys() - before.keys())
    found = []
    if more:
        titles = {one: measure_title(folded.policy, one) for one in (*more, *before)}
        words = {"decided": joined(titles[one] for one in more)}
        words["told"] = joined(titles[one] for one in sorted(before))
        what = folded.policy.form_fields["measures"].title
        found.append(BEYOND_NOTICE.at(where, what=what, **words))
    pairs = [(name, told.get(name, ""), form.get(name, "")) for name in HEARD_OF]
    ground = told.get("anchor", "")
    pairs += [("anchor", was or ground, now[one]) for one, was in before.items() if now.get(one)]
    for name, was, said in pairs:
        if _harsher(name, was, said):
            field = folded.policy.form_fields[name].title
            words = {
                "decided": title_of(folded.policy, name, said) or Text(said or "-", said or "-"),
                "told": title_of(folded.policy, name, was) or Text(was, was),
            }
            found.append(BEYOND_NOTICE.at(where, what=field, **words))
    return found


def _told(folded: Folded) -> dict[str, str]:
    """Return what the forms said until the last notice; nothing where none was signed."""
    said: dict[str, str] = {}
    told: dict[str, str] = {}
    for event in folded.case.events:
        step = folded.procedure.steps.get(event.step)
        if step is None or folded.procedure.roles[step.by].party:
            continue
        said |= event.form
        letter = folded.policy.letters.get(step.letter or "")
        if letter is not None and letter.kind == NOTICE:
            told = dict(said)
    return told


def _harsher(name: str, was: str, now: str) -> bool:
    """Return whether a field says more than it did in the notice, or something else."""
    if name == "term_months":
        ended = was.isdigit() and now.isdigit()
        return ended and (int(now) > int(was) or int(now) == 0 < int(was))
    if name == "conduct":
        was, now = was.partition(":")[0], now.partition(":")[0]
    return bool(was) and was != now


def _parted(named: str) -> tuple[str, str]:
    """Return a measure and the ground that is named with it."""
    measure, _, anchor = named.partition("/")
    return measure, anchor


def _gone(folded: Folded, form: Mapping[str, str]) -> list[Fault]:
    """Return which cited records were withdrawn or restored meanwhile."""
    where = f"{folded.data.reference}/evidence"
    cited = dict.fromkeys(CITED.findall(form.get("evidence", "")))
    return [NOT_IN_FORCE.at(where, record=one) for one in cited if held(int(one)) is None]


def _named(form: Mapping[str, str]) -> list[str]:
    """Return the measures that a form names, each perhaps with its ground."""
    return named_measures(form.get("measures", ""))


def kept(
    folded: Folded, form: Mapping[str, str], *, starts: date, decided: date, policy: Policy
) -> dict[str, str]:
    """Return what is kept of the measures that begin: items, conduct, days, records."""
    items = proposals(folded, form, starts=starts, decided=decided, policy=policy)
    if not items:
        return {}
    first = items[0]
    ends = add_months(decided, first.months) if first.months else None
    review = add_months(decided, first.review_months) if first.review_months else None
    return {
        "items": "|".join(f"{one.measure}/{one.anchor}/{one.body}" for one in items),
        "conduct": first.conduct.id,
        "starts": starts.isoformat(),
        "ends": ends.isoformat() if ends else "",
        "review": review.isoformat() if review and not ends else "",
        "every": str(first.review_months) if review and not ends else "",
        "records": "|".join(first.conduct.records),
    }


def _faults(policy: Policy, one: Proposed, others: list[InForce], *, on: date) -> tuple[Fault, ...]:
    mode: Mode = "production" if settings.MODE == "production" else "demonstration"
    return guard(policy, one, others, on=on, mode=mode)


def _conduct(folded: Folded, form: Mapping[str, str], decided: date, policy: Policy) -> Conduct:
    """Return the conduct that the forms name, as the records that they cite show it.

    An entry on a serious list is of the serious class, for it follows a finding that is one; never
    where it rests on trifles alone, or on no record that shows a conduct: what nobody can read is
    of the mildest class. Else the cited records say the class. A record of another entity shows
    that entity's conduct, which reaches nobody else.
    """
    data = folded.data
    cited = [int(one) for one in CITED.findall(form.get("evidence", ""))]
    records = [one for one in (stated(seq) for seq in cited) if one is not None]
    own = owned_keys([data.subject]).get(data.subject, (data.subject,))
    others = [one.subject for one in records if one.subject not in own]
    shown = [
        as_record(
            policy,
            id=str(one.seq),
            record_type=one.record_type,
            department=one.department,
            clock_day=one.event_day or one.learnt_day,
            body_fields=one.fields,
            on=decided,
        )
        for one in records
        if one.subject in own
    ]
    standing = [
        one
        for one in shown
        if one.severity or policy.record_types[one.record_type].effect == ADVERSE
    ]
    chosen = policy.lists.get(form.get("list", ""))
    severity = next((one.severity for one in standing if one.severity), "")
    trifles = all(_slight(policy, one.severity) for one in standing)
    if not standing:
        severity = _mildest(policy, decided)
    named = form.get("conduct", "")
    return Conduct(
        id=named,
        kind=named.partition(":")[0],
        subject=others[0] if others else data.subject,
        severity=SERIOUS if chosen and chosen.kind == "serious" and not trifles else severity,
        day=max((one.day for one in standing), default=decided),
        records=tuple(one.id for one in standing),
    )


def _mildest(policy: Policy, on: date) -> str:
    """Return the class whose findings are shown for the shortest time."""
    known = policy.severities.values()
    return min(known, key=lambda one: one.months_max.on(on) or 0).id if known else ""


def _slight(policy: Policy, severity: str) -> bool:
    """Return whether a class is too slight to be published: nothing may follow from it."""
    known = policy.severities.get(severity or "")
    return known is not None and not known.published.values[-1].value


def _body(form: Mapping[str, str], bodies: tuple[str, ...]) -> str:
    return form.get("body", "") or (bodies[0] if bodies else "")


def _review(policy: Policy, measure: str, anchor: str, on: date) -> int | None:
    known = policy.measures[measure].anchors.get(anchor)
    dated = known.review_months if known else None
    return dated.on(on) if dated else None
