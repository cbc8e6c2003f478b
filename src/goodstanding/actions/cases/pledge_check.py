"""Before a pledge is taken: is its matter open to pledges, and may this entity pledge at all."""

from collections.abc import Mapping
from datetime import date

from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures.pledges import may_make, may_pledge, of_procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.appraise_one import standing_records
from goodstanding.store.queries.archive import archive, entity_by_key

PLEDGE, MATTER, KIND = "pledge", "matter", "kind"


def check_pledge(
    procedure: str, subject: str, form: Mapping[str, str], *, on: date, policy: Policy
) -> None:
    """Refuse a pledge in a matter that is closed to it, or of who broke one and is not restored.

    A matter that no pack knows is the receiving officer's to redirect, as before. The type is
    what the party chose: one of this procedure, for its class, that the matter allows.
    """
    named = policy.pledge_types.get(form.get(KIND, ""))
    if named is None:
        return
    entity = entity_by_key(subject)
    wrong = of_procedure(policy, named, procedure)
    wrong += may_make(named, entity.entity_class if entity else "")
    if wrong:
        raise Refused(*wrong)
    matter = policy.matters.get(form.get(MATTER, ""))
    if procedure != PLEDGE or matter is None:
        return
    records = archive(entity.number) if entity else ()
    standing = standing_records(records, policy=policy, on=on)
    faults = may_pledge(policy, matter.id, named.id, standing, on=on)
    if faults:
        raise Refused(*faults)
