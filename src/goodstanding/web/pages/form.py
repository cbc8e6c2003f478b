"""The form of a step, made from the packs' form fields: what was typed, and what is wrong where."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Language, Text
from goodstanding.core.policy.procedure_shape import FormField, ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.forms import form_faults, title_of
from goodstanding.store.queries.cases_desk import Thing
from goodstanding.web.pages.case_words import sentence
from goodstanding.web.pages.wording import value_words

YUAN = re.compile(r"([0-9]{1,13})(?:\.([0-9]{1,2}))?\Z")
CORRECTED = "correction"
SEVERAL = ("measures",)
"""Fields in which several of a catalogue are ticked."""
PLEDGE = "pledge"
"""The procedure whose types stand in place of papers."""
NUMBERED = ("conduct",)
"""Fields that name one of a catalogue, and by a number which: `kind:number`."""
KINDS = {**dict.fromkeys(SEVERAL, "several"), **dict.fromkeys(NUMBERED, "numbered")}
NUMBER = "-number"
"""Ends the name of what is typed beside the choice."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field, with what was typed and what is wrong with it."""

    id: str
    kind: str
    label: str
    value: str
    fault: str
    hint: str
    choices: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]

    @property
    def ticked(self) -> tuple[str, ...]:
        """Return what is ticked of several."""
        return tuple(self.value.splitlines())

    @property
    def chosen(self) -> str:
        """Return what is chosen of a catalogue, without the number beside it."""
        kind = self.value.partition(":")[0].strip()
        return kind if self.kind == "numbered" and kind in dict(self.choices) else self.value

    @property
    def number(self) -> str:
        """Return the number beside what is chosen."""
        return self.value.partition(":")[2] if self.chosen != self.value else ""


def typed(step: ProcedureStep, posted: Mapping[str, str], prefix: str = "") -> dict[str, str]:
    """Return what was typed into the step's fields, line ends as one; nothing else is read.

    Of several that were ticked each stands on a line of its own.
    """
    return {
        name: _typed(f"{prefix}{name}", posted, several=name in SEVERAL)
        .replace("\r\n", "\n")
        .strip()
        for name in step.needs
    }


def _typed(name: str, posted: Mapping[str, str], *, several: bool) -> str:
    if several and isinstance(posted, QueryDict):
        return "\n".join(posted.getlist(name))
    said = posted.get(name, "")
    number = posted.get(f"{name}{NUMBER}", "").strip()
    return f"{said}:{number}" if said and number and ":" not in said else said


def as_form(step: ProcedureStep, values: Mapping[str, str], policy: Policy) -> dict[str, str]:
    """Return the form as the engine reads it: amounts in fen."""
    return {
        name: _fen(values[name]) if policy.form_fields[name].kind == "money" else values[name]
        for name in step.needs
    }


def field_faults(step: ProcedureStep, form: Mapping[str, str], policy: Policy) -> dict[str, Fault]:
    """Return what the engine finds wrong, by field."""
    found = {}
    for name in step.needs:
        alone = replace(step, needs=(name,))
        faults = form_faults(policy, alone, {name: form.get(name, "")}, step.id)
        if faults:
            found[name] = faults[0]
    return found


def fields(
    step: ProcedureStep,
    values: Mapping[str, str],
    faults: Mapping[str, Fault],
    *,
    thing: Thing,
    policy: Policy,
    language: Language,
    files: tuple[tuple[str, str], ...] = (),
) -> Sequence[FieldView]:
    """Return the step's fields in the order of the packs. `files`: how evidence cites each."""
    found = []
    for name in step.needs:
        field, value = policy.form_fields[name], values.get(name, "")
        fault, named = faults.get(name), _catalogue(field, value, policy, language)
        lines = _record_lines(thing, policy, language) if name == CORRECTED else ()
        hints = {
            "money": _("In yuan, such as 1200.50."),
            "number": _("A whole number."),
            "evidence": _("Name each document: title, number, date, and where the paper is."),
        }
        hint = hints.get(field.kind, "")
        if name in NUMBERED:
            hint = _("With the number of the decision that found it: one act counts once.")
        if field.kind == "evidence" and files:
            lines, hint = files, _("Name each document, or cite an attached file by its number:")
        elif lines:
            hint = _("One line for each field that changes, as name=value. It reads now:")
        found.append(
            FieldView(
                id=name,
                kind=KINDS.get(name, "choice") if named else field.kind,
                label=field.title.in_(language),
                value=value,
                fault=_said(fault, language) if fault else "",
                hint=hint,
                choices=named or _allowed(field, step, values, policy, language),
                lines=lines,
            )
        )
    return found


def _catalogue(
    field: FormField, value: str, policy: Policy, language: Language
) -> tuple[tuple[str, str], ...]:
    """Return what a field of the packs' catalogues can name, by its title; nothing of others.

    What stands in the field already is among it, whatever the catalogue holds today.
    """
    catalogues: Mapping[str, Mapping[str, Text]] = {
        "list": {one.id: one.title for one in policy.lists.values()},
        "matter": {one.id: one.title for one in policy.matters.values()},
        "conduct": {one.id: one.title for one in policy.conducts.values()},
        "measures": {one.id: one.title for one in policy.measures.values()},
        "body": {one.id: one.title for one in policy.offices.values()},
        "anchor": {
            anchor: Text(f"{of.title.zh}：{one.title.zh}", f"{of.title.en}: {one.title.en}")
            for of in policy.measures.values()
            for anchor, one in of.anchors.items()
        },
    }
    found = catalogues.get(field.id) if field.kind == "text" else None
    if not found:
        return ()
    titles = dict(_titles(found, language))
    if field.id in NUMBERED and value.partition(":")[0].strip() in titles:
        return tuple(titles.items())
    for line in value.splitlines() if field.id in SEVERAL else [value]:
        if line.strip() and line not in titles:
            known = title_of(policy, field.id, line)
            titles[line] = known.in_(language) if known else line
    return tuple(titles.items())


def _allowed(
    field: FormField,
    step: ProcedureStep,
    values: Mapping[str, str],
    policy: Policy,
    language: Language,
) -> tuple[tuple[str, str], ...]:
    """Return what may be chosen; of types of pledges those that the chosen matter allows."""
    matter = policy.matters.get(values.get("matter", ""))
    choices = field.choices
    if field.id == "kind" and "matter" in step.needs and matter is not None and matter.types:
        choices = {one: choices[one] for one in matter.types if one in choices}
    elif field.id == "kind":
        replaces = "matter" in step.needs
        types = policy.pledge_types
        choices = {
            one: title
            for one, title in choices.items()
            if one not in types or (types[one].procedure == PLEDGE) == replaces
        }
    return _titles(choices, language)


def _titles(found: Mapping[str, Text], language: Language) -> tuple[tuple[str, str], ...]:
    return tuple((key, text.in_(language)) for key, text in found.items())


def said_of(faults: Sequence[Fault], language: Language) -> list[dict[str, str]]:
    """Return refusals in words: what, what to do, by which rule, under which code."""
    return [
        {
            "what": sentence(one.what.in_(language), language),
            "next": one.next.in_(language),
            "code": one.code,
        }
        for one in faults
    ]


def _said(fault: Fault, language: Language) -> str:
    return f"{sentence(fault.what.in_(language), language)} {fault.next.in_(language)}"


def _fen(value: str) -> str:
    """Return an amount of yuan in fen; what is no amount stays, for the engine to refuse."""
    match = YUAN.match(value.replace(",", "").replace("，", ""))
    if match is None:
        return value and f"?{value}"
    return str(int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0")))


def _record_lines(thing: Thing, policy: Policy, language: Language) -> tuple[tuple[str, str], ...]:
    """Return the record's fields as the correction would write them, with their words."""
    record_type = policy.record_types.get(thing.record_type)
    if record_type is None or thing.fields is None:
        return ()
    return tuple(
        (
            f"{name}={value}",
            f"{field.title.in_(language)}: {value_words(field, value, language)}",
        )
        for name, field in record_type.fields.items()
        if (value := thing.fields.get(name, ""))
    )
