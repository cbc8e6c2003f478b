"""What only two officers open together, as data: what it is, for which purposes, kept how long."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.procedure_shape import Office, Period
from goodstanding.core.policy.values_shape import Dated

Holds = Literal["sealed", "access"]
"""sealed: words of a case that lie in the sealed store · access: what one account looked up."""
HOLDS: tuple[Holds, ...] = get_args(Holds)


@dataclass(frozen=True, slots=True)
class Purpose:
    """For what it may be opened."""

    id: str
    title: Text
    basis: str


@dataclass(frozen=True, slots=True)
class Subscription:
    """For what a system may keep a mirror of the public rows, which drops what is removed."""

    id: str
    title: Text
    basis: str


@dataclass(frozen=True, slots=True)
class AuditPurpose:
    """For what a page of an earlier day may be shown as it was then, and to which duties."""

    id: str
    title: Text
    basis: str
    duties: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class NameMarks:
    """Words of posts after which papers tell who holds one, and what family names begin with."""

    id: str
    title: Text
    posts: tuple[str, ...]
    surnames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guarded:
    """What two officers open together, with a case and a purpose.

    `asks`, `agrees`: duties of the offices that may ask and agree · `agree_within`: from the
    request on · `open_within`: from the agreement on · `kept`: how long the sealed store keeps it,
    from the day of sealing (None: it is kept elsewhere).
    """

    id: str
    title: Text
    holds: Holds
    basis: str
    asks: tuple[Office, ...]
    agrees: tuple[Office, ...]
    agree_within: Dated[Period]
    open_within: Dated[Period]
    kept: Dated[Period] | None = None
    purposes: Mapping[str, Purpose] = field(default_factory=dict)
