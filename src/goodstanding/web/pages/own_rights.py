"""An entity's own burdens and rewards in words: what stands, until when, and what it can do."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodstanding.core.basis.text import Language
from goodstanding.core.measures.facts import InForce, Permission, Release
from goodstanding.core.measures.pledges import may_make
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.numbers import in_words
from goodstanding.core.records.envelope import Record
from goodstanding.store.queries.archive import RecordView
from goodstanding.store.queries.own_rights import CheckRow, OwnRights, Taken
from goodstanding.web.pages.case_words import department_words, sentence
from goodstanding.web.pages.catalogue import category_words, keeper_words
from goodstanding.web.pages.offers import MatterRow, RewardRow, matter_rows, reward_rows
from goodstanding.web.pages.wording import (
    SourceNote,
    headline,
    long_day,
    source_note,
    value_words,
)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure against the entity: on what ground, by whom, until when."""

    id: str
    title: str
    ground: str
    basis: SourceNote
    body: str
    starts: str
    ends: str
    state: str
    stands: bool
    case: int
    lifted: tuple[str, ...]
    """The acts that are allowed in spite of it, each with its day, decision and condition."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list entry, or a pledge: what it is, since when, until when."""

    seq: int
    about: str
    title: str
    detail: str
    since: str
    ends: str
    state: str
    mark: bool


@dataclass(frozen=True, slots=True)
class AskedRow:
    """What a department asked about the entity, and what it was answered."""

    day: str
    department: str
    act: str
    purpose: str
    answer: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class OwnReward:
    """A reward with what holds for this entity. `state`: has, rests, declined or not."""

    row: RewardRow
    state: str
    words: str


OPEN_PLEDGE = "open_pledge"
"""The procedure of pledges that stand for no paper and are published."""


@dataclass(frozen=True, slots=True)
class OwnMatter:
    """A matter of pledges with what stands against a pledge of this entity now."""

    row: MatterRow
    open: bool


@dataclass(frozen=True, slots=True)
class RightsPage:
    """All that the template of an entity's burdens and rewards needs."""

    key: str
    name: str
    code: str
    lead: str
    categories: tuple[tuple[str, int], ...]
    acts: tuple[tuple[str, int], ...]
    last: str
    reviews: tuple[str, ...]
    measures: tuple[MeasureRow, ...]
    lists: tuple[ListRow, ...]
    checks: tuple[AskedRow, ...]
    rewards: tuple[OwnReward, ...]
    pledges: tuple[ListRow, ...]
    matters: tuple[OwnMatter, ...]
    open_types: tuple[tuple[str, str], ...]
    """The types of open pledges that a body of this kind may make: id and title."""
    refusals: tuple[dict[str, str], ...]
    """Why the entity may not pledge in any matter, each reason once."""


def rights_page(found: OwnRights, *, policy: Policy, language: Language) -> RightsPage:
    """Return the page of an entity's own rights."""
    entity, sums = found.entity, found.burden
    acts = sums.acts.items()
    return RightsPage(
        key=entity.key,
        name=entity.name or entity.code,
        code=entity.code,
        lead=_lead(found, language),
        categories=tuple(
            (category_words(one), count) for one, count in sorted(sums.categories.items())
        ),
        acts=tuple((policy.desk_acts[one].title.in_(language), len(ids)) for one, ids in acts),
        last=long_day(sums.last, language) if sums.last else "",
        reviews=tuple(long_day(one, language) for one in sums.reviews),
        measures=tuple(_measure(one, found.on, policy, language) for one in found.taken),
        lists=tuple(_entry(one, policy, language, "list_entry") for one in found.lists),
        checks=tuple(_asked(one, policy, language) for one in found.checks),
        rewards=tuple(_reward(one, found, language) for one in reward_rows(policy, language)),
        pledges=tuple(_entry(one, policy, language, "record") for one in found.pledges),
        matters=tuple(_matter(one, found) for one in matter_rows(policy, language)),
        open_types=tuple(
            (one.id, one.title.in_(language))
            for one in policy.pledge_types.values()
            if one.procedure == OPEN_PLEDGE and not may_make(one, entity.entity_class)
        ),
        refusals=_refusals(found, language),
    )


def _lead(found: OwnRights, language: Language) -> str:
    """Return the burden in one sentence."""
    day, count = long_day(found.on, language), found.burden.count
    if not count and not found.lists:
        return _("On %(day)s no measure and no list entry stands against this entity.") % {
            "day": day
        }
    measures = ngettext(
        "On %(day)s %(count)s measure stands against this entity",
        "On %(day)s %(count)s measures stand against this entity",
        count,
    ) % {"day": day, "count": count}
    lists = ngettext(
        "%(measures)s, and %(count)s entry on a list or in a lighter state.",
        "%(measures)s, and %(count)s entries on lists or in lighter states.",
        len(found.lists),
    )
    return lists % {"measures": measures, "count": len(found.lists)}


def _measure(one: Taken, on: date, policy: Policy, language: Language) -> MeasureRow:
    measure = one.measure
    known = policy.measures.get(measure.measure)
    anchor = known.anchors.get(measure.anchor) if known else None
    stands = measure.stands_on(on)
    if measure.suspended:
        state = _("suspended")
    elif stands:
        state = _("in force")
    else:
        state = _("ended") if measure.starts <= on else _("begins later")
    if measure.ends:
        ends = long_day(measure.ends, language)
    elif measure.review:
        said = {"day": long_day(measure.review, language)}
        ends = _("until performed; next review on %(day)s") % said
    else:
        ends = _("until performed")
    return MeasureRow(
        id=measure.measure,
        title=known.title.in_(language) if known else measure.measure,
        ground=anchor.title.in_(language) if anchor else measure.anchor,
        basis=source_note(
            policy, anchor.basis if anchor else known.basis if known else "", language
        ),
        body=keeper_words(policy, measure.body, language),
        starts=long_day(measure.starts, language),
        ends=ends,
        state=state,
        stands=stands,
        case=one.case_id,
        lifted=_lifted(measure, on, policy, language),
    )


def _lifted(measure: InForce, on: date, policy: Policy, language: Language) -> tuple[str, ...]:
    """Return which acts are allowed in spite of a measure, until when, by which decision."""
    several: tuple[Permission | Release, ...] = (*measure.permissions, *measure.releases)
    found = []
    for one in several:
        if one.ends is None or one.ends < on:
            continue
        said = _("%(act)s: permitted until %(day)s under %(decision)s") % {
            "act": policy.desk_acts[one.act].title.in_(language),
            "day": long_day(one.ends, language),
            "decision": in_words(policy, one.decision).in_(language),
        }
        terms = f" · {one.condition.in_(language)}" if isinstance(one, Release) else ""
        found.append(said + terms)
    return tuple(found)


def _entry(
    pair: tuple[RecordView, Record], policy: Policy, language: Language, about: str
) -> ListRow:
    view, record = pair
    kind = policy.record_types[view.record_type]
    said = headline(kind.fields, view.fields, language).words
    matter = policy.matters.get(view.fields.get("matter", ""))
    if matter is not None:
        said = matter.title.in_(language)
    parts = view.natural_key.split("|")
    listed = next((policy.lists[one] for one in parts if one in policy.lists), None)
    if listed is not None:
        said = listed.title.in_(language)
    performed = kind.fields.get("performance")
    state = (
        value_words(performed, view.fields["performance"], language)
        if performed is not None and view.fields.get("performance")
        else ""
    )
    holder = department_words(view.department, policy, language)
    return ListRow(
        seq=view.seq,
        about=about,
        title=said or kind.title.in_(language),
        detail=f"{kind.title.in_(language)} · {holder}",
        since=long_day(record.day, language),
        ends=long_day(record.shown_until, language) if record.shown_until else "",
        state=state,
        mark=view.disputed,
    )


def answer_words(answer: str) -> str:
    """Return an answer of the check desk."""
    return {
        "no": _("no"),
        "considered": _("yes, to be weighed"),
        "conditional": _("yes, on conditions"),
        "yes": _("yes"),
    }.get(answer, answer)


def _asked(one: CheckRow, policy: Policy, language: Language) -> AskedRow:
    act = policy.desk_acts.get(one.act)
    words = answer_words(one.answer)
    if one.ends:
        said = {"answer": words, "day": long_day(one.ends, language)}
        words = _("%(answer)s, until %(day)s") % said
    return AskedRow(
        day=long_day(one.day, language),
        department=department_words(one.department, policy, language) or _("an office"),
        act=act.title.in_(language) if act else one.act,
        purpose=one.purpose,
        answer=words,
        wrong=one.wrong,
    )


def _reward(row: RewardRow, found: OwnRights, language: Language) -> OwnReward:
    """Return a reward with what holds for the entity, and why."""
    earned = next((one for one in found.earned if one.reward == row.id), None)
    if earned is not None:
        until = _("You have it, until %(day)s.") % {"day": long_day(earned.until, language)}
        return OwnReward(row, "has", until)
    if row.id in found.declined:
        return OwnReward(row, "declined", _("You declined it; you may take it again any day."))
    if row.id in found.barred:
        return OwnReward(row, "rests", _("It rests while a measure bars the act."))
    return OwnReward(row, "not", _("Not now: it is for %(who)s.") % {"who": row.who})


def _matter(row: MatterRow, found: OwnRights) -> OwnMatter:
    return OwnMatter(row, not found.refusals.get(row.id))


def _refusals(found: OwnRights, language: Language) -> tuple[dict[str, str], ...]:
    said = {
        (one.code, one.what.en): {
            "what": sentence(one.what.in_(language), language),
            "next": one.next.in_(language),
            "code": one.code,
        }
        for faults in found.refusals.values()
        for one in faults
    }
    return tuple(said.values())
