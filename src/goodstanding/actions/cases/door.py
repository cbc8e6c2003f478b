"""The door of a case: what officers enter is masked before it is kept, and tips are no evidence.

Nobody's name has a field. An officer who writes of persons lists their names beside the form
(`names_to_mask`): they are starred out of every field, and the list itself is kept nowhere.
"""

import re
from collections.abc import Mapping

from goodstanding.actions.cases.faults_file import TIP_IS_NO_EVIDENCE
from goodstanding.core.basis.faults import Fault
from goodstanding.core.disclosure.masking import masked, names_in
from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.procedure_shape import ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.opened import cited_in
from goodstanding.store.cases.targets import stated

NAMES = "names_to_mask"
TIP = re.compile(r"(?:tip|complaint|举报|投诉|线索)\s*[:：]\s*\S+", re.IGNORECASE)
"""How a form cites a tip that is no record of the ledger."""


def at_the_door(form: Mapping[str, str]) -> dict[str, str]:
    """Return an officer's form without the names and numbers of persons."""
    names = names_in(form.get(NAMES, ""))
    return {name: masked(said, names) for name, said in form.items() if name != NAMES}


def tips_in(
    policy: Policy, step: ProcedureStep, form: Mapping[str, str], where: str
) -> list[Fault]:
    """Return where a step would rest on a tip: in its evidence, or anywhere if it burdens."""
    burdens = any(EFFECTS[use.do].burdens for use in step.effects)
    found = []
    for name, said in form.items():
        field = policy.form_fields.get(name)
        if field is None or not (burdens or field.kind == "evidence"):
            continue
        tips = [one[0] for one in TIP.finditer(said)] if field.kind == "evidence" else []
        tips += [one for one in cited_in(said) if _is_tip(policy, one)]
        found += [
            TIP_IS_NO_EVIDENCE.at(f"{where}/{name}", field=field.title, part=one) for one in tips
        ]
    return found


def _is_tip(policy: Policy, part: str) -> bool:
    """Return whether a cited record is of a type that only prompts a check."""
    kind, _colon, number = part.partition(":")
    record = stated(int(number)) if kind == "record" and len(number) < len("9" * 18) else None
    known = policy.record_types.get(record.record_type) if record else None
    return known is not None and known.prompts_only
