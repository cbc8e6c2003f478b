"""Agents of an entity: who may speak for it, from which day to which, and who no longer may."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodstanding.actions.offices.mandates import give_mandate, revoke_mandate
from goodstanding.core.basis.text import Language
from goodstanding.store.queries.agents import mandates_of, principals_of
from goodstanding.store.queries.archive import EntityView, entity_by_key
from goodstanding.store.queries.cases_desk import Person
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.offices import POSTED
from goodstanding.web.desk.own import theirs
from goodstanding.web.desk.sending import Ask, as_day, asked, field
from goodstanding.web.pages.agents import agent_rows
from goodstanding.web.rendering import render_page


@require_safe
@for_persons
def agents(request: HttpRequest, language: Language, person: Person, key: str) -> HttpResponse:
    """Show who may speak for an entity, and until when."""
    entity = _entity(person, key)
    found = mandates_of(frozenset(entity.keys), on=today())
    context = {
        "page": {"key": entity.key, "name": entity.name or entity.code, "code": entity.code},
        "person": person,
        "rows": agent_rows(found, login=person.login, language=language),
        "principal": key in principals_of(person.login),
    }
    return render_page(request, "agents.html", language, context)


@POSTED
@for_persons
def give(request: HttpRequest, language: Language, person: Person, key: str) -> HttpResponseBase:
    """Show the form of a mandate, or give it."""
    entity, on = _entity(person, key), today()
    back = reverse("agents", args=[language, key])

    def act(values: Mapping[str, str]) -> str:
        give_mandate(
            values["agent"],
            key,
            first=as_day(values["first_day"]) or on,
            last=as_day(values["last_day"]) or on,
            paper=values["paper"],
            account=person.login,
            on=on,
        )
        return back

    ask = Ask(
        title=_("Let an agent speak for the entity"),
        lead=entity.name or entity.code,
        fields=[
            field("agent", _("Agent’s account")),
            field("first_day", _("From"), kind="day", value=on.isoformat()),
            field("last_day", _("Until"), kind="day"),
            field(
                "paper",
                _("Letter of authority"),
                hint=_("Its number, its day, and where the paper is."),
            ),
        ],
        button=_("Give the mandate"),
        back=back,
        act=act,
        does=[
            _("The agent sees the entity’s cases and acts in them as the party, on these days."),
            _("The agent cannot name further agents. You may revoke it at any time, at once."),
        ],
    )
    return asked(request, language, person, ask)


@POSTED
@for_persons
def revoke(
    request: HttpRequest, language: Language, person: Person, key: str, number: int
) -> HttpResponseBase:
    """Ask why, and revoke a mandate."""
    entity, on = _entity(person, key), today()
    back = reverse("agents", args=[language, key])

    def act(values: Mapping[str, str]) -> str:
        revoke_mandate(number, reason=values["reason"], account=person.login, on=on, key=key)
        return back if key in principals_of(person.login) else reverse("desk", args=[language])

    ask = Ask(
        title=_("Revoke the mandate"),
        lead=entity.name or entity.code,
        fields=[field("reason", _("Reason"))],
        button=_("Revoke it now"),
        back=back,
        act=act,
        does=[_("From now on this account sees nothing of the entity; what it did stays.")],
    )
    return asked(request, language, person, ask)


def _entity(person: Person, key: str) -> EntityView:
    theirs(person, key)
    found = entity_by_key(key)
    if found is None:
        raise Http404
    return found
