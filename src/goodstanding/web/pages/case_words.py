"""Cases in words: events, letters, whose turn, what a record is called."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language, Text
from goodstanding.core.policy.procedure_shape import LAPSE, SERVE
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import numbers
from goodstanding.core.procedures.case_shape import (
    CLOCK,
    FILE,
    HEARING_HELD,
    HEARING_REQUESTED,
    HEARING_WAIVED,
    MOVE_VERSION,
    OUTCOME,
)
from goodstanding.core.procedures.deadlines import REVIEW
from goodstanding.core.procedures.forms import title_of
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Thing
from goodstanding.store.queries.cases_file import (
    ATTEMPT,
    CHALLENGE,
    CITES,
    COUNTER,
    ERASED,
    EVIDENCE,
    HAND_OVER,
    INTEREST,
    OPENED,
    RECALL,
    RULING,
    TO,
    TOLD,
    UNDONE,
    WITHHELD,
    EventRow,
    LetterRow,
    Withheld,
    cited_in,
)
from goodstanding.web.pages.wording import day_words, headline, long_day, money


def sentence(words: str, language: Language) -> str:
    """Return a fault's words as a sentence."""
    stop = "。" if language == "zh" else "."
    return words[:1].upper() + words[1:].rstrip("。.") + stop


def account_words(people: Mapping[str, Text], login: str, language: Language) -> str:
    """Return what an account is called: by its post, else by what it signs in with."""
    name = people.get(login)
    return name.in_(language) if name else login


def case_number(view: CaseView, language: Language) -> str:
    """Return the number by which people quote a case."""
    return numbers.case_words(view.folded.policy, view.data.numbered).in_(language)


def letter_number(policy: Policy, letter: LetterRow, language: Language) -> str:
    """Return the number by which people quote a letter."""
    return numbers.letter_words(policy, letter.numbered).in_(language)


def hearing_words(name: str) -> str:
    """Return what is said or noted about a hearing."""
    return {
        HEARING_REQUESTED: _("Ask for a hearing"),
        HEARING_WAIVED: _("Waive the hearing"),
        HEARING_HELD: _("Hearing held"),
    }[name]


def letter_words(view: CaseView, template: str, language: Language) -> str:
    """Return what a letter is called."""
    letter = view.folded.policy.letters.get(template.partition(TO)[0])
    return letter.title.in_(language) if letter else template


def event_words(view: CaseView, event: EventRow, language: Language) -> str:
    """Return what happened, in a few words."""
    step = event.step
    title = view.titles.get(step)
    if title is not None:
        return title.in_(language)
    for prefix, words in (
        (SERVE, _("Served: %(letter)s")),
        (TOLD, _("Served: %(letter)s")),
        (ATTEMPT, _("Could not be served: %(letter)s")),
        (LAPSE, _("Not done in time: %(what)s")),
    ):
        if step.startswith(prefix):
            called = deadline_words if prefix == LAPSE else letter_words
            named = called(view, step.removeprefix(prefix), language)
            return words % {"letter": named, "what": named}
    if step.startswith(RECALL):
        return _("Taken back before it was sent")
    if step.startswith(ERASED):
        return _("What a file held was erased (event %(number)s)") % {
            "number": step.removeprefix(ERASED)
        }
    if step.startswith("hearing:"):
        return hearing_words(step)
    return {
        "open": _("Opened"),
        HAND_OVER: _("Handed over"),
        INTEREST: _("Barred from the case"),
        CHALLENGE: _("Challenge of an officer or a unit"),
        RULING: _("Ruling on the challenge"),
        WITHHELD: _("Withheld from the party’s file"),
        OPENED: _("Opened in the party’s file"),
        COUNTER: _("Written down at the counter"),
        UNDONE: _("What was written down at the counter was taken back"),
        EVIDENCE: _("File attached"),
        MOVE_VERSION: _("Moved to another version of the rules"),
    }.get(step, step)


def actor_words(view: CaseView, event: EventRow, language: Language, *, party: bool) -> str:
    """Return who acted: the office, and for officers the account as well."""
    if event.actor == CLOCK.id:
        return _("by lapse of time")
    if event.actor == OUTCOME.id:
        return _("by the end of the dispute")
    if event.actor == FILE.id:
        return _("by a file of the department")
    if not event.office:
        who = account_words(view.people, event.actor, language)
        return _("the entity") if party else _("the entity, by %(who)s") % {"who": who}
    office = view.folded.policy.offices.get(event.office)
    name = office.title.in_(language) if office else event.office
    named = not party or event.step in (WITHHELD, OPENED)
    return f"{name} · {account_words(view.people, event.actor, language)}" if named else name


def part_words(view: CaseView, part: str, language: Language) -> str:
    """Return what a part of a file is called: a field of an event, or a record."""
    kind, _colon, named = part.partition(":")
    number, _slash, name = named.partition("/")
    if kind == "event":
        event = next(one for one in view.data.events if str(one.number) == number)
        field = view.folded.policy.form_fields.get(name)
        title = field.title.in_(language) if field else name
        return f"{number} · {event_words(view, event, language)} · {title}"
    return _("Record %(number)s") % {"number": number}


def withheld_words(view: CaseView, hidden: Withheld, language: Language) -> str:
    """Return what stands in the place of a part that is withheld: on which ground, and by whom."""
    policy = view.folded.policy
    office = policy.offices.get(hidden.office)
    said = {
        "ground": field_value(policy, "withheld_ground", hidden.ground, language),
        "office": office.title.in_(language) if office else hidden.office,
        "who": account_words(view.people, hidden.account, language),
        "day": long_day(hidden.day, language),
    }
    return _("[Withheld: %(ground)s; by %(office)s, %(who)s, on %(day)s]") % said


def without_records(
    view: CaseView, said: str, closed: Mapping[str, Withheld], language: Language
) -> str:
    """Return a text with what stands in the place of each record that is withheld."""
    for cite in CITES.finditer(said):
        hidden = next((closed[one] for one in cited_in(cite[0]) if one in closed), None)
        if hidden is not None:
            said = said.replace(cite[0], withheld_words(view, hidden, language))
    return said


def deadline_words(view: CaseView, deadline: str, language: Language) -> str:
    """Return what a time is called."""
    title = view.titles.get(deadline)
    if title is not None:
        return title.in_(language)
    return _("Review") if deadline == REVIEW else deadline


def field_value(policy: Policy, name: str, value: str, language: Language) -> str:
    """Return what a form says, in words."""
    title = title_of(policy, name, value)
    if title is not None:
        return title.in_(language)
    field = policy.form_fields.get(name)
    if field is not None and field.kind == "money" and value.isdecimal():
        return money(int(value), language)
    if field is not None and field.kind == "day":
        return day_words(value, language)
    return value


def of_words(policy: Policy, of: str, language: Language) -> str:
    """Return whom a challenge is against, without the name of an account."""
    kind, _colon, named = of.partition(":")
    if kind == "office" and named in policy.offices:
        return policy.offices[named].title.in_(language)
    return _("who acted in event %(number)s") % {"number": named}


def thing_words(thing: Thing, policy: Policy, language: Language) -> str:
    """Return what a case is about, in a few words."""
    record_type = policy.record_types.get(thing.record_type)
    if record_type is not None and thing.fields is not None:
        number = numbers.key_words(policy, thing.natural_key).in_(language)
        parts = [record_type.title.in_(language), number]
        said = headline(record_type.fields, thing.fields, language).words
        day = long_day(thing.clock_day, language) if thing.clock_day else ""
        told = dict.fromkeys((*parts, said, day))  # a record may say no more than its number
        return " · ".join(part for part in told if part)
    if thing.numbered is not None:
        number = numbers.case_words(policy, thing.numbered).in_(language)
        wrong = _("what %(case)s found wrong") % {"case": number}
        return wrong if thing.kind == "annulment" else number
    return {
        "grade": _("the grade"),
        "entity": _("the entity itself"),
        "pledge": _("a pledge"),
        "record": _("a record that is no longer held"),
        "list_entry": _("an entry that is no longer held"),
    }.get(thing.kind, "")


def department_words(department: str, policy: Policy, language: Language) -> str:
    """Return what a department, or an office that is its own, is called."""
    found = policy.departments.get(department) or policy.offices.get(department)
    return found.title.in_(language) if found else department
