"""Drafts in words: how one stands, who prepared it, what was remarked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.procedure_shape import ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Thing
from goodstanding.store.queries.drafts import Draft, drafts_of
from goodstanding.store.queries.people import called
from goodstanding.web.pages.case import consequences
from goodstanding.web.pages.case_words import account_words, case_number, field_value, thing_words
from goodstanding.web.pages.cited import with_records
from goodstanding.web.pages.desk import CaseRow, case_rows
from goodstanding.web.pages.wording import long_day


class Waits(Protocol):
    """A draft with its case."""

    @property
    def draft(self) -> Draft: ...  # noqa: D102
    @property
    def view(self) -> CaseView: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """What was said about a draft."""

    words: str
    who: str
    day: str
    kind: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The page of one draft."""

    case_id: int
    reference: str
    case_title: str
    entity: str
    about: str
    step: str
    title: str
    state: str
    preparer: str
    day: str
    consequences: Sequence[str]
    said: tuple[tuple[str, str], ...]
    remarks: tuple[RemarkRow, ...]


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A draft in a list."""

    key: str
    case: CaseRow
    step: str
    title: str
    state: str
    preparer: str
    said: str


def state_words(state: str) -> str:
    """Return how a draft stands."""
    return {
        "saved": _("being prepared"),
        "forward": _("put forward for signature"),
        "review": _("with the legal reviewer"),
        "reviewed": _("legally reviewed, for signature"),
        "returned": _("returned with remarks"),
    }.get(state, state)


def as_typed(step: ProcedureStep, form: Mapping[str, str], policy: Policy) -> dict[str, str]:
    """Return a kept form as its writer typed it: amounts in yuan."""
    found = {}
    for name in step.needs:
        value = form.get(name, "")
        if policy.form_fields[name].kind == "money" and value:
            digits = value.isdecimal()
            value = f"{int(value) // 100}.{int(value) % 100:02d}" if digits else value.lstrip("?")
        found[name] = value
    return found


def draft_page(
    view: CaseView,
    step: ProcedureStep,
    draft: Draft | None,
    thing: Thing,
    *,
    policy: Policy,
    language: Language,
) -> DraftPage:
    """Return the page of a draft, or of one that is still to be begun."""
    rules = view.folded.policy
    said = [
        (
            rules.form_fields[name].title.in_(language),
            field_value(rules, name, draft.form.get(name, ""), language),
        )
        for name in step.needs
        if draft is not None
    ]
    remarks = draft.remarks if draft else ()
    names = called([*(one.actor for one in remarks), *([draft.preparer] if draft else [])])
    return DraftPage(
        case_id=view.data.id,
        reference=case_number(view, language),
        case_title=view.title.in_(language),
        entity=thing.entity,
        about=thing_words(thing, policy, language),
        step=step.id,
        title=step.title.in_(language),
        state=state_words(draft.state) if draft else _("not begun"),
        preparer=account_words(names, draft.preparer, language) if draft else "",
        day=long_day(draft.day, language) if draft else "",
        consequences=consequences(step, view, language),
        said=tuple(
            (label, words)
            for (label, _), words in zip(
                said,
                with_records([one for _, one in said], view.data.subject, policy, language),
                strict=True,
            )
        ),
        remarks=tuple(
            RemarkRow(
                one.words,
                " · ".join(
                    (
                        *(
                            [policy.offices[one.office].title.in_(language)]
                            if one.office in policy.offices
                            else []
                        ),
                        account_words(names, one.actor, language),
                    )
                ),
                long_day(one.day, language),
                state_words(one.state) if one.state in ("returned", "reviewed") else "",
            )
            for one in remarks
        ),
    )


def preparing_rows(
    steps: Sequence[ProcedureStep], view: CaseView, language: Language
) -> list[dict[str, str]]:
    """Return the steps of offices that can be prepared now, with how their drafts stand."""
    states = {one.step: one.state for one in drafts_of([view.data.id])}
    return [
        {
            "step": one.id,
            "title": one.title.in_(language),
            "state": state_words(states[one.id]) if one.id in states else "",
        }
        for one in steps
        if not view.folded.procedure.roles[one.by].party and (one.needs or one.letter)
    ]


def lane_rows(found: Sequence[Waits], *, policy: Policy, language: Language) -> tuple[LaneRow, ...]:
    """Return drafts as rows, those of one procedure and step together."""
    found = sorted(
        found, key=lambda one: (one.view.data.procedure, one.draft.step, one.draft.case_id)
    )
    rows = case_rows([one.view for one in found], policy=policy, language=language)
    names = called(one.draft.preparer for one in found)
    return tuple(
        LaneRow(
            key=f"{one.draft.case_id}:{one.draft.step}:{one.draft.number}",
            case=row,
            step=one.draft.step,
            title=one.view.titles[one.draft.step].in_(language),
            state=state_words(one.draft.state),
            preparer=account_words(names, one.draft.preparer, language),
            said=_short(one, language),
        )
        for one, row in zip(found, rows, strict=True)
    )


def _short(one: Waits, language: Language) -> str:
    """Return the case's own words of a draft: its reasons or facts, so that none looks like all."""
    rules = one.view.folded.policy
    for name in ("reasons", "facts", "finding"):
        value = one.draft.form.get(name, "")
        if value:
            return field_value(rules, name, value, language)
    return ""
