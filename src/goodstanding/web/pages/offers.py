"""What an entity may use: matters of pledges with their types, and rewards of good standing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.measures.pledges import NEVER
from goodstanding.core.policy.lists_shape import Reward
from goodstanding.core.policy.rights_shape import PledgeMatter
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases_desk import Thing
from goodstanding.web.pages.catalogue import keeper_words
from goodstanding.web.pages.rights_words import dated_months, period_words
from goodstanding.web.pages.wording import SourceNote, long_day, source_note

PLEDGE = "pledge"
"""The procedure of pledges that stand for papers in a matter; the others name no matter."""


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter: whether a pledge may stand for papers in it, or why never."""

    id: str
    title: str
    department: str
    basis: SourceNote
    allowed: bool
    never: str
    types: tuple[tuple[str, str], ...]
    papers: tuple[tuple[str, str], ...]
    check: str
    check_basis: SourceNote | None


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A type of pledge with the words that it uses."""

    id: str
    title: str
    basis: SourceNote
    letter: str
    procedure: str
    procedure_title: str
    paragraphs: tuple[tuple[str, bool], ...]
    """Its words with the places to fill, and whether they are law and never edited."""


@dataclass(frozen=True, slots=True)
class RewardRow:
    """A reward: what it brings, from whom, for whom, how long."""

    id: str
    title: str
    content: str
    basis: SourceNote
    body: str
    months: str
    who: str
    acts: tuple[str, ...]


def matter_rows(policy: Policy, language: Language) -> tuple[MatterRow, ...]:
    """Return every matter: those open to pledges first."""
    found = sorted(policy.matters.values(), key=lambda one: one.never is not None)
    return tuple(_matter(one, policy, language) for one in found)


def _matter(found: PledgeMatter, policy: Policy, language: Language) -> MatterRow:
    papers = []
    for one in found.papers.values():
        said = {"time": period_words(one.deferred)} if one.deferred else {}
        when = _("may follow within %(time)s") % said if said else _("with the application")
        papers.append((one.title.in_(language), when))
    check = found.check
    return MatterRow(
        id=found.id,
        title=found.title.in_(language),
        department=keeper_words(policy, found.department, language),
        basis=source_note(policy, found.basis, language),
        allowed=found.never is None and found.pledge,
        never=NEVER[found.never].in_(language) if found.never else "",
        types=tuple((one, policy.pledge_types[one].title.in_(language)) for one in found.types),
        papers=tuple(papers),
        check=period_words(check.within) if check else "",
        check_basis=source_note(policy, check.basis, language) if check else None,
    )


def type_rows(policy: Policy, language: Language) -> tuple[TypeRow, ...]:
    """Return the types of pledges with their words."""
    found = []
    for one in policy.pledge_types.values():
        letter = policy.letters[one.letter]
        names = {
            slot: f"［{title}］" if language == "zh" else f"[{title}]"
            for slot in letter.slots
            if (title := policy.slots[slot].title.in_(language))
        }
        found.append(
            TypeRow(
                id=one.id,
                title=one.title.in_(language),
                basis=source_note(policy, one.basis, language),
                letter=letter.title.in_(language),
                procedure=one.procedure,
                procedure_title=policy.procedures[one.procedure][-1].title.in_(language),
                paragraphs=tuple(
                    (part.text.in_(language).format(**names), part.protected)
                    for part in letter.paragraphs
                ),
            )
        )
    return tuple(found)


def reward_rows(policy: Policy, language: Language) -> tuple[RewardRow, ...]:
    """Return the catalogue of rewards."""
    return tuple(reward_row(one, policy, language) for one in policy.rewards.values())


def reward_row(found: Reward, policy: Policy, language: Language) -> RewardRow:
    """Return one reward."""
    if found.grade:
        who = _("entities with grade %(grade)s or better") % {"grade": found.grade}
    else:
        kind = policy.record_types[found.of].title.in_(language)
        who = _("holders of a record of the kind “%(kind)s” that fits") % {"kind": kind}
    return RewardRow(
        id=found.id,
        title=found.title.in_(language),
        content=found.content.in_(language),
        basis=source_note(policy, found.basis, language),
        body=keeper_words(policy, found.body, language),
        months=dated_months(found.months),
        who=who,
        acts=tuple(policy.desk_acts[one].title.in_(language) for one in found.acts),
    )


def pledged(
    asked: Mapping[str, str], thing: Thing, *, on: date, policy: Policy, language: Language
) -> dict[str, str]:
    """Return the words of a pledge that an entity chose from the directory, ready to be signed."""
    matter = policy.matters.get(asked.get("matter", ""))
    kind = policy.pledge_types.get(asked.get("type", ""))
    if kind is None or (kind.procedure == PLEDGE) != (matter is not None):
        return {}
    if matter is not None and kind.id not in matter.types:
        return {}
    letter = policy.letters[kind.letter]
    said = {slot: f"［{policy.slots[slot].title.in_(language)}］" for slot in letter.slots}
    said |= {
        "party": thing.entity,
        "code": thing.subject.partition(":")[2],
        **({"matter": matter.title.in_(language)} if matter else {}),
        "day": long_day(on, language),
    }
    words = (one.text.in_(language).format(**said) for one in letter.paragraphs)
    return {"pledge_text": "\n".join(words), "kind": kind.id}
