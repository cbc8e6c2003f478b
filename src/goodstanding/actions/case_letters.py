"""Letters of a case: rendered in both languages from the packs' words and the case's own facts."""

import re
from collections.abc import Mapping

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import LANGUAGES, Language
from goodstanding.core.policy.procedure_shape import FormField
from goodstanding.core.policy.rights_shape import Letter
from goodstanding.store.cases.faults_cases import NO_WORDS
from goodstanding.store.cases.folded import Folded
from goodstanding.store.cases.write import add_letter, next_letter_number
from goodstanding.store.queries.archive import entity_by_key

PLACE = re.compile(r"\{(\w+)\}")
Values = Mapping[str, Mapping[Language, str]]
"""Slot to its words in each language."""


def draft(template: str, folded: Folded, *, event: int) -> int:
    """Render a letter on the day of the step that drafts it; return its id."""
    data, on = folded.data, folded.case.events[-1].on
    number = next_letter_number(data.department, on.year)
    values = _values(folded, f"{data.department}-{on.year}-{number}")
    letter = folded.policy.letters.get(template)
    texts = [letter_text(letter, folded, values, language) for language in LANGUAGES]
    if letter is None:
        title = folded.procedure.title
        texts = [_plain(template, title.in_(one), values, one) for one in LANGUAGES]
    return add_letter(
        data,
        template=template,
        department=data.department,
        event=event,
        on=on,
        zh=texts[0],
        en=texts[1],
    )


def letter_text(letter: Letter | None, folded: Folded, values: Values, language: Language) -> str:
    """Return a letter in one language, with the letters that are served together with it."""
    if letter is None:
        return ""
    lacking = sorted(
        {
            place
            for paragraph in letter.paragraphs
            for place in PLACE.findall(paragraph.text.in_(language))
            if place not in values
        }
    )
    if lacking:
        where = f"{folded.data.reference}/{letter.id}"
        raise Refused(NO_WORDS.at(where, letter=letter.id, slots=", ".join(lacking)))
    said = [letter.title.in_(language)]
    said += [
        PLACE.sub(lambda found: values[found.group(1)][language], one.text.in_(language))
        for one in letter.paragraphs
    ]
    enclosed = [
        letter_text(folded.policy.letters[one], folded, values, language)
        for one in letter.encloses
        if one in folded.policy.letters
    ]
    return "\n\n".join([*said, *enclosed])


def _plain(template: str, title: str, values: Values, language: Language) -> str:
    """Return a letter for which the packs have no words: what the case says, line by line."""
    lines = [
        f"{title} · {template}",
        *(f"{name}: {said[language]}" for name, said in values.items()),
    ]
    return "\n".join(lines)


def _values(folded: Folded, number: str) -> Values:
    """Return what a letter can say: everything the case's forms gave, and the case's own facts."""
    data, policy = folded.data, folded.policy
    entity = entity_by_key(data.subject)
    department = policy.departments.get(data.department)
    facts: dict[str, Mapping[Language, str]] = {}
    for event in folded.case.events:
        for name, value in event.form.items():
            facts[name] = _said(policy.form_fields.get(name), value)
    office = {
        one: department.title.in_(one) if department else data.department for one in LANGUAGES
    }
    remedy = folded.procedure.states[folded.case.state].remedy or ""
    own = {
        "entity": entity.name if entity and entity.name else data.subject,
        "entity_name": entity.name if entity and entity.name else data.subject,
        "entity_code": data.subject.partition(":")[2],
        "case_no": data.reference,
        "letter_no": number,
        "day": folded.case.events[-1].on.isoformat(),
        "opened_day": data.opened.isoformat(),
        "about": f"{data.about_kind} {data.about_id}",
        "remedy": remedy,
        "basis": folded.procedure.basis,
    }
    facts["department"] = office
    return {name: dict.fromkeys(LANGUAGES, value) for name, value in own.items()} | facts


def _said(field: FormField | None, value: str) -> Mapping[Language, str]:
    """Return a form's value in words."""
    if field is not None and field.kind == "choice" and value in field.choices:
        return {one: field.choices[value].in_(one) for one in LANGUAGES}
    if field is not None and field.kind == "money" and value.isdigit():
        return dict.fromkeys(LANGUAGES, f"{int(value) // 100}.{int(value) % 100:02d}")
    return dict.fromkeys(LANGUAGES, value)
