"""Stories of the desk in a real browser: the counter, the special report, what is sealed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from tests.browser.conftest import served
from tests.browser.looks import faults_of, follow, opened
from tests.conftest import Template
from tests.doors import world as w

from goodstanding.actions.offices.account import set_account
from goodstanding.actions.offices.sealed import new_key

KEY = f"cn-uscc:{w.RICH}"
PASSWORD = "long enough"  # noqa: S105 (of a test)
PEOPLE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "agent": ((), (KEY,)),
    "window": (("credit_window",), ()),
    "chen": (("market_cases",), ()),
    "lin": (("market_decisions",), ()),
}
WORDS = "虚构甲，乙城路1号"
PHONE = 390
PATIENCE = 120_000
"""Milliseconds: the first page reads the packs, also on a machine that does much else."""
SEND = "main form.stack button[type=submit]"


@pytest.fixture(scope="module")
def places(
    template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """A world of its own with accounts and a key; where its site is."""
    home: Path = tmp_path_factory.mktemp("stories")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "HOME", home)
        database = template.copy(home)
        world = w.build(tmp_path_factory.mktemp("stories-files"))
        for login, (offices, keys) in PEOPLE.items():
            set_account(login, password=PASSWORD, offices=offices, keys=keys, policy=world.policy)
    environment = {**database.environment, "GOODSTANDING_SEALED_KEYS": new_key()}
    with served(environment) as address:
        yield {"site": address}
    template.drop()


@pytest.fixture(scope="module")
def site(places: dict[str, str]) -> str:
    """The address of the stories' site, before which the browser starts."""
    return places["site"]


def desk_of(browser: Browser, site: str, login: str, address: str) -> Page:
    """Return a phone without script on which somebody signed in on the way to a page."""
    page = opened(browser, "phone", "light", script=False).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{site}/en/{address}")
    page.fill("#account", login)
    page.fill("#password", PASSWORD)
    follow(page, "main button[type=submit]")
    return page


def whole(page: Page) -> None:
    """Expect that nothing of a page is too wide for a phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def filed(browser: Browser, site: str) -> str:
    """File a request for the entity at the counter; return the address of its case."""
    window = desk_of(browser, site, "window", f"desk/ask/grade/{KEY}")
    follow(window, "a[href*='/desk/counter/']")
    whole(window)
    window.fill("#paper", "收件〔2026〕1号")
    window.select_option("#credential", "business_licence")
    window.fill("#number", w.RICH)
    window.fill("#seal", "印备〔2026〕1号")
    follow(window, SEND)
    assert window.locator(".fault-box").is_visible()
    assert window.input_value("#paper") == "收件〔2026〕1号"
    for area in window.locator("main form.stack textarea").all():
        area.fill("等级与记录不符")
    for choice in window.locator("main form.stack select[id^=f-]").all():
        choice.select_option(index=1)
    follow(window, SEND)
    assert window.locator(".done").is_visible()
    whole(window)
    case = window.url.partition("?")[0]
    window.context.close()
    return case


def test_a_paper_is_filed_at_the_counter_and_the_entity_reads_it(
    browser: Browser, site: str
) -> None:
    """What was brought on paper is a case of the entity, which it reads as its own."""
    case = filed(browser, site)
    agent = desk_of(browser, site, "agent", case.partition("/en/")[2])
    assert "等级与记录不符" in agent.inner_text("main")
    whole(agent)
    agent.context.close()


def test_an_officer_asks_for_a_special_report_and_the_entity_sees_who(
    browser: Browser, site: str
) -> None:
    """Without a purpose nothing is sent; afterwards the entity reads which office asked."""
    chen = desk_of(browser, site, "chen", f"desk/report/{KEY}")
    assert chen.locator("#purpose:invalid").count() == 1
    chen.select_option("#purpose", index=1)
    follow(chen, SEND)
    assert chen.locator("#summary").is_visible()
    assert chen.locator("#records").is_visible()
    whole(chen)
    agent = desk_of(browser, site, "agent", f"desk/report/{KEY}")
    follow(agent, SEND)
    assert "Market regulation" in agent.inner_text("section[aria-labelledby=asked]")
    whole(agent)
    for page in (chen, agent):
        page.context.close()


def test_two_officers_open_what_is_sealed(browser: Browser, site: str) -> None:
    """Sealed by one, agreed to by another at their own desk, read once; no finding of axe."""
    chen = desk_of(browser, site, "chen", f"desk/begin/designation/entity/{KEY}")
    chen.select_option("#f-list", "l01_market")
    chen.select_option("#f-conduct", label="Food safety")
    chen.fill("#f-conduct-number", "云市监罚〔2026〕41号")
    for name in ("facts", "evidence", "legal_basis"):
        chen.fill(f"#f-{name}", "示范")
    follow(chen, SEND)
    assert "Food safety (云市监罚〔2026〕41号)" in chen.inner_text("main")
    case = chen.url.partition("?")[0]
    follow(chen, "a[href$='/put']")
    chen.select_option("#f-kind", "informant")
    chen.fill("#f-words", WORDS)
    chen.fill("#f-password", PASSWORD)
    follow(chen, SEND)
    chen.goto(case)
    follow(chen, "a[href$='/ask']")
    chen.select_option("#f-purpose", "informant/answer_owed")
    chen.fill("#f-reason", "答复期将至")
    chen.fill("#f-password", "wrong one")
    follow(chen, SEND)
    assert chen.locator(".fault-box").is_visible()
    assert chen.input_value("#f-password") == ""
    chen.fill("#f-password", PASSWORD)
    follow(chen, SEND)
    lin = desk_of(browser, site, "lin", "desk/sealed")
    follow(lin, "a[href$='/agree']")
    lin.fill("#f-password", PASSWORD)
    follow(lin, SEND)
    assert WORDS not in lin.content()
    chen.reload()
    follow(chen, "a[href$='/read']")
    chen.fill("#f-password", PASSWORD)
    follow(chen, SEND)
    assert WORDS in chen.inner_text(".sealed-words")
    whole(chen)
    chen.goto(f"{site}/en/desk/sealed")
    assert chen.locator("a[href$='/read']").count() == 0
    shown = opened(browser, "phone", "dark", script=True).new_page()
    shown.goto(f"{site}/zh/desk/sealed")
    shown.fill("#account", "chen")
    shown.fill("#password", PASSWORD)
    follow(shown, "main button[type=submit]")
    assert faults_of(shown, PHONE) == []
    for page in (chen, lin, shown):
        page.context.close()
