"""Where an officer begins: about whom, by which procedure, and what the records propose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from goodstanding.core.basis.text import Language
from goodstanding.core.measures.propose import ListProposal, list_proposals
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.appraise_one import standing_records
from goodstanding.store.queries.archive import EntityView, archive, entity_by_key
from goodstanding.store.queries.cases_desk import Person, thing_named
from goodstanding.store.queries.succession import inherited
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.offices import officer_only
from goodstanding.web.desk.person import openings
from goodstanding.web.pages.desk import OpeningRow, opening_rows
from goodstanding.web.pages.succession import left_rows
from goodstanding.web.rendering import render_page

CODES = "cn-uscc"
"""The scheme that is meant where only a code was typed."""


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A list that the entity's records propose, with the evidence; never a decision."""

    title: str
    conduct: str
    basis: str
    records: tuple[str, ...]
    begin: str


@require_safe
@for_persons
def open_about(request: HttpRequest, language: Language, person: Person) -> HttpResponse:
    """Ask about whom a case is opened; show which lists their records propose."""
    policy, on = load_policy(), today()
    officer_only(person, policy)
    typed = request.GET.get("about", "").strip()[:120]
    key = typed if ":" in typed or not typed else f"{CODES}:{typed.upper()}"
    entity = entity_by_key(key) if key else None
    missing = bool(key) and entity is None
    context: dict[str, object] = {
        "person": person,
        "typed": typed,
        "missing": missing,
        "entity": entity,
        "rows": _rows(entity, person, on, policy, language) if entity else (),
        "proposals": _proposals(entity, person, on, policy, language) if entity else (),
        "left": left_rows(inherited(entity, policy=policy, on=on), policy, language)
        if entity
        else (),
    }
    return render_page(request, "open.html", language, context, status=404 if missing else 200)


def _rows(
    entity: EntityView, person: Person, on: date, policy: Policy, language: Language
) -> Sequence[OpeningRow]:
    """Return what the officer may open about the entity itself."""
    thing = thing_named("entity", entity.key)
    found = openings(person, thing, on=on, policy=policy)
    return opening_rows([one.procedure for one in found], language, "entity")


def _proposals(
    entity: EntityView, person: Person, on: date, policy: Policy, language: Language
) -> list[ProposalRow]:
    """Return what the records propose and this officer's office may open."""
    records = standing_records(archive(entity.number), policy=policy, on=on)
    thing = thing_named("entity", entity.key)
    mine = {one.procedure.id for one in openings(person, thing, on=on, policy=policy)}
    return [
        _proposal(one, entity, policy, language)
        for one in list_proposals(policy, records, on=on)
        if policy.lists[one.list].procedure in mine
    ]


def _proposal(
    one: ListProposal, entity: EntityView, policy: Policy, language: Language
) -> ProposalRow:
    listed = policy.lists[one.list]
    filled = {
        "list": one.list,
        "conduct": one.conduct,
        "evidence": "\n".join(f"record:{record}" for record in one.records),
    }
    address = reverse("begin", args=[language, listed.procedure, "entity", entity.key])
    conduct = policy.conducts.get(one.conduct)
    return ProposalRow(
        title=listed.title.in_(language),
        conduct=conduct.title.in_(language) if conduct else one.conduct,
        basis=policy.source_of(one.basis).title.in_(language),
        records=one.records,
        begin=f"{address}?{urlencode(filled)}",
    )
