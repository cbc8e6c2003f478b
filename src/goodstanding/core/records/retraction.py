"""Did a department's file take back what it had stated? The record type's own data say when."""

from collections.abc import Mapping
from dataclasses import dataclass

from goodstanding.core.policy.conditions import holds
from goodstanding.core.policy.shape import RecordType

ADVERSE = "adverse"


@dataclass(frozen=True, slots=True)
class Stated:
    """What one version says, about whom."""

    subject: str
    fields: Mapping[str, str]


def takes_back(record_type: RecordType, before: Stated, after: Stated | None) -> bool:
    """Return whether the later version shows that the earlier was wrong; None: it is gone.

    Only of what is adverse: whoever was praised wrongly was not harmed by it.
    """
    rule = record_type.retraction
    if rule is None or record_type.effect != ADVERSE:
        return False
    types = record_type.fields
    if after is None:
        return rule.gone is not None and holds(rule.gone, before.fields, severity="", types=types)
    if after.subject != before.subject:
        return True
    if any(before.fields.get(one, "") != after.fields.get(one, "") for one in rule.changed):
        return True
    if rule.says is None:
        return False
    said = holds(rule.says, before.fields, severity="", types=types)
    return not said and holds(rule.says, after.fields, severity="", types=types)
