"""A special report on an entity, for itself or for a named purpose; logged before it is given."""

from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.checks.faults_report import NO_PURPOSE, NOT_AUTHORISED
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import joined
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.notes import REPORT, add_note
from goodstanding.store.ledger.append import numbering_lock
from goodstanding.store.queries.archive import EntityView
from goodstanding.store.queries.office import offices_of
from goodstanding.store.queries.report import OWN, SpecialReport, report_on, speaks_for


def special_report(
    entity: EntityView, *, acting: Acting, purpose: str, on: date, policy: Policy
) -> SpecialReport:
    """Return an entity's special report, after who asked for it and why was noted.

    The entity itself needs to say no purpose; an officer names one of the packs' list.
    """
    own = speaks_for(acting.account, entity.keys, on=on)
    if not own:
        if acting.office not in policy.offices or acting.office not in offices_of(acting.account):
            said = {"account": acting.account, "office": acting.office or "-"}
            raise Refused(NOT_AUTHORISED.at("report", **said))
        if purpose not in policy.check_purposes:
            known = joined(one.title for one in policy.check_purposes.values())
            raise Refused(NO_PURPOSE.at("report", purpose=purpose or "-", known=known))
    with transaction.atomic():
        numbering_lock()
        add_note(
            REPORT,
            actor=acting.account,
            office="" if own else acting.office,
            on=on,
            subject=entity.key,
            said={"purpose": OWN if own else purpose},
        )
    return report_on(entity, whole=own, on=on, policy=policy)
