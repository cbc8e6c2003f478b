"""What counts as a department taking back, by a file, what it had stated: data of a record type."""

from dataclasses import dataclass

from goodstanding.core.policy.values_shape import Condition


@dataclass(frozen=True, slots=True)
class Retraction:
    """When a file shows that what stood before was wrong; another entity's name always does.

    `redress`: the procedure that makes it good · `says`: what the new version says · `changed`:
    fields that cannot read otherwise unless they were wrong · `gone`: what the last version said
    where a whole list no longer holds it (None: an entry that is gone was over, not wrong).
    """

    redress: str
    basis: str
    says: Condition | None = None
    changed: tuple[str, ...] = ()
    gone: Condition | None = None
