"""What one account looked up, in words: of whom, what and for which purpose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.sealed_desk import REPLAY, REPORT, Lookup
from goodstanding.web.pages.wording import long_day


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One look-up: on which day, of which entity, what of it, for what."""

    day: str
    key: str
    entity: str
    what: str
    purpose: str


def lookup_rows(
    found: Sequence[Lookup], names: Mapping[str, str], *, policy: Policy, language: Language
) -> tuple[LookupRow, ...]:
    """Return look-ups in words, in the order given. `names`: of entities, by key."""
    return tuple(
        LookupRow(
            day=long_day(one.day, language),
            key=one.entity,
            entity=names.get(one.entity) or one.entity.partition(":")[2],
            what=_what(one.what, policy, language),
            purpose=_purpose(one.purpose, policy, language),
        )
        for one in found
    )


def _what(what: str, policy: Policy, language: Language) -> str:
    if what in policy.desk_acts:
        act = policy.desk_acts[what].title.in_(language)
        return _("asked the check desk: %(act)s") % {"act": act}
    known = {REPORT: _("special report"), REPLAY: _("page of an earlier day")}
    return known.get(what, what)


def _purpose(purpose: str, policy: Policy, language: Language) -> str:
    known = policy.check_purposes.get(purpose) or policy.audit_purposes.get(purpose)
    return known.title.in_(language) if known else purpose
