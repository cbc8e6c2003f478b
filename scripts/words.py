"""The words of the pages: collect them from code and templates, and compile the catalogues.

    python scripts/words.py update    # add new words to locale/*/django.po, drop gone ones
    python scripts/words.py compile   # write the .mo files that the pages read

Run `update`, translate what is empty, run `compile`, commit .po and .mo. A test checks all of it.
"""

import os
import re
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstanding.site.settings")

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "src" / "goodstanding" / "web"
LOCALES = ("zh_Hans", "en")
KEYWORDS = ("gettext", "ngettext", "_")

FIRST = datetime(2026, 11, 22, tzinfo=UTC)
Message = str | tuple[str, str]


def messages() -> set[Message]:
    """Return every word that code and templates ask for; plural forms as pairs."""
    found: set[Message] = set()
    for path in sorted(WEB.rglob("*.py")):
        with path.open("rb") as source:
            for _line, _name, said, _comments in extract_python(source, KEYWORDS, [], {}):
                found.add(_message(said))
    for path in sorted(WEB.rglob("*.html")):
        code = templatize(path.read_text(encoding="utf-8"))
        for call in re.finditer(r"\bn?gettext\(", code):
            said = next(
                extract_python(BytesIO(_call(code, call.start()).encode()), KEYWORDS, [], {}), None
            )
            if said is not None:
                found.add(_message(said[2]))
    return found


def _call(code: str, start: int) -> str:
    """Return one whole call of gettext, from `start` to its closing bracket."""
    match = re.compile(
        r"n?gettext\((?:\s|,|[\w.]+|u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")*\)"
    ).match(code, start)
    return match.group(0) if match else ""


def _message(said: object) -> Message:
    if isinstance(said, tuple | list):
        texts = [text for text in said if isinstance(text, str)]
        return (texts[0], texts[1]) if len(texts) > 1 else texts[0]
    return str(said)


def catalogue_path(locale: str) -> Path:
    """Return the folder and name of a catalogue, without its suffix."""
    return WEB / "locale" / locale / "LC_MESSAGES" / "django"


def read(locale: str) -> Catalog:
    """Return the catalogue of a locale; empty where there is none yet."""
    path = catalogue_path(locale).with_suffix(".po")
    if not path.exists():
        return _empty(locale)
    with path.open("rb") as source:
        return read_po(source, locale=locale)


def _empty(locale: str) -> Catalog:
    """Return a catalogue without words, whose head never changes by itself."""
    return Catalog(
        locale=locale,
        header_comment="",
        project="goodstanding",
        version="1",
        copyright_holder="",
        msgid_bugs_address="",
        creation_date=FIRST,
        revision_date=FIRST,
        last_translator="",
        language_team="",
        fuzzy=False,
    )


def update() -> None:
    """Bring the catalogues up to date with the code; English says what the code says."""
    for locale in LOCALES:
        old = {message.id: message.string for message in read(locale) if message.id}
        new = _empty(locale)
        for said in sorted(messages(), key=lambda one: one if isinstance(one, str) else one[0]):
            new.add(said, old.get(said) or (said if locale == "en" else ""))
        path = catalogue_path(locale).with_suffix(".po")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            write_po(out, new, width=100, omit_header=False, sort_output=True)


def compiled(locale: str) -> bytes:
    """Return the bytes of the compiled catalogue."""
    out = BytesIO()
    write_mo(out, read(locale))
    return out.getvalue()


def compile_all() -> None:
    """Write the compiled catalogues."""
    for locale in LOCALES:
        catalogue_path(locale).with_suffix(".mo").write_bytes(compiled(locale))


if __name__ == "__main__":
    {"update": update, "compile": compile_all}[sys.argv[1]]()
