"""What a department's file takes back is made good, as what a case annuls is."""

import csv
import io
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.actions.case_world import NAME, OBJECTOR, OTHER, World, build
from tests.actions.cases.test_case import file, refusal, served, step
from tests.stories.requirements.ground import OUTSIDE_TOO, opened

from goodstanding.actions.intake.receive import receive
from goodstanding.actions.intake.release import release
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.receipt import Receipt
from goodstanding.store.cases.checks import Answered, Asking, Reason, hold_log, log_checks
from goodstanding.store.queries.apologies import apologies
from goodstanding.store.queries.own_rights import checks_about

pytestmark = pytest.mark.usefixtures("database")
FIRST, SECOND = date(2026, 5, 6), date(2026, 6, 8)
HERE, THERE = "91990100MA0000015X", OTHER.partition(":")[2]
names = count(1)


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """An entity with a penalty and a listing, and another one."""
    del database
    return build(policy)


def penalty(**changed: str) -> dict[str, str]:
    """Return a penalty as market regulation sends it."""
    return {
        "CF_XDR_MC": NAME,
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": THERE,
        "CF_WSH": "云市监罚〔2026〕77号",
        "CF_WFXW": "虚假宣传",
        "CF_SY": "宣传页与实物不符",
        "CF_CFLB": "罚款",
        "case_process_type": "02",
        "CF_NR_FK": "3.0",
        "CF_JDRQ": "2026-04-15",
        "CF_CFJG": "云州市市场监督管理局",
        "CF_ZT": "0",
        **changed,
    }


def listing(**changed: str) -> dict[str, str]:
    """Return an entry of the list of abnormal operation."""
    return {
        "inclu_dt": "2026-03-02",
        "inclu_reason": "未按规定公示年度报告",
        "uni_social_crd_cd": THERE,
        "remove_dt": "",
        "comp_nm": NAME,
        **changed,
    }


def sent(
    world: World, folder: Path, rows: list[dict[str, str]], on: date, department: str
) -> Receipt:
    """Receive a file of a department with these rows."""
    layout = next(one for one in world.policy.layouts.values() if one.department == department)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(layout.columns), restval="")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / f"file{next(names)}.csv"
    path.write_bytes(text.getvalue().encode(layout.encoding or "utf-8"))
    return receive(
        path, department=department, on=on, actor="loader", policy=world.policy, seed=world.seed()
    )


def cases() -> list[int]:
    """Return the cases of redress, in the order of opening."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM case_file WHERE procedure = 'redress' ORDER BY id")
        return [number for (number,) in cursor.fetchall()]


def entry_of(number: str) -> int:
    """Return the entry in force of a record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM current_record WHERE natural_key LIKE %s", [f"%{number}%"])
        (found,) = cursor.fetchone()
    return int(found)


def test_a_penalty_that_its_file_annuls_opens_redress_with_its_letter(
    world: World, tmp_path: Path
) -> None:
    """The party has a case, a letter that names the record, a time, and the apology in public."""
    sent(world, tmp_path, [penalty()], FIRST, "market_regulation")
    wrong = entry_of("77号")
    assert cases() == []
    sent(world, tmp_path, [penalty(CF_ZT="1")], SECOND, "market_regulation")
    (case,) = cases()
    data = file(case)
    assert (data.about_kind, data.about_id, data.subject) == ("retracted", str(wrong), OTHER)
    assert (data.department, data.opened) == ("market_regulation", SECOND)
    (letter,) = data.letters
    assert letter.template == "redress_opened"
    assert "77号" in letter.zh
    made = {"made_good": "已撤销", "compensation": "未提出", "reasons": "处罚有误"}
    step(world, case, "make_good", OUTSIDE_TOO, date(2026, 6, 9), made)
    served(world, case, "apology", date(2026, 6, 10))
    (found,) = apologies([OTHER], on=date(2026, 6, 10), today=date(2026, 6, 10))
    assert (found.department, found.record_type) == ("market_regulation", "administrative_penalty")


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"CF_NR_FK": "2.0"}, id="another fine"),
        pytest.param({"CF_CFLB": "警告"}, id="another kind"),
        pytest.param({"CF_XDR_SHXYM": HERE, "CF_XDR_MC": "云州虚构公司"}, id="another entity"),
    ],
)
def test_what_cannot_read_otherwise_unless_it_was_wrong_opens_redress(
    world: World, tmp_path: Path, changed: dict[str, str]
) -> None:
    """For whom it named before, also where the file now names somebody else."""
    sent(world, tmp_path, [penalty()], FIRST, "market_regulation")
    sent(world, tmp_path, [penalty(**changed)], SECOND, "market_regulation")
    (case,) = cases()
    assert file(case).subject == OTHER


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({}, id="the same again"),
        pytest.param({"CF_SY": "宣传页、网页与实物不符"}, id="more of the facts"),
        pytest.param({"CF_ZT": "2"}, id="disputed"),
        pytest.param({"CF_XDR_MC": f"{NAME}（曾用名）"}, id="another name"),
    ],
)
def test_what_was_right_opens_nothing(
    world: World, tmp_path: Path, changed: dict[str, str]
) -> None:
    """A file that says more, or the same, takes nothing back."""
    sent(world, tmp_path, [penalty()], FIRST, "market_regulation")
    sent(world, tmp_path, [penalty(**changed)], SECOND, "market_regulation")
    assert cases() == []


def test_one_record_is_made_good_once(world: World, tmp_path: Path) -> None:
    """A later file that changes it once more opens no second case, nor does its own repetition."""
    for place, fine in enumerate(("3.0", "2.0", "1.0", "1.0")):
        on = date(2026, 6, 1 + place)
        sent(world, tmp_path, [penalty(CF_NR_FK=fine)], on, "market_regulation")
    assert len(cases()) == 1


def test_an_entry_that_a_whole_list_drops_was_wrong_unless_it_says_that_it_was_over(
    world: World, tmp_path: Path
) -> None:
    """Who complied was removed on a day; who is gone without one should not have been there."""
    over = listing(uni_social_crd_cd=HERE, remove_dt="2026-05-20")
    sent(world, tmp_path, [listing(), over], FIRST, "registry_office")
    receipt = sent(world, tmp_path, [listing(inclu_dt="2026-05-02")], SECOND, "registry_office")
    assert receipt.withdrawn == 2
    (case,) = cases()
    assert file(case).subject == OTHER


def test_what_waits_for_an_officer_opens_redress_when_it_is_released(
    world: World, tmp_path: Path
) -> None:
    """Nothing of a held batch counts before somebody looked at it."""
    days = [f"2026-0{1 + place // 9}-1{place % 9}" for place in range(12)]
    rows = [listing(inclu_dt=one) for one in days]
    sent(world, tmp_path, rows, FIRST, "registry_office")
    receipt = sent(world, tmp_path, rows[:1], SECOND, "registry_office")
    assert (receipt.state, cases()) == ("held", [])
    release(receipt.batch, actor="officer", on=SECOND, policy=world.policy)
    assert len(cases()) == 11


def test_who_was_told_no_on_it_is_told_and_the_entity_sees_it(world: World, tmp_path: Path) -> None:
    """As when a case annuls: departments acknowledge, and the answer "no" is to be reopened."""
    sent(world, tmp_path, [penalty()], FIRST, "market_regulation")
    wrong = entry_of("77号")
    asking = Asking("tender-1", "permits_office", "licensing")
    no = Answered(OTHER, "public_tender", "no", "依据", None, (Reason("debar", 1, (wrong,)),))
    with transaction.atomic():
        hold_log()
        number = log_checks([(no, asking)], on=FIRST, policy="")
    sent(world, tmp_path, [penalty(CF_ZT="1")], SECOND, "market_regulation")
    (case,) = cases()
    done = {one.effect: one.detail for one in file(case).effects}
    assert done["tell_checked"] == {"checks": str(number), "departments": "permits_office"}
    told = set(done["tell_receivers"]["departments"].split("|"))
    assert told == set(world.policy.departments) - {"market_regulation"}
    (row,) = checks_about([OTHER], policy=world.policy)
    assert row.wrong


def test_the_party_may_claim_again_but_not_for_what_stands(world: World, tmp_path: Path) -> None:
    """Harm that comes to light later is claimed in a case of its own; a standing record is not."""
    sent(world, tmp_path, [penalty(CF_XDR_SHXYM=HERE)], FIRST, "market_regulation")
    stands = str(world.entries["penalty"])
    claim = {"claim": "赔偿停业损失"}
    with refusal("CASE-E127"):
        opened(world, "redress", "retracted", stands, OBJECTOR, SECOND, claim)
