"""Letters of a case: rendered in both languages from the packs' words and the case's own facts."""

import re
from types import MappingProxyType

from goodstanding.actions.cases.letter_values import NONE, Values, letter_values
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Language, Text
from goodstanding.core.policy.rights_shape import Letter
from goodstanding.core.procedures.numbers import Numbered, letter_words
from goodstanding.store.cases.faults_cases import NO_WORDS
from goodstanding.store.cases.folded import Folded
from goodstanding.store.cases.read import TO
from goodstanding.store.cases.write import add_letter, next_letter_number

PLACE = re.compile(r"\{(\w+)\}")
NEVER_BLANK = frozenset({"facts", "reasons", "legal_basis", "party", "code"})
"""What a decision cannot leave out."""
NOTHING: Values = MappingProxyType({})


def addressed(letter: str, to: str) -> str:
    """Return how a letter is kept that goes to somebody else than its step's addressee."""
    return f"{letter}{TO}{to}"


def draft(template: str, folded: Folded, *, event: int, said: Values = NOTHING) -> int:
    """Render a letter on the day of the step that drafts it; return its id.

    `said`: what this letter says besides, or otherwise, than the case's other letters.
    """
    data, on = folded.data, folded.case.events[-1].on
    number = next_letter_number(data.department, on.year)
    words = letter_words(folded.policy, Numbered(data.department, on.year, number))
    text = rendered(template, folded, number=words, said=said)
    return add_letter(
        data,
        template=template,
        department=data.department,
        event=event,
        on=on,
        zh=text.zh,
        en=text.en,
    )


def rendered(template: str, folded: Folded, *, number: Text, said: Values = NOTHING) -> Text:
    """Return a letter's words in both languages, as of the case's last event."""
    values = {**letter_values(folded, template, number), **said}
    letter = folded.policy.letters.get(template.partition(TO)[0])
    return _plain(template, folded, values) if letter is None else _whole(letter, folded, values)


def _whole(letter: Letter, folded: Folded, values: Values) -> Text:
    """Return a letter with those that are served together with it."""
    lacking = sorted(NEVER_BLANK & set(letter.slots) - set(values))
    if letter.kind == "decision" and lacking:
        where = f"{folded.data.reference}/{letter.id}"
        raise Refused(NO_WORDS.at(where, letter=letter.id, slots=", ".join(lacking)))
    enclosed = [folded.policy.letters[one] for one in letter.encloses]
    parts = [letter, *enclosed]
    return Text(
        "\n\n\n".join(_said(one, values, "zh") for one in parts),
        "\n\n\n".join(_said(one, values, "en") for one in parts),
    )


def _said(letter: Letter, values: Values, language: Language) -> str:
    """Return one letter in one language; a place that nothing fills says so."""
    lines = [letter.title.in_(language)]
    lines += [
        PLACE.sub(
            lambda found: values.get(found.group(1), NONE).in_(language), one.text.in_(language)
        )
        for one in letter.paragraphs
    ]
    return "\n\n".join(lines)


def _plain(template: str, folded: Folded, values: Values) -> Text:
    """Return a letter for which the packs have no words: what the case says, line by line."""
    title = folded.procedure.title
    said = sorted(values.items())
    return Text(
        "\n".join([f"{title.zh} · {template}", *(f"{name}：{one.zh}" for name, one in said)]),
        "\n".join([f"{title.en} · {template}", *(f"{name}: {one.en}" for name, one in said)]),
    )
