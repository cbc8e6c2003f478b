"""Listings and measures that last until something is done, led to their service."""

from datetime import date

from tests.actions.case_world import KEY, OBJECTOR, World
from tests.actions.cases.test_case import file, step

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import note_hearing, open_case
from goodstanding.actions.cases.serve import serve

KEEPER = Acting("officer-gao", "registry_unit")
HEAD = Acting("officer-hua", "registry_unit")
LEGAL = Acting("officer-he", "legal_office")
REVIEWER = Acting("officer-ma", "registry_review")
REVIEW_HEAD = Acting("officer-ning", "registry_review")
DECIDED, SERVED = date(2026, 5, 20), date(2026, 5, 22)
FIRST = date(2027, 5, 20)
"""The first day of review: twelve months from the decision."""
ABNORMAL = {
    "list": "g01_abnormal",
    "conduct": "unreachable:2026-1",
    "facts": "通过登记住所无法联系",
    "evidence": "两次邮寄退回",
    "legal_basis": "示范依据",
}
MEASURE = {"measures": "key_supervision/abnormal", "term_months": "0"}
WHY = {
    "removal_conditions": "重新取得联系后移出",
    "remedies": "可申请复议或者诉讼",
    "signatory": "负责人",
    "size": "small",
    "first_offence": "first",
    "corrected": "none",
    "harm": "slight",
    "deviation": "无",
    "reasons": "两次无法联系",
}
TOLD = {
    "finding": "right",
    "facts": "仍无法联系",
    "evidence": "邮寄退回",
    "legal_basis": "示范依据",
}
OPINION = {"legal_opinion": "合法", "secrecy_review": "无涉密"}
ON = {"reasons": "仍无法联系", "reply_to_defence": "未陈述"}


def listed(world: World, *, procedure: str = "designation") -> int:
    """Enter the entity among the abnormal, or take the measure alone; return the case."""
    give = {"policy": world.policy, "seed": world.seed()}
    alone = procedure == "measure"
    cited = {"evidence": f"record:{world.entries['penalty']}"}
    burden = (
        ABNORMAL
        | cited
        | MEASURE
        | ({"anchor": "abnormal", "body": "registry_unit"} if alone else {})
    )
    case = open_case(
        procedure, "entity", KEY, acting=KEEPER, form=burden, on=date(2026, 5, 6), **give
    )
    step(world, case, "notify", KEEPER, date(2026, 5, 7), burden)
    served(world, case, "measure_pre_notice" if alone else "list_pre_notice", date(2026, 5, 8))
    note_hearing(
        case,
        "waived",
        acting=OBJECTOR,
        form={},
        on=date(2026, 5, 11),
        policy=world.policy,
        seed=world.seed(),
    )
    reply = {"finding": "right", "reply_to_defence": "未提出"}
    step(world, case, "verify", KEEPER, date(2026, 5, 18), reply)
    step(world, case, "opine", LEGAL, date(2026, 5, 19), OPINION)
    step(world, case, "decide" if alone else "list", HEAD, DECIDED, burden | WHY)
    served(world, case, "measure_decision" if alone else "list_decision", SERVED)
    return case


def goes_on(world: World, review: int, told: date, decided: date, arrived: date) -> None:
    """Lead a review to the served decision that it goes on."""
    step(world, review, "tell", REVIEWER, told, TOLD)
    served(world, review, "review_findings", told, REVIEWER)
    step(world, review, "opine", LEGAL, decided, OPINION)
    step(world, review, "go_on", REVIEW_HEAD, decided, ON)
    served(world, review, "review_goes_on", arrived, REVIEWER)


def served(world: World, case: int, template: str, on: date, by: Acting = KEEPER) -> None:
    """Serve the latest letter of a template."""
    letter = [one for one in file(case).letters if one.template == template][-1]
    serve(
        letter.id,
        mode="electronic",
        recipient=KEY,
        day=on,
        proof="E-1",
        acting=by,
        on=on,
        policy=world.policy,
        seed=world.seed(),
    )
