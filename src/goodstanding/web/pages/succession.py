"""What predecessors left to an entity, in words: what passes, by which rule, and how."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.succession import Inherited
from goodstanding.web.pages.entity import link_words
from goodstanding.web.pages.wording import SourceNote, source_note


@dataclass(frozen=True, slots=True)
class LeftRow:
    """One thing that a predecessor left. `procedure`: by which it may reach the successor anew."""

    predecessor: str
    name: str
    change: str
    what: str
    record: str
    says: str
    basis: SourceNote | None
    procedure: str
    procedure_title: str


def left_rows(
    found: Sequence[Inherited], policy: Policy, language: Language
) -> tuple[LeftRow, ...]:
    """Return what was left, as rows."""
    return tuple(_row(one, policy, language) for one in found)


def _row(one: Inherited, policy: Policy, language: Language) -> LeftRow:
    left = one.left
    known = policy.record_types.get(left.kind) or policy.measures.get(left.kind)
    versions = policy.procedures.get(left.procedure, ())
    return LeftRow(
        predecessor=one.predecessor,
        name=one.name,
        change=link_words(one.change),
        what=known.title.in_(language) if known else left.kind,
        record=left.id if left.what == "record" else "",
        says={
            "duty": _("what is owed is the successor’s to perform; nothing else comes with it"),
            "anew": _("reaches the successor only by a notice and a decision of its own"),
            "never": _("does not pass"),
        }[left.passes],
        basis=source_note(policy, left.basis, language) if left.basis else None,
        procedure=left.procedure,
        procedure_title=versions[-1].title.in_(language) if versions else "",
    )
