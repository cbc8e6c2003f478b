"""A story: a department's file changes an explained grade, and its correction changes it back."""

import random  # noqa: TID251 (a test is a door)
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import Database

from goodstanding.actions.grades.appraise import appraise_population
from goodstanding.actions.intake.receive import receive
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.receipt import Receipt
from goodstanding.demo.city.sheets import SHEETS
from goodstanding.demo.city.write import Plan, write_city
from goodstanding.store.queries.appraise_one import appraise_entity
from goodstanding.store.queries.archive import archive, entity_by_number
from goodstanding.store.queries.demonstration import standing_grades
from goodstanding.store.queries.search import search
from goodstanding.store.shelf import load_policy

MODEL = "public_credit"
PLAN = Plan(entities=200, records=1_400, months=1, seed=3)
DECIDED = date(2025, 12, 8)
LEARNT = date(2025, 12, 10)
MENDED = date(2025, 12, 20)


@pytest.fixture
def policy() -> Policy:
    return load_policy()


@pytest.fixture
def city(database: Database, tmp_path: Path, policy: Policy) -> None:
    """A small city is in the archive."""
    del database
    for file in write_city(tmp_path, PLAN, random.Random(PLAN.seed)):  # noqa: S311
        receive(
            tmp_path / file.path,
            department=file.department,
            on=file.learnt_day,
            actor="demo:city",
            policy=policy,
            seed="5eed",
        )


def penalty_file(path: Path, code: str, name: str, **changed: str) -> Path:
    """Write the file of market regulation with one serious penalty, as its office would."""
    sheet = next(sheet for sheet in SHEETS if sheet.department == "market_regulation")
    cells = {
        "CF_XDR_MC": name,
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": code.lower(),
        "CF_FRDB": "虚构人员",
        "CF_WSH": "临市监罚〔2025〕90001号",
        "CF_WFXW": "销售不合格产品",
        "CF_SY": "抽检产品不符合国家标准",
        "CF_YJ": "《中华人民共和国产品质量法》第四十九条",
        "CF_CFLB": "罚款、责令停产停业",
        "case_process_type": "02",
        "CF_NR_FK": "12.5000",
        "CF_NR_WFFF": "暂无",
        "CF_JDRQ": "2025年12月8日",
        "CF_CFJG": "临澜市市场监督管理局",
        "CF_ZT": "0",
        **changed,
    }
    lines = [",".join(sheet.columns), ",".join(cells.get(name, "") for name in sheet.columns)]
    path.write_text("\n".join(lines) + "\n", encoding=sheet.encoding)
    return path


def send(path: Path, policy: Policy, on: date) -> Receipt:
    return receive(
        path,
        department="market_regulation",
        on=on,
        actor="department:market_regulation",
        policy=policy,
        seed="5eed",
    )


@pytest.mark.usefixtures("city")
def test_from_a_departments_file_to_an_explained_grade(tmp_path: Path, policy: Policy) -> None:
    """A penalty in real layout and dirt lowers a good grade, explained; annulled, it is back.

    The explanation names the record, its source and the day its deduction ends; and what was
    known before the annulment can still be read.
    """
    appraise_population(on=LEARNT, policy=policy, model=MODEL)
    number = min(number for number, grade in standing_grades(MODEL).items() if grade == "A")
    entity = entity_by_number(number)
    assert entity is not None
    before = appraise_entity(number, policy=policy, on=LEARNT)
    assert before is not None

    receipt = send(penalty_file(tmp_path / "p1.csv", entity.code, entity.name), policy, LEARNT)
    assert (receipt.rows, receipt.accepted) == (1, 1)

    assert search(entity.name)[0].number == number
    record = next(view for view in archive(number) if "90001" in view.natural_key)
    assert record.clock_day == DECIDED
    assert record.fields["fine"] == "12500000"
    assert record.fields["kinds"] == "fine|stop_production"
    assert "虚构人员" not in "".join(record.fields.values())

    after = appraise_entity(number, policy=policy, on=LEARNT)
    assert after is not None
    assert sum(line.points for line in after.lines) == after.score
    assert after.score < before.score
    assert after.grade > before.grade  # B, C, D come after A
    line = next(line for line in after.lines if str(record.seq) in line.records and line.points < 0)
    assert policy.source_of(line.basis)
    assert line.ends is not None
    assert line.ends > LEARNT
    appraise_population(on=LEARNT, policy=policy, model=MODEL)
    assert standing_grades(MODEL)[number] == after.grade

    annulled = penalty_file(tmp_path / "p2.csv", entity.code, entity.name, CF_ZT="1")
    assert send(annulled, policy, MENDED).accepted == 1
    mended = appraise_entity(number, policy=policy, on=MENDED)
    assert mended is not None
    assert mended.grade == before.grade
    as_then_known = appraise_entity(number, policy=policy, on=LEARNT, known_on=LEARNT)
    assert as_then_known == after
