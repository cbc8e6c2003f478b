"""What tests of grounds share: listings and measures on records, and how records are taken back."""

from collections.abc import Sequence
from datetime import date

from django.db import connection
from tests.actions.case_world import HANDLER, KEY, OBJECTOR, REVIEWER, World, enter
from tests.actions.cases.test_case import served, step
from tests.actions.cases.test_designation import LEGAL, OUTSIDE, OUTSIDE_TOO, WHY

from goodstanding.actions.cases.acts import note_hearing, open_case

DECIDED, LISTED = date(2026, 5, 20), date(2026, 5, 22)
"""When what these tests burden with is decided, and the day from which it is in force."""
BURDENS = {
    "designation": ("list_pre_notice", "list", "list_decision"),
    "measure": ("measure_pre_notice", "decide", "measure_decision"),
}
"""By procedure: its notice, its deciding step and its decision."""
NAMED = {
    "designation": {"list": "l01_market", "measures": "honours_limit\npreference_limit"},
    "measure": {"measures": "honours_limit", "anchor": "serious_list", "body": "honours_unit"},
}


def penalty(world: World, number: int, *, subject: str = KEY) -> int:
    """Enter a penalty of the serious class; return its entry."""
    said = {
        "decision_no": f"云市监罚〔2026〕{number}号",
        "authority": "云州市市场监督管理局",
        "violation": "生产不符合食品安全标准的食品",
        "kinds": "stop_production|fine",
        "procedure": "ordinary",
        "fine": "1200000",
        "decision_day": "2026-04-03",
    }
    enter(world, "penalty", "market_regulation", said["decision_no"], subject, said, "2026-04-03")
    return world.entries["penalty"]


def burdened(
    world: World, procedure: str, records: Sequence[int], *, serve: bool = True, conduct: str = ""
) -> int:
    """List the entity, or take a measure alone, on records; return the case."""
    notice, deciding, decision = BURDENS[procedure]
    cited = "、".join(f"record:{one}" for one in records)
    said = {"facts": "受到处罚", "evidence": cited, "legal_basis": "依据", **NAMED[procedure]}
    said |= {"conduct": conduct or f"food:{records[0]}"}
    case = open_case(
        procedure,
        "entity",
        KEY,
        acting=HANDLER,
        form=said,
        on=date(2026, 5, 6),
        policy=world.policy,
        seed=world.seed(),
    )
    said["term_months"] = "36"
    step(world, case, "notify", HANDLER, date(2026, 5, 7), said)
    served(world, case, notice, date(2026, 5, 8))
    waived = {"acting": OBJECTOR, "form": {}, "on": date(2026, 5, 11)}
    note_hearing(case, "waived", policy=world.policy, seed=world.seed(), **waived)
    reply = {"finding": "right", "reply_to_defence": "未提出"}
    step(world, case, "verify", HANDLER, date(2026, 5, 18), reply)
    opinion = {"legal_opinion": "合法", "secrecy_review": "无涉密"}
    step(world, case, "opine", LEGAL, date(2026, 5, 19), opinion)
    step(world, case, deciding, REVIEWER, DECIDED, said | WHY)
    if serve:
        served(world, case, decision, LISTED)
    return case


def contested(world: World, record: int, on: date, kind: str = "record") -> int:
    """Let the entity object to a record, and somebody take it up; return the case."""
    case = open_case(
        "objection",
        kind,
        str(record),
        acting=OBJECTOR,
        form={"claim": "事实有误", "ground": "facts"},
        on=on,
        policy=world.policy,
        seed=world.seed(),
    )
    step(world, case, "acknowledge", OUTSIDE, on)
    return case


def annulled(world: World, record: int, on: date, kind: str = "record") -> int:
    """Let a record be withdrawn on objection; return the case."""
    case = contested(world, record, on, kind)
    why = {"finding": "wrong", "reasons": "认定有误"}
    step(world, case, "remove", OUTSIDE_TOO, on, why)
    return case


def reviews(procedure: str = "ground_fallen") -> list[tuple[int, str, str, bool]]:
    """Return the cases of a procedure: id, what each is about, whether it has ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id, c.about_kind, c.about_id, s.ended FROM case_file c"
            " JOIN case_standing s ON s.case_id = c.id WHERE c.procedure = %s ORDER BY c.id",
            [procedure],
        )
        return [(one, kind, about, bool(ended)) for one, kind, about, ended in cursor.fetchall()]
