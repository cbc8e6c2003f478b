"""Where the walks begin: an entity of its own with records, and a case of each procedure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.actions.case_world import World, enter
from tests.actions.cases.test_case import file, served
from tests.core.procedures.world import filled

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import note_hearing, open_case, take_step
from goodstanding.actions.cases.handing import declare_interest
from goodstanding.actions.offices.account import set_account
from goodstanding.actions.offices.notes import appoint_deputy
from goodstanding.core.basis.ids import org_code_with_check, uscc_with_check
from goodstanding.core.policy.procedure_shape import OPEN
from goodstanding.core.policy.shape import Policy

START = date(2026, 5, 6)
BEFORE = date(2026, 4, 29)
"""The day on which what is reviewed was decided."""
AGENT_ACCOUNT = "agent"
CAST = (
    Acting("anna", "market_cases"),
    Acting("bo", "market_decisions"),
    Acting("chen", "legal_office"),
    Acting("wu", "market_review"),
    Acting("xu", "market_review"),
    Acting("dan", "market_cases", deputy_for=frozenset({"anna"})),
    Acting("fay", "pledge_unit"),
    Acting("gil", "pledge_review"),
)
LONG_AGO, RESTORING = "2025-04-02", ("restoration", "restoration_cancel")
"""A serious penalty is restored twelve months after its day at the earliest."""
ON_RECORDS = ("record", "list_entry")
ON_ENTITIES = ("entity", "grade", "pledge")


@dataclass
class Led:
    """A case that a walk leads: whose it is, and what its forms say."""

    case: int
    key: str
    other: str
    opening: Mapping[str, Any]
    handler: Acting
    policy: Policy
    said: Mapping[str, str]

    def form(self, step: str) -> dict[str, str]:
        """Return a form that gives everything a step asks for."""
        procedure = self.policy.procedures[str(self.opening["procedure"])][-1]
        given = filled(self.policy, procedure, step)
        return given | {name: value for name, value in self.said.items() if name in given}


@dataclass
class Ground:
    """A world in which every walk has an entity of its own."""

    world: World
    walks: int = 0
    entities: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Give every officer of the cast an account, so that cases can be handed to them."""
        for one in CAST:
            set_account(
                one.account,
                password=None,
                offices=[one.office],
                keys=[],
                policy=self.world.policy,
            )
        appoint_deputy(
            "dan",
            "anna",
            "market_cases",
            first=START,
            last=date(2040, 1, 1),
            reason="借调",
            acting=CAST[0],
            on=START,
            policy=self.world.policy,
        )

    def act(self) -> dict[str, Any]:
        """Return what every act is given."""
        return {"policy": self.world.policy, "seed": self.world.seed()}

    def entity(self) -> str:
        """Register one more fictional organisation."""
        self.walks += 1
        code = org_code_with_check(f"{6000 + self.walks:08d}")
        key = "cn-uscc:" + uscc_with_check("91990100" + code)
        name = {"name": f"云州第{self.walks}虚构商贸有限公司"}
        enter(
            self.world,
            "registration",
            "market_registry",
            f"w{self.walks}",
            key,
            name,
            "2020-03-01",
        )
        self.entities.append(key)
        return key

    def penalty(self, key: str, day: str = "2026-04-02") -> int:
        """Enter a penalty of the entity, decided on a day."""
        number = f"云市监罚〔2026〕{9000 + self.walks}号"
        said = {
            "decision_no": number,
            "authority": "云州市市场监督管理局",
            "kinds": "fine|confiscation",
            "procedure": "ordinary",
            "fine": "1200000",
            "decision_day": day,
        }
        enter(self.world, "penalty", "market_regulation", number, key, said, day)
        return self.world.entries["penalty"]

    def begun(self, name: str) -> Led:
        """Open a case of a procedure about a new entity, one account barred from it."""
        other, key = self.entity(), self.entity()
        entry = self.penalty(key, LONG_AGO if name in RESTORING else "2026-04-02")
        policy = self.world.policy
        procedure = policy.procedures[name][-1]
        kind = procedure.about[0]
        agent = Acting(AGENT_ACCOUNT, party_to=frozenset({key}))
        step = procedure.steps.get(OPEN)
        party = step is not None and procedure.roles[step.by].party
        department = "pledge_desk" if name in ("pledge", "pledge_breach") else "market_regulation"
        handler = CAST[6] if department == "pledge_desk" else CAST[0]
        said = {
            "list": "l01_market",
            "conduct": f"market_violation:{self.walks}",
            "evidence": f"record:{entry}",
            "measures": "honours_limit/serious_list",
            "term_months": "12",
            "correction": "fine=1000",
            "matter": "bookshop",
            "anchor": "serious_list",
            "body": policy.measures["honours_limit"].anchors["serious_list"].bodies[0],
            "performed_on": START.isoformat(),
            "conditions_met": "all",
        }
        if name == "open_pledge":
            said |= {"kind": "proactive"}
        if name == "protective_measure":
            said |= {"measures": f"honours_limit/{said['anchor']}", "body": "honours_unit"}
        about = dict.fromkeys(ON_RECORDS, str(entry)) | dict.fromkeys(ON_ENTITIES, key)
        about = about.get(kind, "")
        if name == "pledge_breach":
            about = str(self._granted(key))
        elif kind == "restoration":
            about = str(self._restored(key, entry))
        elif kind == "annulment":
            about = str(self._annulled(agent, entry))
        elif kind == "measure":
            about = str(self._barred(key, said))
            said |= {"desk_act": "honour", "permit_until": "2027-04-30"}
        if name == "dated_review":
            entry, said["review_day"] = self._lasting(key, said)
            about, handler = str(entry), CAST[3]
        opening = {
            "procedure": name,
            "kind": kind,
            "about": about,
            "acting": agent if party else handler,
            "department": ""
            if kind in (*ON_RECORDS, "restoration", "measure", "annulment")
            else department,
        }
        led = Led(0, key, other, opening, handler, policy, said)
        led.case = self.again(led)
        declare_interest(led.case, "ivy", acting=handler, reason="亲属任职", on=START, **self.act())
        return led

    def again(self, led: Led) -> int:
        """Open the case (again)."""
        one = led.opening
        return open_case(
            str(one["procedure"]),
            str(one["kind"]),
            str(one["about"]),
            acting=one["acting"],
            form=led.form(OPEN),
            on=START,
            contested=["con"],
            department=str(one["department"]),
            **self.act(),
        )

    def _granted(self, key: str) -> int:
        """Return a pledge of the entity that was granted."""
        form = {
            "matter": "bookshop",
            "kind": "approval_replacing",
            "pledge_text": "属实",
            "papers_given": "申请表",
        }
        agent = Acting(AGENT_ACCOUNT, party_to=frozenset({key}))
        give = {"on": START, "department": "pledge_desk"}
        case = open_case("pledge", "pledge", key, acting=agent, form=form, **give, **self.act())  # type: ignore[arg-type]
        take_step(case, "grant", acting=CAST[6], form={}, on=START, **self.act())
        return case

    def _barred(self, key: str, said: Mapping[str, str]) -> int:
        """Return a case by which honours are barred to the entity."""
        ground = {"measures": f"honours_limit/{said['anchor']}", "body": "honours_unit"}
        form = {"urgency": "紧急", "facts": "属实", "legal_basis": "示范依据", **ground}
        form |= {"evidence": said["evidence"]}
        give = {"on": START, "department": "market_regulation"}
        what = "protective_measure"
        case = open_case(what, "entity", key, acting=CAST[0], form=form, **give, **self.act())  # type: ignore[arg-type]
        served(self.world, case, "protective_order", START)
        return case

    def _lasting(self, key: str, said: Mapping[str, str]) -> tuple[int, str]:
        """Return an entry of the entity that lasts until it is corrected, and its day of review."""
        ground = {"list": "g05_negative_check", "conduct": f"unreachable:{self.walks}"}
        ground |= {"measures": "key_supervision/abnormal", "term_months": "0"}
        form = {"evidence": said["evidence"], "facts": "无法联系", "legal_basis": "示范依据"}
        anna, bo, chen = CAST[:3]
        agent = Acting(AGENT_ACCOUNT, party_to=frozenset({key}))
        told = {"finding": "right", "reply_to_defence": "未提出"}
        reviewed = {"legal_opinion": "合法", "secrecy_review": "无涉密"}
        give = {"on": BEFORE, "department": "market_regulation"}
        case = open_case(
            "designation",
            "entity",
            key,
            acting=anna,
            form=ground | form,
            **give,
            **self.act(),  # type: ignore[arg-type]
        )
        take_step(case, "notify", acting=anna, form=ground | form, on=BEFORE, **self.act())
        served(self.world, case, "list_pre_notice", BEFORE)
        take_step(case, "defend", acting=agent, form={"defence": "无"}, on=BEFORE, **self.act())
        note_hearing(case, "waived", acting=agent, form={}, on=BEFORE, **self.act())
        take_step(case, "verify", acting=anna, form=told, on=BEFORE, **self.act())
        take_step(case, "opine", acting=chen, form=reviewed, on=BEFORE, **self.act())
        procedure = self.world.policy.procedures["designation"][-1]
        decided = filled(self.world.policy, procedure, "list") | form | ground
        take_step(case, "list", acting=bo, form=decided, on=BEFORE, **self.act())
        served(self.world, case, "list_decision", BEFORE)
        (one,) = [one for one in file(case).effects if one.effect == "enter_list"]
        return one.entry or 0, one.detail["review"]

    def _annulled(self, agent: Acting, entry: int) -> int:
        """Return an objection that found a record wrong, its redress withdrawn to begin anew."""
        about = {"procedure_id": "objection", "kind": "record", "about_id": str(entry)}
        form = {"claim": "有误", "ground": "facts"}
        case = open_case(**about, acting=agent, form=form, on=START, **self.act())
        take_step(case, "acknowledge", acting=CAST[3], form={}, on=START, **self.act())
        wrong = {"finding": "wrong", "reasons": "有误"}
        take_step(case, "remove", acting=CAST[4], form=wrong, on=START, **self.act())
        (opened,) = [one for one in file(case).effects if one.effect == "open_case"]
        begun = int(opened.detail["case"])
        take_step(begun, "drop", acting=agent, form={}, on=START, **self.act())
        served(self.world, case, file(case).letters[-1].template, START)
        return case

    def _restored(self, key: str, entry: int) -> int:
        """Return a restoration of the entity that was granted."""
        form = {"claim": "已改正", "performance_proof": "缴款凭证", "pledge_text": "守法经营"}
        agent = Acting(AGENT_ACCOUNT, party_to=frozenset({key}))
        case = open_case(
            "restoration", "record", str(entry), acting=agent, form=form, on=START, **self.act()
        )
        checked = {
            "check_result": "属实",
            "performed_on": START.isoformat(),
            "conditions_met": "all",
        }
        take_step(case, "restore", acting=CAST[1], form=checked, on=START, **self.act())
        return case
