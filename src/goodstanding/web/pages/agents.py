"""Agents in words, and the way of an entity whose agent cannot sign in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.procedure_shape import OPEN
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.versions import in_force
from goodstanding.store.queries.agents import Mandate
from goodstanding.store.queries.people import called
from goodstanding.web.pages.case_words import account_words
from goodstanding.web.pages.wording import long_day


@dataclass(frozen=True, slots=True)
class AgentRow:
    """A mandate: who, from when to when, on which paper, and whether it stands."""

    number: int
    agent: str
    first: str
    last: str
    paper: str
    state: str
    open: bool
    own: bool


@dataclass(frozen=True, slots=True)
class PaperForm:
    """What a letter on paper must say for a procedure that an entity begins."""

    id: str
    title: str
    asks: tuple[str, ...]


def agent_rows(found: Sequence[Mandate], *, login: str, language: Language) -> tuple[AgentRow, ...]:
    """Return the mandates of an entity as rows."""
    names = called(one.note.account for one in found)
    return tuple(
        AgentRow(
            number=one.note.id,
            agent=account_words(names, one.note.account, language),
            first=long_day(one.note.first_day, language) if one.note.first_day else "",
            last=long_day(one.note.last_day, language) if one.note.last_day else "",
            paper=one.note.said.get("paper", ""),
            state=_state(one),
            open=not one.revoked,
            own=one.note.account == login,
        )
        for one in found
    )


def _state(one: Mandate) -> str:
    if one.revoked:
        return _("revoked")
    if not one.stands:
        return _("ended with who gave it; another account of the entity may give it anew")
    return _("in force") if one.runs else _("outside its days")


def paper_forms(policy: Policy, *, on: date, language: Language) -> tuple[PaperForm, ...]:
    """Return the procedures that an entity begins, and what each asks for, to be written."""
    found = (in_force(policy, name, on) for name in policy.procedures)
    return tuple(
        PaperForm(
            one.id,
            one.title.in_(language),
            tuple(policy.form_fields[name].title.in_(language) for name in step.needs),
        )
        for one in found
        if one is not None
        and (step := one.steps.get(OPEN)) is not None
        and one.roles[step.by].party
    )
