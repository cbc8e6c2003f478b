"""The spine, walked by a department and a reader: from a file to an explained grade on a page."""

import csv
import io
import json
import subprocess
import sys
from html import unescape
from pathlib import Path

from django.test import Client
from tests.conftest import Database

from goodstanding.core.basis.ids import org_code_with_check, uscc_with_check

CODE = uscc_with_check("91990100" + org_code_with_check("00000077"))
NAME = "临澜市青禾虚构食品有限公司"
LATER_NAME = "临澜市青禾新叶虚构食品有限公司"


def goodstanding(database: Database, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a department's officer would, on the test's own database."""
    return subprocess.run(
        [sys.executable, "-c", "from goodstanding.cli.main import main; main()", *arguments],
        capture_output=True,
        check=False,
        env=database.environment | {"GOODSTANDING_LANG": "en"},
        text=True,
    )


def told(database: Database, *arguments: str) -> dict[str, object]:
    """Run a command that must succeed and return what it says as JSON."""
    done = goodstanding(database, *arguments, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def write(path: Path, rows: list[dict[str, str]], encoding: str) -> Path:
    """Write a CSV file as the department's system does."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def registration(name: str, changed: str) -> dict[str, str]:
    """Return a row of the registry."""
    return {
        "pripid": "P1",
        "uni_social_crd_cd": CODE.lower(),
        "reg_no": "990100000000016",
        "comp_nm": name,
        "comp_type": "企业",
        "reg_state": "存续",
        "est_dt": "2021-3-1",
        "change_dt": changed,
        "industry": "餐饮",
        "adm_region": "虚构区",
        "reg_capital": "100",
    }


def penalty(number: str, **other: str) -> dict[str, str]:
    """Return a penalty row in the columns of the double-publicity standard."""
    return {
        "CF_XDR_MC": NAME,
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": CODE,
        "CF_XDR_GSZC": "",
        "CF_FRDB": "某某",
        "CF_FR_ZJHM": "暂无",
        "CF_XDR_ZJHM": "",
        "CF_WSH": number,
        "CF_WFXW": "销售超过保质期的食品",
        "CF_SY": "检查发现货架上有超过保质期的食品。",
        "CF_YJ": "示范依据",
        "CF_CFLB": "罚款",
        "case_process_type": "02",
        "CF_NR": "罚款",
        "CF_NR_FK": "5.5",
        "CF_NR_WFFF": "",
        "CF_NR_ZKDX": "",
        "CF_JDRQ": "2026年5月8日",
        "CF_YXQ": "",
        "CF_GSJZQ": "",
        "CF_CFJG": "临澜市虚构市场监管局",
    } | other


def header(layout: str) -> list[str]:
    """Return the columns that a shipped layout declares, in its order."""
    text = (
        Path(__file__).parents[2] / "packs" / "common" / "layouts" / f"{layout}.yaml"
    ).read_text(encoding="utf-8")
    return [
        line.split("name:")[1].split(",")[0].strip(" }\n")
        for line in text.split("columns:")[1].splitlines()
        if "name:" in line
    ]


def fitted(row: dict[str, str], layout: str) -> dict[str, str]:
    """Return the row with exactly the layout's columns."""
    return {column: row.get(column, "") for column in header(layout)}


REGISTRY = "market_registry_registration"
PENALTIES = "market_regulation_administrative_penalty"


def sent(database: Database, path: Path, department: str, on: str) -> dict[str, object]:
    """Send a file and return its receipt; refused rows are told by the exit code 3."""
    done = goodstanding(database, "intake", str(path), "--as", department, "--on", on, "--json")
    receipt: dict[str, object] = json.loads(done.stdout)
    assert done.returncode == (3 if receipt["refused"] else 0), done.stderr
    return receipt


def take_in(database: Database, folder: Path) -> None:
    """Send a registry file and a penalties file, the second twice; check the receipts."""
    names = [(NAME, "2021-3-1"), (LATER_NAME, "2026/4/2")]
    registry = write(
        folder / "registry-2026-05.csv",
        [fitted(registration(name, day), REGISTRY) for name, day in names],
        "utf-8",
    )
    rows = [
        penalty("澜市监罚〔2026〕1号"),
        penalty("澜市监罚〔2026〕2号", CF_JDRQ="2026-02-30"),
        penalty("澜市监罚〔2026〕3号", CF_XDR_LB="自然人"),
    ]
    penalties = write(
        folder / "penalties-2026-05.csv", [fitted(row, PENALTIES) for row in rows], "gb18030"
    )
    received = sent(database, registry, "market_registry", "2026-05-31")
    assert (received["rows"], received["refused"]) == (2, 0)
    receipt = sent(database, penalties, "market_regulation", "2026-05-31")
    assert (receipt["rows"], receipt["accepted"], receipt["refused"]) == (3, 1, 2)
    assert sent(database, penalties, "market_regulation", "2026-06-30") == receipt


def read_pages(score: str) -> None:
    """Read the entity's page in both languages, its JSON twin, and the search."""
    client = Client()
    for language in ("zh", "en"):
        page = client.get(f"/{language}/entity/cn-uscc:{CODE}?on=2026-06-30")
        text = unescape(page.content.decode())
        assert page.status_code == 200
        for shown in (LATER_NAME, NAME, score, "澜市监罚〔2026〕1号"):
            assert shown in text
        assert "某某" not in text
    assert client.get(f"/en/entity/cn-uscc:{CODE}.json?on=2026-06-30").status_code == 200
    assert CODE in client.get("/zh/search", {"q": "青禾新叶"}).content.decode()


def test_a_file_becomes_an_explained_grade_and_a_public_page(
    database: Database, tmp_path: Path
) -> None:
    """Two files end as one archive, one grade that adds up, one page, and the same bytes again."""
    take_in(database, tmp_path)
    told(database, "appraise", "--on", "2026-06-30")
    shown = told(database, "explain", CODE, "--on", "2026-06-30")["appraisal"]
    assert isinstance(shown, dict)
    lines = shown["lines"]
    assert sum(int(line["points"]) for line in lines) == int(shown["score"])
    assert any(int(line["points"]) < 0 and line["ends"] for line in lines)
    read_pages(str(shown["score"]))

    before = told(database, "dump")
    told(database, "rebuild")
    told(database, "appraise", "--on", "2026-06-30")
    assert told(database, "dump") == before
    assert goodstanding(database, "verify").returncode == 0
