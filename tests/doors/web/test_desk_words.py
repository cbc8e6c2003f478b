"""What people read at the desk: names, titles and quotable numbers, and never an id of machines."""

import re

import pytest
from django.contrib.auth import get_user_model
from tests.actions.case_world import KEY, NAME
from tests.doors.web.desk_world import Desk, browser, text
from tests.doors.web.test_desk import CORRECTION, objected, take

from goodstanding.actions.offices.account import set_account
from goodstanding.store.cases.read import read_case
from goodstanding.store.queries.cases import case_id_of

NAMES = {
    "officer-chen": ("market_cases", "办案岗", "case desk one"),
    "officer-lin": ("market_decisions", "决定岗", "deciding desk one"),
    "officer-tax": ("tax_unit", "税务岗", "tax desk"),
    "officer-credit": ("credit_office", "信用办岗", "credit desk"),
    "officer-both": ("market_cases", "办案二岗", "case desk two"),
}
DAYS = {"first": "2026-04-29", "last": "2026-05-08", "reason": "年休假"}


def named(desk: Desk) -> None:
    """Give the officers their posts in both languages."""
    for login, (office, zh, en) in NAMES.items():
        set_account(
            login,
            password=None,
            offices=[office],
            keys=[],
            name=zh,
            name_en=en,
            policy=desk.world.policy,
        )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_of_an_officer_names_an_id(desk: Desk, language: str) -> None:
    """Lists, files, letters, offices and receipts: accounts by post, cases by quotable number."""
    named(desk)
    case = objected(desk)
    take("officer-chen", case, "acknowledge", 1)
    chen, lin = browser("officer-chen"), browser("officer-lin")
    form = {"deputy": "officer-both", "principal": "officer-chen", "unit": "market_cases"}
    assert chen.post("/en/desk/offices/deputy", form | DAYS).status_code == 302
    assert chen.post("/en/desk/offices/absence", {"account": "officer-chen", **DAYS}).status_code
    over = {"case": ["1"], "to": "officer-both", "reason": "调岗"}
    assert chen.post("/en/desk/hand-over", over).status_code == 302
    draft = {"do": "forward", "read": "", **CORRECTION}
    assert browser("officer-both").post(f"{case}/draft/correct", draft).status_code == 302
    here = f"/{language}/desk"
    own, other = (
        ("办案二岗", "case desk two") if language == "zh" else ("case desk two", "办案二岗")
    )
    for address in (
        here,
        f"{here}/case/1",
        f"{here}/case/1/draft/correct",
        f"{here}/drafts",
        f"{here}/offices",
        f"{here}/offices/deputy",
        f"{here}/letters",
        f"{here}/letter/1",
        f"{here}/receipt/3",
    ):
        client = chen if "receipt" in address else lin
        page = text(client, address)
        shown = re.sub(r"\s+", " ", page)
        assert not re.search(r"officer-\w+|market_regulation|market_cases|cn-uscc:", shown), address
        assert other not in shown, address
    assert own in text(lin, f"{here}/case/1")
    quoted = (
        "市场监管部门案〔2026〕1号" if language == "zh" else "Market regulation, case 1 of 2026"
    )
    assert quoted in text(lin, here)
    assert case_id_of(quoted) == 1


def test_an_officer_without_a_name_is_called_by_the_unit(desk: Desk) -> None:
    """Promise: in the reader's language, numbered where several are alike; never the login."""
    accounts = get_user_model().objects.filter(login="officer-chen")
    accounts.update(display_name="", display_name_en="")
    case = objected(desk)
    take("officer-chen", case, "acknowledge", 1)
    title = desk.world.policy.offices["market_cases"].title
    for language in ("zh", "en"):
        seen = browser("officer-lin").get(f"/{language}/desk/case/1").content.decode()
        assert title.in_(language) in seen
        assert "officer-chen" not in seen
    set_account(
        "officer-chen",
        password=None,
        offices=["market_cases"],
        keys=[],
        name="办案岗",
        policy=desk.world.policy,
    )
    own = browser("officer-chen").get("/en/desk").content.decode()
    assert "办案岗" not in own
    assert "officer-chen" not in own


def test_the_entitys_own_file_has_its_name(desk: Desk) -> None:
    """The list of who speaks for an entity names it."""
    page = text(browser("agent-1"), "/en/desk")
    assert f"Own file of {NAME}" in page
    assert KEY not in page
    del desk


def test_a_letter_carries_the_number_that_people_quote(desk: Desk) -> None:
    """In both languages of the text, so that who quotes it is understood."""
    objected(desk)
    data = read_case(1)
    assert data is not None
    assert "市场监管部门文〔2026〕1号" in data.letters[0].zh
    assert "Market regulation, letter 1 of 2026" in data.letters[0].en
    assert "市场监管部门案〔2026〕1号" in data.letters[0].zh
    assert "market_regulation" not in data.letters[0].zh + data.letters[0].en


def test_catalogues_are_chosen_by_title(desk: Desk) -> None:
    """Who proposes a listing ticks measures and chooses a list by their titles."""
    both = browser("officer-both")
    address = f"/en/desk/begin/designation/entity/{KEY}"
    page = both.get(address).content.decode()
    policy = desk.world.policy
    for one in policy.lists.values():
        assert f'<option value="{one.id}">' in page, one.id
        assert f">{one.id}<" not in page


def test_a_conduct_is_chosen_by_title_with_its_number_beside(desk: Desk) -> None:
    """Promise: the catalogue's words, chosen without script; what no catalogue has stays chosen."""
    named(desk)
    lin = browser("officer-chen")
    address = f"/en/desk/begin/designation/entity/{KEY}"
    shown = lin.get(f"{address}?conduct=food").content.decode()
    assert '<option value="food" selected>Food safety</option>' in shown
    sent = {"conduct": "food", "conduct-number": "云市监罚〔2026〕41号"}
    again = lin.post(address, sent).content.decode()
    assert '<option value="food" selected>' in again
    assert 'value="云市监罚〔2026〕41号"' in again
    free = lin.post(address, {"conduct": "free words"}).content.decode()
    assert '<option value="free words" selected>' in free
    full = {"list": "l01_market", "facts": "f", "evidence": "e", "legal_basis": "b"}
    done = lin.post(address, sent | full)
    assert done.status_code == 302
    data = read_case(1)
    assert data is not None
    assert data.events[0].form["conduct"] == "food:云市监罚〔2026〕41号"
    assert "Food safety (云市监罚〔2026〕41号)" in lin.get("/en/desk/case/1").content.decode()
