"""A small world for the doors: files of departments, taken in through the real front door.

Six entities, each for a state that a page must show well. The day is 30 June 2026.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goodstanding.actions.intake.receive import receive
from goodstanding.core.basis.ids import org_code_with_check, uscc_with_check
from goodstanding.core.policy.shape import Policy
from goodstanding.store.shelf import load_policy

EARLY = date(2026, 1, 31)
TODAY = date(2026, 6, 30)
PHONE = "13800138000"
HOLDER = "欧阳虚构"
FACTS = "当事人经理在场，销售的预包装食品标签未标明生产日期。"


def code(number: int, *, kind: str = "91") -> str:
    """Return a fictional unified code that checks."""
    return uscc_with_check(f"{kind}990100" + org_code_with_check(f"{number:08d}"))


RICH, CALM, SHOP, NEW, LONG = (
    code(1),
    code(2),
    code(3, kind="92"),
    code(4),
    code(5),
)
OLD_NUMBER = "990100000000016"
CHICAGO = "1234567"
Row = Mapping[str, object]


@dataclass(frozen=True)
class World:
    """What was sent, and under which rules."""

    policy: Policy


def build(folder: Path) -> World:
    """Take the files in, in the order of their days."""
    policy = load_policy()
    send(
        folder / "reg-1",
        "market_registry",
        on=EARLY,
        policy=policy,
        file=csv_file(_registrations()),
    )
    send(
        folder / "pen-1",
        "market_regulation",
        on=EARLY,
        policy=policy,
        file=csv_file(_early_penalties(), "gb18030"),
    )
    send(folder / "hon-1", "honours_office", on=EARLY, policy=policy, file=csv_file(_honours()))
    send(
        folder / "lic-1",
        "city_business_licensing",
        on=EARLY,
        policy=policy,
        file=csv_file(_licences()),
    )
    send(folder / "food-1", "city_food_inspection", on=EARLY, policy=policy, file=csv_file(_food()))
    send(
        folder / "reg-2",
        "market_registry",
        on=TODAY,
        policy=policy,
        file=csv_file(_later_registrations()),
    )
    send(
        folder / "pen-2",
        "market_regulation",
        on=TODAY,
        policy=policy,
        file=csv_file(_penalties(), "gb18030"),
    )
    send(folder / "ins-1", "inspection_team", on=TODAY, policy=policy, file=_lines(_inspections()))
    send(folder / "ple-1", "pledge_desk", on=TODAY, policy=policy, file=_lines(_pledges()))
    send(folder / "hot-1", "hotline", on=TODAY, policy=policy, file=_lines(_complaints()))
    return World(policy)


def send(path: Path, department: str, *, on: date, policy: Policy, file: tuple[str, bytes]) -> None:
    """Receive one file; the world has no dirt, so all of its rows come in."""
    suffix, content = file
    sent = path.with_suffix(f".{suffix}")
    sent.write_bytes(content)
    receipt = receive(
        sent, department=department, on=on, actor="test", policy=policy, seed=path.name
    )
    if receipt.refused or receipt.state != "sealed":
        raise AssertionError(receipt)


def csv_file(rows: Sequence[Row], encoding: str = "utf-8") -> tuple[str, bytes]:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return "csv", out.getvalue().encode(encoding)


def _lines(rows: Sequence[Row]) -> tuple[str, bytes]:
    return "jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def registration(uscc: str, name: str, change: str, **more: str) -> Row:
    return {
        "pripid": "",
        "uni_social_crd_cd": uscc,
        "reg_no": "",
        "comp_nm": name,
        "comp_type": "企业",
        "reg_state": "存续",
        "est_dt": "2019-03-04",
        "change_dt": change,
        "industry": "食品销售",
        "adm_region": "990100",
        "reg_capital": "500",
        "legal_repre": HOLDER,
        "legal_repre_ident": "",
    } | more


def _registrations() -> list[Row]:
    return [
        registration(RICH, "云州青禾商贸有限公司", "2019-03-04", reg_no=OLD_NUMBER),
        registration(CALM, "云州静湖物业服务有限公司", "2019-03-04"),
        registration(SHOP, "云州老街面馆", "2020-05-01", comp_type="个体工商户"),
        registration(
            LONG,
            "云州大田农业发展集团股份有限公司北部生态产业园区第二分公司（筹备处）",
            "2021-07-01",
            comp_type="分支机构",
        ),
    ]


def _later_registrations() -> list[Row]:
    return [
        registration(RICH, "云州青禾食品有限公司", "2026-05-08"),
        registration(NEW, "云州初见文化有限公司", "2026-06-25", est_dt="2026-06-25"),
    ]


def penalty(uscc: str, name: str, number: int, day: str, **more: str) -> Row:
    return {
        "CF_XDR_MC": name,
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": uscc,
        "CF_XDR_GSZC": "",
        "CF_FRDB": HOLDER,
        "CF_FR_ZJHM": "",
        "CF_XDR_ZJHM": "",
        "CF_WSH": f"云市监罚〔2026〕{number}号",
        "CF_WFXW": "经营标签不符合规定的食品",
        "CF_SY": FACTS,
        "CF_YJ": "食品安全法",
        "CF_CFLB": "罚款",
        "case_process_type": "02",
        "CF_NR": "",
        "CF_NR_FK": "1.2",
        "CF_NR_WFFF": "",
        "CF_NR_ZKDX": "",
        "CF_JDRQ": day,
        "CF_YXQ": "",
        "CF_GSJZQ": "",
        "CF_CFJG": "云州市市场监督管理局",
        "CF_ZT": "0",
        "CF_SJLY": "",
        "BZ": "",
    } | more


def _early_penalties() -> list[Row]:
    name = "云州青禾商贸有限公司"
    return [
        penalty(RICH, name, 1, "2026-01-09"),
        penalty(RICH, name, 2, "2025-05-20", CF_WFXW="未按规定明码标价"),
        penalty(RICH, name, 3, "2026-01-12", CF_WFXW="虚假宣传"),
    ]


def _penalties() -> list[Row]:
    """Number 3 is annulled; number 4 is disputed; number 5 is minor."""
    name = "云州青禾食品有限公司"
    shop = "云州老街面馆"
    return [
        penalty(RICH, "云州青禾商贸有限公司", 3, "2026-01-12", CF_WFXW="虚假宣传", CF_ZT="1"),
        penalty(RICH, name, 4, "2026-05-20", CF_CFLB="罚款、没收违法所得", CF_ZT="2"),
        penalty(RICH, name, 5, "2026-06-02", CF_CFLB="警告", case_process_type="01"),
        penalty(SHOP, shop, 6, "2026-04-10"),
        penalty(LONG, "", 7, "2026-02-20", CF_CFLB="罚款、责令停产停业", CF_NR_FK="30"),
    ]


def _honours() -> list[Row]:
    return [
        {
            "荣誉编号": f"R-{number}",
            "获奖单位": name,
            "统一社会信用代码": uscc,
            "工商注册号": "",
            "荣誉名称": title,
            "级别": level,
            "授予日期": "2025-03-15",
            "有效期至": "2028-03-14",
            "备注": "",
        }
        for number, uscc, name, title, level in (
            (1, RICH, "云州青禾商贸有限公司", "云州市诚信示范企业", "市级"),
            (2, CALM, "云州静湖物业服务有限公司", "省级守信企业", "省级"),
        )
    ]


def _inspections() -> list[Row]:
    return [
        {
            "uscc": uscc,
            "entName": "",
            "regNo": "",
            "inspNo": f"J-{number}",
            "matter": "食品安全检查",
            "result": result,
            "inspDate": f"2026-{number % 6 + 1:02d}-1{number % 9}",
            "inspectors": HOLDER,
            "remark": "",
        }
        for number, (uscc, result) in enumerate(
            [(RICH, "未发现问题")] * 8 + [(RICH, "发现问题已责令改正"), (CALM, "未发现问题")]
        )
    ]


def _pledges() -> list[Row]:
    return [
        {
            "pledgeNo": "C-1",
            "uscc": RICH,
            "entName": "云州青禾食品有限公司",
            "regNo": "",
            "matter": "食品经营许可告知承诺",
            "kind": "审批替代型",
            "pledgeDate": "2026-03-03",
            "performance": "已履约",
            "checkDate": "2026-05-04",
            "signer": HOLDER,
        }
    ]


def _complaints() -> list[Row]:
    return [
        {
            "工单编号": "T-2026-77",
            "被投诉主体": "云州青禾食品有限公司",
            "统一社会信用代码": RICH,
            "工商注册号": "",
            "领域": "食品安全",
            "受理日期": "2026-06-01",
            "处理结果": "属实",
            "投诉人": HOLDER,
            "联系电话": PHONE,
        }
    ]


def _licences() -> list[Row]:
    return [
        {
            "licence": CHICAGO,
            "first_day": "2008-04-02",
            "trade_name": "BLUE DOOR DINER",
            "description": "Retail Food Establishment",
        }
    ]


def _food() -> list[Row]:
    return [
        {
            "inspection_no": f"F-{number}",
            "inspected_day": day,
            "licence": CHICAGO,
            "trade_name": "BLUE DOOR DINER",
            "facility": "Restaurant",
            "risk": "Risk 1 (High)",
            "result": result,
            "critical": critical,
            "serious": "1",
            "minor": "3",
        }
        for number, (day, result, critical) in enumerate(
            [
                ("2024-05-06", "Fail", "2"),
                ("2025-03-01", "Pass", "0"),
                ("2025-12-01", "Pass w/ Conditions", "1"),
            ]
        )
    ]
