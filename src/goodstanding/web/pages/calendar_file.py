"""Deadlines as an iCalendar file (RFC 5545): one day-long entry for each time that runs."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases import CaseView
from goodstanding.web.pages.case_words import case_number, deadline_words

OCTETS = 75
"""Octets of a line; what is longer goes on in the next one, after a space."""


def calendar_file(found: Sequence[CaseView], *, site: str, on: date, language: Language) -> str:
    """Return the deadlines of cases as a calendar, each with how it was counted and its page."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//goodstanding//deadlines//EN"]
    for view in found:
        for one in view.due:
            lines += _entry(view, one.deadline, site=site, on=on, language=language)
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in _folded(line))


def _entry(
    view: CaseView, deadline: str, *, site: str, on: date, language: Language
) -> Iterator[str]:
    one = next(due for due in view.due if due.deadline == deadline)
    title = f"{view.title.in_(language)} {case_number(view, language)}"
    what = f"{deadline_words(view, deadline, language)}: {title}"
    if one.overdue:
        what = _("Overdue: %(what)s") % {"what": what}
    yield "BEGIN:VEVENT"
    yield f"UID:case-{view.data.id}-{deadline}@goodstanding"
    yield f"DTSTAMP:{on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{one.ends:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.ends + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(what)}"
    yield f"DESCRIPTION:{_escaped(one.why.in_(language))}"
    yield f"URL:{site}{reverse('case', args=[language, view.data.id])}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(words: str) -> str:
    """Return text as the format wants it."""
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Give a line in parts of at most 75 octets, none of which cuts a character."""
    part, room = "", OCTETS
    for character in line:
        width = len(character.encode())
        if width > room:
            yield part
            part, room = " ", OCTETS - 1
        part += character
        room -= width
    yield part
