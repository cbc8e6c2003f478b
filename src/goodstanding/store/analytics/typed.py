"""Fields as an engine holds them: numbers where the pack knows a closed list, else typed values.

choice: the place of the word in its list · choices: a bit mask, bit n for word n · integer and
money: a 64-bit integer · day: a date · text: a text. Missing or empty: NULL. A word that is not in
the list gets the place after the last one, so it is there and meets no test.
"""

from collections.abc import Mapping, Sequence

from sqlglot import exp

from goodstanding.core.policy.conditions import SEVERITY
from goodstanding.core.policy.shape import FieldKind, Policy, RecordType
from goodstanding.store.analytics.compile_words import call, cast, column, number, text

Words = Mapping[tuple[str, str], tuple[str, ...]]
"""The list of words of each choice field, by record type and field: their places are codes."""

SQL_TYPES: Mapping[FieldKind, str] = {
    "choice": "SMALLINT",
    "choices": "BIGINT",
    "integer": "BIGINT",
    "money": "BIGINT",
    "day": "DATE",
    "text": "VARCHAR",
}


def words_of(policy: Policy) -> Words:
    """Return the words of every field of choices, in the packs' order."""
    return {
        (of.id, field.id): tuple(field.choices)
        for of in policy.record_types.values()
        for field in of.fields.values()
        if field.kind in ("choice", "choices")
    }


def severity_words(policy: Policy) -> tuple[str, ...]:
    """Return the severity classes in the packs' order: their places are codes."""
    return tuple(policy.severities)


class Codes:
    """What the words of one record type are as numbers."""

    def __init__(self, of: RecordType, policy: Policy, words: Words) -> None:
        """Take the words of a record type's fields, and the severity classes."""
        self.fields = of.fields
        self._of = of.id
        self._words = words
        self._severities = severity_words(policy)

    def kind(self, name: str) -> FieldKind:
        """Return the kind of a field; the severity class is a choice."""
        return "choice" if name == SEVERITY else self.fields[name].kind

    def places(self, name: str, words: Sequence[str]) -> list[int]:
        """Return the places of those of `words` that the field's list holds."""
        known = self._severities if name == SEVERITY else self._words.get((self._of, name), ())
        return [known.index(word) for word in words if word in known]


def from_text(name: str, kind: FieldKind, words: Sequence[str]) -> exp.Expr:
    """Return a column of texts as what `SQL_TYPES` says, for DuckDB."""
    value: exp.Expr = exp.Nullif(this=column(name), expression=text(""))
    listed = exp.Array(expressions=[text(word) for word in words])
    if kind == "text":
        return value
    if kind == "choice":
        return call("place_of", value, listed)
    if kind == "choices":
        return call("mask_of", value, listed)
    return cast(value, SQL_TYPES[kind])


MACROS = (
    """
    CREATE OR REPLACE TEMP MACRO place_of(word, listed) AS
        CASE WHEN word IS NOT NULL
        THEN coalesce(nullif(list_position(listed, word), 0) - 1, len(listed))::SMALLINT END
    """,
    """
    CREATE OR REPLACE TEMP MACRO mask_of(chosen, listed) AS
        CASE WHEN chosen IS NOT NULL
        THEN list_sum(list_transform(list_distinct(list_transform(
            string_split(chosen, '|'), lambda word: place_of(word, listed)::INTEGER
        )), lambda place: 1::BIGINT << place))::BIGINT END
    """,
)
"""Run once a connection, before `from_text` is used."""


def mask(places: Sequence[int]) -> exp.Expr:
    """Return the bit mask with these bits."""
    return number(sum(1 << place for place in set(places)))
