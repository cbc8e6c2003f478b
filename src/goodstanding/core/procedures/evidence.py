"""Files as evidence: what may be attached, judged by its octets, and how a form cites it."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from goodstanding.core.basis.faults import Fault
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import faults_evidence as kinds

FILE_MOST = 4 * 1_048_576
"""Octets of one file."""
FILES_MOST = 20
"""Files of one side in one case: neither can use up the other's."""
NAME_MOST = 120
TEXT = "text/plain"
IMAGES = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
"""By what its first octets say, whatever it is called."""
ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", TEXT: "txt"}
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Kinds of signs that show nothing, or turn what is shown around."""
WHITE = frozenset("\t\n\r")
CITED = re.compile(r"[\[［]([1-9][0-9]{0,3})[\]］]")


def sort_of(content: bytes) -> str:
    """Return the kind of a file, or "" for what is not taken.

    Text is UTF-8 without control signs, and nothing that a program would take for markup.
    """
    for first, kind in IMAGES.items():
        if content.startswith(first):
            return kind
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    shown = words.lstrip()
    if not shown or shown.startswith("<"):
        return ""
    hidden = any((ord(one) < ord(" ") and one not in WHITE) or one == "\x7f" for one in words)
    return "" if hidden else TEXT


def file_faults(name: str, content: bytes, where: str) -> list[Fault]:
    """Return everything that stands against a file, whoever brings it."""
    found = []
    if not is_name(name):
        found.append(kinds.WRONG_NAME.at(where, most=NAME_MOST))
    if not content:
        found.append(kinds.EMPTY_FILE.at(where))
    elif len(content) > FILE_MOST:
        found.append(kinds.FILE_TOO_LARGE.at(where, most=FILE_MOST // 1024))
    elif not sort_of(content):
        found.append(kinds.WRONG_FILE.at(where))
    return found


def is_name(name: str) -> bool:
    """Return whether a text can be the name of a file: short, one line, no path."""
    plain = name.strip(" .")
    hidden = any(one in "/\\" or unicodedata.category(one) in INVISIBLE for one in name)
    return bool(plain) and len(name) <= NAME_MOST and not hidden


def cited(words: str) -> tuple[int, ...]:
    """Return the numbers of the files that a text cites as [1], each once."""
    return tuple(dict.fromkeys(int(one) for one in CITED.findall(words)))


def cited_faults(
    policy: Policy, form: Mapping[str, str], files: Mapping[int, bool], where: str
) -> Iterator[Fault]:
    """Give a fault for each file that a form's evidence cites in vain.

    `files`: the case's files by number, and whether what each held is erased.
    """
    for number in dict.fromkeys(_evidence(policy, form)):
        if number not in files:
            yield kinds.NO_FILE.at(where, number=number)
        elif files[number]:
            yield kinds.FILE_ERASED.at(where, number=number)


def _evidence(policy: Policy, form: Mapping[str, str]) -> Collection[int]:
    return [
        number
        for name, value in form.items()
        if (field := policy.form_fields.get(name)) is not None and field.kind == "evidence"
        for number in cited(value)
    ]
