"""Who hears of what a case did: parties, who answers for the body, receivers, who was told no."""

from datetime import date

from goodstanding.actions.cases.doing import ENTITY, Doing, Done, paused_by, reached
from goodstanding.actions.cases.letters import addressed, draft
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.conditions import holds
from goodstanding.core.policy.procedure_shape import RETRACTED, Effect
from goodstanding.core.policy.rights_shape import Alert, ClockId
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.periods import end_of
from goodstanding.store.cases.checks import answered_no
from goodstanding.store.cases.faults_cases import NO_CLOCK
from goodstanding.store.cases.folded import ON_A_RECORD
from goodstanding.store.cases.targets import versions_of
from goodstanding.store.cases.write import tell
from goodstanding.store.queries.archive import EntityView, archive, entity_by_key

NOTICE = "case_notice"
"""The letter that tells a party of a step which has no letter of its own."""
REMOVAL: ClockId = "acknowledge_removal"


def notify_parties(effect: Effect, doing: Doing) -> Done:
    """Tell each party: by the step's own letter, and by a notice where that does not reach it.

    An entity whose archive was judged to be another's is told under both keys.
    """
    del effect
    data, event = doing.folded.data, doing.folded.case.events[-1]
    step = doing.folded.procedure.steps.get(event.step)
    entity = entity_by_key(data.subject)
    keys = [data.subject]
    if entity is not None and entity.folded_into:
        keys.append(entity.folded_into)
    if step is not None and step.letter:
        keys.remove(data.subject)
    if NOTICE not in doing.folded.policy.letters:
        return None, {}
    written = []
    for key in keys:
        there = entity_by_key(key)
        said = {"party": there.name, "code": there.code} if there else {}
        words = {name: Text(value, value) for name, value in said.items()}
        written.append(draft(addressed(NOTICE, key), doing.folded, event=doing.event, said=words))
    told = "|".join([data.subject, *(one for one in keys if one != data.subject)])
    return None, {"letters": "|".join(map(str, written)), "parties": told}


def alert_superior(effect: Effect, doing: Doing) -> Done:
    """Write to those who answer for the body: superior and personnel office, one letter each.

    What is a state body, an institution or a state-owned firm, and who stands above it, the packs
    say; of any other entity nobody is told.
    """
    del effect
    policy = doing.folded.policy
    entity = entity_by_key(doing.folded.data.subject)
    if entity is None:
        return None, {}
    found = [one for one in policy.alerts.values() if _is_about(one, entity, policy)]
    written, told = [], []
    for alert in found:
        for office in alert.tells:
            if office not in told:
                said = {"addressee": policy.offices[office].title}
                template = addressed(alert.letter, office)
                written.append(draft(template, doing.folded, event=doing.event, said=said))
                told.append(office)
    if not told:
        return None, {}
    names = {"letters": "|".join(map(str, written)), "offices": "|".join(told)}
    return None, {**names, "alerts": "|".join(one.id for one in found)}


def tell_receivers(effect: Effect, doing: Doing) -> Done:
    """Let every department that received the record acknowledge that it is gone or changed."""
    data, policy = doing.folded.data, doing.writing.policy
    departments = [one for one in policy.departments if one != data.department]
    records = _records(effect, doing)
    if not records:
        return None, {}
    done = any(one.detail.get("removed") or one.detail.get("replaced") for one in doing.done)
    if done or data.about_kind == RETRACTED:
        for record in records:
            tell(departments, record=record, case_id=data.id, on=doing.writing.on, due=_due(doing))
    return records[-1], {"departments": "|".join(departments)}


def tell_checked(effect: Effect, doing: Doing) -> Done:
    """Tell everyone who was answered "no" on the record: they must reopen, or say why not.

    Where the case is about another case, also those who were answered on that one's measures.
    """
    data, records = doing.folded.data, _records(effect, doing)
    about_case = data.about_kind not in ON_A_RECORD and data.about_id.isdigit()
    checks = answered_no(
        [version for record in records for version in versions_of(record)],
        [int(data.about_id)] if about_case else (),
    )
    departments = sorted({one.department for one in checks if one.department})
    for record in records:
        tell(departments, record=record, case_id=data.id, on=doing.writing.on, due=_due(doing))
    if not checks and not records:
        return None, {}
    return (records[-1] if records else None), {
        "checks": "|".join(str(one.id) for one in checks),
        "departments": "|".join(departments),
    }


def _records(effect: Effect, doing: Doing) -> list[int]:
    """Return the records that others must hear of, as they were before the case changed them."""
    data = doing.folded.data
    if data.about_kind in ON_A_RECORD:
        return [int(data.about_id)]
    if data.about_kind == ENTITY and (paused := paused_by(doing)):
        return paused
    return [one.seq for one in reached(effect, doing)]


def _is_about(alert: Alert, entity: EntityView, policy: Policy) -> bool:
    """Return whether an alert is about this kind of body, by its code or its registration."""
    if alert.classes and entity.entity_class not in alert.classes:
        return False
    if alert.when is None:
        return True
    fields = policy.record_types[alert.of].fields
    newest = [one for one in archive(entity.number) if one.record_type == alert.of][-1:]
    return any(holds(alert.when, one.fields, severity="", types=fields) for one in newest)


def _due(doing: Doing) -> date:
    return removal_due(doing.where, on=doing.writing.on, policy=doing.writing.policy)


def removal_due(where: str, *, on: date, policy: Policy) -> date:
    """Return the day by which a department acknowledges that a record is gone."""
    within = policy.within(REMOVAL, on=on)
    if within is None:
        raise Refused(NO_CLOCK.at(where, clock=REMOVAL, day=on))
    return end_of(policy, within, on)
