"""A small world for cases: two entities, three records, the shipped packs, some officers."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting
from goodstanding.core.basis.canon import canonical
from goodstanding.core.basis.ids import org_code_with_check, uscc_with_check
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Envelope, Subject
from goodstanding.core.records.seal import fingerprint_of
from goodstanding.store.fingerprint_key import fingerprint_key
from goodstanding.store.ledger.append import append
from goodstanding.store.ledger.project import project

LEARNT = date(2026, 4, 20)
KEY = "cn-uscc:" + uscc_with_check("91990100" + org_code_with_check("00000501"))
OTHER = "cn-uscc:" + uscc_with_check("91990100" + org_code_with_check("00000502"))
NAME = "云州明溪虚构食品有限公司"

OBJECTOR = Acting("agent-1", party_to=frozenset({KEY}))
STRANGER = Acting("agent-2", party_to=frozenset({OTHER}))
HANDLER = Acting("officer-chen", "market_cases")
REVIEWER = Acting("officer-lin", "market_decisions")
OTHER_REVIEWER = Acting("officer-wu", "market_decisions")
TAX = Acting("officer-tax", "tax_unit")


@dataclass
class World:
    """The packs, the entries that were made, and chance that differs from act to act."""

    policy: Policy
    entries: dict[str, int] = field(default_factory=dict)
    acts: int = 0

    def seed(self) -> str:
        """Return a seed that no other act has."""
        self.acts += 1
        return f"seed {self.acts}"


def build(policy: Policy, *, registered: date = LEARNT) -> World:
    """Enter the registration, a penalty, a listing of one entity, and a second entity."""
    world = World(policy)
    enter(
        world,
        "registration",
        "market_registry",
        "r1",
        KEY,
        {"name": NAME},
        "2020-03-01",
        learnt=registered,
    )
    enter(
        world,
        "other",
        "market_registry",
        "r2",
        OTHER,
        {"name": "云州清岚虚构食品有限公司"},
        "2020-03-01",
    )
    said = {
        "decision_no": "云市监罚〔2026〕41号",
        "authority": "云州市市场监督管理局",
        "violation": "经营标签不符合规定的食品",
        "kinds": "fine|confiscation",
        "procedure": "ordinary",
        "fine": "1200000",
        "decision_day": "2026-04-02",
    }
    enter(world, "penalty", "market_regulation", said["decision_no"], KEY, said, "2026-04-02")
    listed = {
        "list_no": "云市监列〔2026〕3号",
        "list": "market_regulation",
        "decision_day": "2026-04-10",
        "until_day": "2029-04-10",
    }
    enter(world, "listing", "market_regulation", listed["list_no"], KEY, listed, "2026-04-10")
    return world


TYPES = {
    "registration": "registration",
    "other": "registration",
    "penalty": "administrative_penalty",
    "trifle": "administrative_penalty",
    "listing": "serious_list",
}


def enter(
    world: World,
    what: str,
    department: str,
    natural_key: str,
    subject: str,
    fields: dict[str, str],
    day: str,
    *,
    learnt: date = LEARNT,
) -> None:
    """Enter one record as a department states it."""
    event = date.fromisoformat(day)
    one = Envelope(
        kind="fact",
        department=department,
        record_type=TYPES.get(what, what),
        natural_key=natural_key,
        subject=Subject(subject, subject.partition(":")[2], fields.get("name", NAME)),
        event_day=event,
        learnt_day=learnt,
        fields=fields,
    )
    mark = fingerprint_of(fingerprint_key(), subject, day, canonical(one.body()))
    with transaction.atomic():
        (seq,) = append(
            [one], salts=[f"salt of {what} {natural_key}"], fingerprints=[mark], actor="department"
        )
        project(seq, seq, policy=world.policy)
    world.entries[what] = seq
