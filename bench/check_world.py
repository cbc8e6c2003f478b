"""A register with listed entities: each listing is a case, led from proposal to service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import note_hearing, open_case, take_step
from goodstanding.actions.cases.serve import serve
from goodstanding.core.basis.canon import canonical
from goodstanding.core.basis.ids import org_code_with_check, uscc_with_check
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Envelope, Subject
from goodstanding.core.records.seal import fingerprint_of
from goodstanding.store.cases.read import read_case
from goodstanding.store.dialect import add_rows
from goodstanding.store.fingerprint_key import fingerprint_key
from goodstanding.store.ledger.append import append
from goodstanding.store.ledger.project import project

ACTS = ("honour", "bidding")
"""The first is barred by the measures below, the second by none."""
MEASURES = "honours_limit\npreference_limit"
ASKED_ON = date(2026, 5, 25)
HANDLER = Acting("officer-chen", "market_cases")
DECIDER = Acting("officer-lin", "market_decisions")
LEGAL = Acting("officer-he", "legal_office")
REPLY = {"finding": "right", "reply_to_defence": "未提出"}
OPINION = {"legal_opinion": "合法", "secrecy_review": "无涉密"}
WHY = {
    "removal_conditions": "满一年可申请移出",
    "remedies": "可申请复议或者诉讼",
    "signatory": "负责人",
    "size": "small",
    "first_offence": "repeated",
    "corrected": "none",
    "harm": "serious",
    "deviation": "无",
    "reasons": "情节严重",
}


def key(number: int) -> str:
    """Return the key of the nth entity: of the division that nobody has."""
    return "cn-uscc:" + uscc_with_check("91990100" + org_code_with_check(f"{number:08d}"))


def entered(policy: Policy, number: int) -> int:
    """Enter the penalty on which the nth listing rests; return the entry's number."""
    said = {
        "decision_no": _decision(number),
        "authority": "云州市市场监督管理局",
        "violation": "经营标签不符合规定的食品",
        "kinds": "fine|confiscation",
        "procedure": "ordinary",
        "fine": "1200000",
        "decision_day": "2026-04-02",
    }
    subject, day = key(number), date(2026, 4, 2)
    one = Envelope(
        kind="fact",
        department="market_regulation",
        record_type="administrative_penalty",
        natural_key=said["decision_no"],
        subject=Subject(subject, subject.partition(":")[2], f"云州虚构食品{number}有限公司"),
        event_day=day,
        learnt_day=date(2026, 4, 20),
        fields=said,
    )
    mark = fingerprint_of(fingerprint_key(), subject, day.isoformat(), canonical(one.body()))
    with transaction.atomic():
        (seq,) = append([one], salts=[f"salt {number}"], fingerprints=[mark], actor="department")
        project(seq, seq, policy=policy)
    return seq


@dataclass
class Leading:
    """A case that is led: who acts, what is said, when."""

    policy: Policy
    number: int
    case: int = 0
    acts: int = field(default=0)

    def seed(self) -> str:
        """Return a seed that no other act has."""
        self.acts += 1
        return f"seed {self.number}-{self.acts}"

    def step(self, name: str, acting: Acting, on: date, form: Mapping[str, str]) -> None:
        """Take a step."""
        take_step(
            self.case, name, acting=acting, form=form, on=on, policy=self.policy, seed=self.seed()
        )

    def served(self, template: str, on: date) -> None:
        """Serve a letter."""
        found = read_case(self.case)
        if found is None:
            raise RuntimeError("the case is not there")
        (letter,) = [one for one in found.letters if one.template == template]
        serve(
            letter.id,
            mode="electronic",
            recipient=key(self.number),
            day=on,
            proof="E-1",
            acting=HANDLER,
            on=on,
            policy=self.policy,
            seed=self.seed(),
        )


def listed(policy: Policy, number: int, record: int) -> None:
    """Lead the nth designation, which rests on a record, to the service of its decision."""
    led = Leading(policy, number)
    said = {"facts": "受到较重处罚", "evidence": f"record:{record}", "legal_basis": "示范依据"}
    opened = said | {"list": "l01_market", "conduct": f"market_violation:{_decision(number)}"}
    led.case = open_case(
        "designation",
        "entity",
        key(number),
        acting=HANDLER,
        form=opened,
        on=date(2026, 5, 6),
        policy=policy,
        seed=led.seed(),
    )
    burden = said | {"measures": MEASURES, "term_months": "36"}
    led.step("notify", HANDLER, date(2026, 5, 7), burden | {"list": "l01_market"})
    led.served("list_pre_notice", date(2026, 5, 8))
    note_hearing(
        led.case,
        "waived",
        acting=Acting("agent-1", party_to=frozenset({key(number)})),
        form={},
        on=date(2026, 5, 11),
        policy=policy,
        seed=led.seed(),
    )
    led.step("verify", HANDLER, date(2026, 5, 18), REPLY)
    led.step("opine", LEGAL, date(2026, 5, 19), OPINION)
    led.step("list", DECIDER, date(2026, 5, 20), burden | WHY)
    led.served("list_decision", date(2026, 5, 22))


def filled(first: int, count: int) -> None:
    """Fill the register up to so many entities, which carry nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(number), 0) FROM entity")
        (last,) = cursor.fetchone()
        cursor.execute("SELECT coalesce(max(seq), 0) FROM ledger_entry")
        (seq,) = cursor.fetchone()
        rows = [(last + nth, key(number)) for nth, number in enumerate(range(first, count), 1)]
        add_rows(
            cursor,
            "entity",
            ("number", "key", "scheme", "code", "name", "entity_class", "status", "searchable"),
            [
                (number, name, "cn-uscc", name.partition(":")[2], f"虚构企业{number}", "", "", True)
                for number, name in rows
            ],
        )
        add_rows(
            cursor,
            "key_owner",
            ("key", "entity", "since_seq"),
            [(name, number, seq) for number, name in rows],
        )


def _decision(number: int) -> str:
    return f"云市监罚〔2026〕{number + 1}号"
