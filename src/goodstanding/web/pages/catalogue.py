"""The closed catalogues of lists and measures: what each is, on what it rests, how one gets out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.lists_shape import Anchor, DesignationList, Measure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.versions import in_force
from goodstanding.web.pages.procedure import ProcedureView, procedure_view
from goodstanding.web.pages.rights_words import (
    dated_months,
    need_words,
    period_words,
    severity_words,
)
from goodstanding.web.pages.wording import SourceNote, source_note

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ground:
    """One legal ground of a measure."""

    title: str
    basis: SourceNote
    facts: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One list or measure. `state`: in use, or why it is not."""

    id: str
    number: str
    kind: str
    title: str
    content: str
    basis: SourceNote
    usable: bool
    state: str
    note: str
    brief: str
    facts: tuple[Pair, ...]
    grounds: tuple[Ground, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    procedure: ProcedureView | None = None


# --- lists ----------------------------------------------------------------------------------


def list_entries(policy: Policy, *, on: date, language: Language) -> tuple[Entry, ...]:
    """Return every list by its number."""
    found = sorted(policy.lists.values(), key=lambda one: (one.kind != "serious", one.number))
    return tuple(list_entry(one, policy=policy, on=on, language=language) for one in found)


def list_entry(
    found: DesignationList, *, policy: Policy, on: date, language: Language, whole: bool = False
) -> Entry:
    """Return one list; `whole` with its procedure."""
    serious = found.kind == "serious"
    measures = [policy.measures[one] for one in found.measures if one in policy.measures]
    return Entry(
        id=found.id,
        number=found.number,
        kind=_("serious list") if serious else _("grey state, lighter than a list"),
        title=found.title.in_(language),
        content="",
        basis=source_note(policy, found.basis, language),
        usable=found.statable,
        state=_("in use") if found.statable else why_not_words(found.why_not or ""),
        note=found.note.in_(language) if found.note else "",
        brief=keeper_words(policy, found.keeper, language),
        facts=tuple(_list_facts(found, policy, language)),
        related=tuple((one.id, f"{one.number} {one.title.in_(language)}") for one in measures),
        procedure=_procedure(policy, found.procedure, on, language) if whole else None,
    )


def why_not_words(reason: str) -> str:
    """Return why nobody can be entered on a list here."""
    return {
        "law": _("no law in force states it; nobody can be entered"),
        "unverified": _("its text could not be read; nobody can be entered"),
        "another_system": _("another body decides by its own rules; only received here"),
        "persons": _("it is about natural persons; never kept here"),
    }.get(reason, reason)


def domain_words(domain: str) -> str:
    """Return one of the four domains in which a list may exist at all."""
    return {
        "life_health": _("harm to life and health"),
        "competition_order": _("disruption of competition or market order"),
        "public_duties": _("refusal of duties that judgments or authorities impose"),
        "national_defence": _("refusal of national-defence duties"),
    }.get(domain, domain)


def keeper_words(policy: Policy, keeper: str, language: Language) -> str:
    """Return who keeps a list or carries out a measure."""
    found = policy.offices.get(keeper) or policy.departments.get(keeper)
    return found.title.in_(language) if found else _("a body outside this register")


def _list_facts(found: DesignationList, policy: Policy, language: Language) -> Iterator[Pair]:
    """Yield what is known of a list, as label and words."""
    yield _("Keeper"), keeper_words(policy, found.keeper, language)
    if found.domains:
        yield _("Domain"), _join([domain_words(one) for one in found.domains], language)
    if found.reach == "local":
        yield _("Reach"), _("local: another region needs its own basis and decision")
    if found.conducts:
        conducts = [policy.conducts[one].title.in_(language) for one in found.conducts]
        yield _("Conduct"), _join(conducts, language)
    for one in found.criteria:
        kind = policy.record_types[one.of].title.in_(language)
        months = dated_months(one.within_months)
        said = {"count": one.at_least, "kind": kind, "months": months}
        words = (
            _("%(count)s × %(kind)s within %(months)s; it only proposes")
            if months
            else _("%(count)s × %(kind)s; it only proposes")
        )
        yield _("Criterion"), words % said
    if found.finding:
        yield _("What an officer must find"), found.finding.in_(language)
    if found.statable:
        yield from _list_ends(found, policy, language)


def _list_ends(found: DesignationList, policy: Policy, language: Language) -> Iterator[Pair]:
    """Yield how long an entry lasts, how one leaves, where it leads, what is published."""
    if found.until_performed:
        said = {"months": dated_months(found.review_months)}
        term = _("until performed or corrected, reviewed every %(months)s") % said
    else:
        term = dated_months(found.term)
    yield _("Term"), term
    if found.early_exit:
        exit_ = found.early_exit
        start = {
            "decided": _("from the decision"),
            "performed": _("from performance"),
            "published": _("from publication"),
        }[exit_.starts]
        needs = _join([need_words(one) for one in exit_.needs], language)
        months = dated_months(exit_.after_months) or _("no value in force")
        yield _("Early exit"), f"{months} {start}" + ("：" if language == "zh" else ": ") + needs
    if found.leads_to:
        other = policy.lists.get(found.leads_to.list)
        said = {
            "months": dated_months(found.leads_to.after_months),
            "list": other.title.in_(language) if other else found.leads_to.list,
        }
        yield (
            _("Where it lasts"),
            _("after %(months)s it may lead to “%(list)s”, by that list’s own procedure") % said,
        )
    if found.publication:
        yield _("Published within"), period_words(found.publication.within)
        yield _("While disputed"), disputed_words(found.publication.while_disputed)


def disputed_words(what: str) -> str:
    """Return what becomes of an effect while it is disputed."""
    return {
        "keep": _("goes on"),
        "pause": _("pauses"),
        "hide": _("is not shown"),
    }.get(what, what)


# --- measures -------------------------------------------------------------------------------


def measure_entries(policy: Policy, *, on: date, language: Language) -> tuple[Entry, ...]:
    """Return every measure by its number."""
    found = sorted(policy.measures.values(), key=lambda one: one.number)
    return tuple(measure_entry(one, policy=policy, on=on, language=language) for one in found)


def measure_entry(
    found: Measure, *, policy: Policy, on: date, language: Language, whole: bool = False
) -> Entry:
    """Return one measure; `whole` with its grounds and its procedure."""
    person = found.target == "person"
    state = {
        "here": _("in use; the check desk answers by it"),
        "elsewhere": _("decided and carried out by other bodies themselves"),
        "never": _("never executed: it would reach a natural person")
        if person
        else _("never executed here"),
    }[found.executable]
    facts = [
        (_("Category"), category_words(found.category)),
        (_("Against"), _("natural persons") if person else _("organisations")),
    ]
    if found.executable == "here":
        facts.append((_("While disputed"), disputed_words(found.while_disputed)))
    grounds = (_ground(one, policy, language) for one in found.anchors.values())
    lists = [one for one in policy.lists.values() if found.id in one.measures]
    return Entry(
        id=found.id,
        number=found.number,
        kind=category_words(found.category),
        title=found.title.in_(language),
        content=found.content.in_(language),
        basis=source_note(policy, found.basis, language),
        usable=found.executable == "here",
        state=state,
        note="",
        brief=found.content.in_(language),
        facts=tuple(facts),
        grounds=tuple(grounds) if whole else (),
        related=tuple((one.id, f"{one.number} {one.title.in_(language)}") for one in lists),
        procedure=_procedure(policy, found.procedure, on, language) if whole else None,
    )


def category_words(category: str) -> str:
    """Return a category of measures."""
    return {
        "I": _("I: lessens rights or adds duties, only by statute"),
        "II": _("II: management"),
        "III": _("III: decided by market bodies themselves"),
    }[category]


def _ground(one: Anchor, policy: Policy, language: Language) -> Ground:
    """Return one legal ground: for which conduct and class, by whom, how long at most."""
    force = {
        "bar": _("the act is refused"),
        "weigh": _("it is weighed in the decision"),
        "burden": _("a duty; no act is touched"),
    }[one.force]
    facts = [
        (
            _("Conduct"),
            _join([policy.conducts[name].title.in_(language) for name in one.conducts], language),
        ),
        (
            _("Severity"),
            _join([severity_words(policy, name, language) for name in one.classes], language),
        ),
        (
            _("Carried out by"),
            _join([keeper_words(policy, b, language) for b in one.bodies], language),
        ),
        (_("Force"), force),
    ]
    if one.acts:
        acts = [policy.desk_acts[name].title.in_(language) for name in one.acts]
        facts.append((_("Acts"), _join(acts, language)))
    most = dated_months(one.months_max)
    if most:
        facts.append((_("At most"), most))
    elif one.review_months:
        said = {"months": dated_months(one.review_months)}
        facts.append((_("At most"), _("until performed, reviewed every %(months)s") % said))
    return Ground(one.title.in_(language), source_note(policy, one.basis, language), tuple(facts))


def _procedure(policy: Policy, name: str, on: date, language: Language) -> ProcedureView | None:
    found = in_force(policy, name, on) if name else None
    return procedure_view(found, policy=policy, language=language) if found else None


def _join(words: Sequence[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(words)
