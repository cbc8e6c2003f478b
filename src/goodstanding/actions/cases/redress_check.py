"""Before a redress is opened: did the case that it is about find something wrong?"""

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import RETRACTED
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.retraction import takes_back
from goodstanding.store.cases.faults_cases import NOT_TAKEN_BACK, NOTHING_WRONG
from goodstanding.store.cases.folded import fold_data
from goodstanding.store.cases.read import read_case
from goodstanding.store.cases.retractions import replaced_by_file
from goodstanding.store.cases.targets import ANNULMENT, About
from goodstanding.store.cases.told import as_told


def check_redress(procedure: str, thing: About, *, policy: Policy) -> None:
    """Refuse a redress of what no case found wrong; the packs say which ends find it.

    By the case as its party was told of it: what a letter on its way finds, no refusal gives away.
    Or of a version of a record that no file of its department took back.
    """
    if thing.kind == RETRACTED:
        changed = replaced_by_file(int(thing.id))
        record_type = policy.record_types.get(changed.record_type) if changed else None
        if changed and record_type and takes_back(record_type, changed.before, changed.after):
            return
        raise Refused(NOT_TAKEN_BACK.at("case", record=thing.id))
    if thing.kind != ANNULMENT:
        return
    data = read_case(int(thing.id))
    folded = as_told(fold_data(data, policy=policy)) if data else None
    owed = folded.procedure.states[folded.case.state].redress if folded else None
    if owed != procedure:
        raise Refused(NOTHING_WRONG.at("case", case=data.reference if data else thing.id))
