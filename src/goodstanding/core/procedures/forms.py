"""What a step asks for: every field given, none unknown, each of its kind."""

import re
from collections.abc import Mapping
from datetime import date

from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Text, joined
from goodstanding.core.policy.lists_shape import DesignationList
from goodstanding.core.policy.procedure_shape import WORDS, FormField, ProcedureStep
from goodstanding.core.policy.rights_shape import PledgeMatter
from goodstanding.core.policy.shape import Field, Policy
from goodstanding.core.policy.titles import conduct_title
from goodstanding.core.procedures import faults_procedures as kinds
from goodstanding.core.procedures.numbers import in_words

NUMBER = re.compile(r"(?:0|-?[1-9][0-9]{0,14})\Z")
TEXT_MOST = 20_000
NAMED_BY_ID = ("list", "matter", "measures", "conduct")
"""Fields in which a case writes ids of the packs, and people read titles."""


def form_faults(
    policy: Policy, step: ProcedureStep, form: Mapping[str, str], where: str
) -> list[Fault]:
    """Return everything that is wrong with a form; all of it, so that nobody fills it in twice."""
    if form.keys() == step.needed and _fit(policy, form):
        return []
    found = []
    for name in step.needs:
        field = policy.form_fields[name]
        if not form.get(name, "").strip():
            found.append(kinds.NOT_GIVEN.at(where, title=field.title))
    for name, value in form.items():
        known = policy.form_fields.get(name)
        if known is None:
            found.append(kinds.UNKNOWN_FIELD.at(where, field=name))
        elif value.strip() and not _fits(known, value):
            found.append(kinds.WRONG_KIND.at(where, title=known.title))
    return found


def _fit(policy: Policy, form: Mapping[str, str]) -> bool:
    """Return whether nothing given is blank, too long or of the wrong kind, as in most forms.

    Where this says no, a form is read again field by field, and may still be right.
    """
    worded = policy.worded
    for name, value in form.items():
        if not value or value.isspace() or len(value) > TEXT_MOST:
            return False
        if name not in worded and not _fits(policy.form_fields[name], value):
            return False
    return True


def _fits(field: FormField, value: str) -> bool:
    """Return whether a value can be what its field asks for."""
    kind = field.kind
    if kind == "choice":
        return value in field.choices
    if kind in WORDS:
        return len(value) <= TEXT_MOST
    if kind == "day":
        try:
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    return NUMBER.match(value) is not None and (kind != "money" or value[0] != "-")


def title_of(policy: Policy, name: str, value: str) -> Text | None:
    """Return what a value stands for: a choice; a list, matter, measures or conduct by id."""
    if name == "measures":
        return _measures(policy, value)
    if name == "conduct":
        known = value.partition(":")[0].strip() in policy.conducts
        return conduct_title(policy, value) if known else None
    titled: Mapping[str, DesignationList] | Mapping[str, PledgeMatter]
    if name == "matter":
        titled = policy.matters
    elif name == "list":
        titled = policy.lists
    else:
        field = policy.form_fields.get(name)
        return field.choices.get(value) if field and field.kind == "choice" else None
    found = titled.get(value)
    return found.title if found else None


def words_in_records(policy: Policy, field: Field, value: str) -> Text:
    """Return how people read what a case wrote into a record: titles for ids, quoted numbers.

    A choice of the record's own is told by its own title, even under a field of the same name.
    """
    named = field.kind == "text" and field.id in NAMED_BY_ID
    title = title_of(policy, field.id, value) if named else None
    return title or in_words(policy, value)


def _measures(policy: Policy, value: str) -> Text | None:
    """Return the titles of measures named one a line, alone or with their ground."""
    named = [line.partition("/")[0].strip() for line in value.splitlines() if line.strip()]
    found = [policy.measures[one].title for one in named if one in policy.measures]
    if not found or len(found) != len(named):
        return None
    return joined(found)
