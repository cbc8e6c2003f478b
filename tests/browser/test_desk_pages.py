"""The desk in a real browser: an objection from both sides, and every page in all looks."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from tests.browser.conftest import served
from tests.browser.looks import LOOKS, OPEN_ALL, SIZES, Look, faults_of, follow, opened, seen_in
from tests.conftest import Template
from tests.doors import world as w

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import open_case
from goodstanding.actions.cases.evidence import attach
from goodstanding.actions.cases.handing import hand_over_many
from goodstanding.actions.offices.account import set_account
from goodstanding.actions.offices.notes import appoint_deputy
from goodstanding.store.queries.archive import archive, entity_by_key

KEY = f"cn-uscc:{w.RICH}"
PASSWORD = "long enough"  # noqa: S105 (of a test)
PEOPLE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "agent": ((), (KEY,)),
    "chen": (("market_cases",), ()),
    "lin": (("market_decisions",), ()),
}
NEW = "CNY 11,000.00"
EXPECTED_NOISE = ("403 (Forbidden)", "400 (Bad Request)")
AGENT = (
    "desk",
    "desk?ended=yes",
    f"desk/file/{KEY}",
    f"desk/file/{KEY}/plan",
    f"desk/file/{KEY}/rights",
    f"desk/file/{KEY}/pledges",
    f"desk/file/{KEY}/agents",
    f"desk/file/{KEY}/agents/give",
    f"desk/report/{KEY}",
    f"desk/ask/grade/{KEY}",
    "desk/begin/restoration/record/{record}",
    "desk/case/{case}",
)
OFFICER = (
    "desk",
    "desk/case/{case}",
    "desk/case/{case}/acknowledge",
    "desk/case/{case}/correct",
    f"desk/ask/grade/{KEY}",
    "desk/letter/1",
    "desk/figures",
    "desk/permissions",
    f"desk/report/{KEY}",
    "desk/offices",
    "desk/offices/deputy",
    "desk/offices/interest",
    "desk/hand-over",
    "desk/receipt/2",
    f"desk/open?about={KEY}",
    f"desk/begin/designation/entity/{KEY}",
    "desk/case/{case}/note/hand-over",
    "desk/case/{case}/draft/acknowledge",
    "desk/drafts",
    "desk/letters",
    "desk/letters/print?letter=1",
    "desk/letters/arrived?letter=1",
    "desk/lookups",
    "desk/sealed",
    "desk/sealed/case/{case}/ask",
    "desk/sealed/case/{case}/put",
    "desk/batch",
    "desk/batch?procedure=objection&step=acknowledge",
)

DESKS = (("agent", AGENT), ("chen", OFFICER))


@pytest.fixture(scope="module")
def places(
    template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """A world of its own with accounts and one running case; where its site and record are."""
    home: Path = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "HOME", home)
        database = template.copy(home)
        world = w.build(tmp_path_factory.mktemp("desk-files"))
        for login, (offices, keys) in PEOPLE.items():
            set_account(login, password=PASSWORD, offices=offices, keys=keys, policy=world.policy)
        entity = entity_by_key(KEY)
        assert entity is not None
        of = {
            one.clock_day.isoformat(): one.seq
            for one in archive(entity.number)
            if one.record_type == "administrative_penalty"
        }
        case = open_case(
            "objection",
            "record",
            str(of["2026-05-20"]),
            acting=Acting("agent", party_to=frozenset({KEY})),
            form={"claim": "文书未送达", "ground": "not_served"},
            on=w.TODAY,
            policy=world.policy,
            seed="desk",
        )
        attach(
            case,
            "送达地址确认书".encode(),
            name="地址.txt",
            acting=Acting("agent", party_to=frozenset({KEY})),
            on=w.TODAY,
            policy=world.policy,
            seed="file",
        )
        given = {"on": w.TODAY, "policy": world.policy, "reason": "年休假"}
        lin = Acting("lin", "market_decisions")
        appoint_deputy(
            "lin", "chen", "market_cases", first=w.TODAY, last=w.TODAY, acting=lin, **given
        )
        hand_over_many([case, 99], "chen", acting=lin, seed="over", **given)
    with served(database.environment) as address:
        yield {"site": address, "record": str(of["2026-01-09"]), "case": str(case)}
    template.drop()


@pytest.fixture(scope="module")
def site(places: dict[str, str]) -> str:
    """The address of the desk's site, before which the browser starts."""
    return places["site"]


def sign_in(page: Page, login: str) -> None:
    """Sign in at the door that is open."""
    page.fill("#account", login)
    page.fill("#password", PASSWORD)
    follow(page, "main button[type=submit]")


def look_at(
    browser: Browser, places: dict[str, str], look: Look, pages: Iterable[tuple[str, Iterable[str]]]
) -> None:
    """Open what each person sees: no axe-core finding, nothing too wide; refused forms too."""
    language, size, scheme = look
    faults: list[object] = []
    noise: list[str] = []
    width = SIZES[size]["width"]
    for login, addresses in pages:
        context = opened(browser, size, scheme, script=True)
        page = context.new_page()
        page.on("console", lambda message: noise.append(message.text))
        page.goto(f"{places['site']}/{language}/desk")
        faults += [("sign-in", one) for one in faults_of(page, width)]
        sign_in(page, login)
        for address in addresses:
            page.goto(f"{places['site']}/{language}/{address.format(**places)}")
            page.evaluate(OPEN_ALL)
            faults += [(login, address, one) for one in faults_of(page, width)]
            if "begin" in address:
                follow(page, "main form.stack button[type=submit]")
                assert page.locator(".fault-box").is_visible()
                faults += [(login, address, "sent", one) for one in faults_of(page, width)]
        context.close()
    assert faults == []
    assert [one for one in noise if not any(known in one for known in EXPECTED_NOISE)] == []


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_every_page_of_the_desk_is_accessible_and_whole(
    browser: Browser, places: dict[str, str], look: Look
) -> None:
    """Each page in two opposite looks: both languages, both sizes, both schemes."""
    look_at(browser, places, look, [(login, seen_in(look, every)) for login, every in DESKS])


@pytest.mark.long
@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_every_page_of_the_desk_in_every_look(
    browser: Browser, places: dict[str, str], look: Look
) -> None:
    """Each page in all eight looks."""
    look_at(browser, places, look, DESKS)


def test_an_objection_by_people_without_script(browser: Browser, places: dict[str, str]) -> None:
    """The entity objects from the public page; officers acknowledge and correct; all see it."""
    contexts = {
        login: opened(browser, "phone", "light", script=False) for login in (*PEOPLE, "reader")
    }
    pages = {login: context.new_page() for login, context in contexts.items()}
    public = f"{places['site']}/en/entity/{KEY}"
    agent = pages["agent"]
    agent.goto(public)
    follow(agent, f"#record-{places['record']} a:has-text('Object')")
    sign_in(agent, "agent")
    follow(agent, "a.button[href*='/begin/objection/']")
    follow(agent, "main form.stack button[type=submit]")
    assert agent.locator(".fault-box").is_visible()
    agent.fill("#f-claim", "应为标签问题")
    agent.select_option("#f-ground", "facts")
    follow(agent, "main form.stack button[type=submit]")
    assert "Received" in agent.inner_text(".lead")
    case = agent.url.partition("?")[0]
    pages["reader"].goto(public)
    assert "under objection" in pages["reader"].inner_text(f"#record-{places['record']}")
    pages["reader"].goto(case)
    assert "/sign-in" in pages["reader"].url
    for login, step, form in (
        ("chen", "acknowledge", {}),
        ("lin", "correct", {"#f-correction": "fine=1100000", "#f-reasons": "录入有误"}),
    ):
        officer = pages[login]
        officer.goto(f"{places['site']}/en/desk")
        sign_in(officer, login)
        follow(officer, f"a.case-link[href='{case.removeprefix(places['site'])}']")
        follow(officer, f"a.button[href$='/{step}']")
        for field, words in form.items():
            officer.fill(field, words)
        if step == "correct":
            officer.select_option("#f-finding", "wrong")
        follow(officer, "main form.stack button[type=submit]")
        assert officer.locator(".done").is_visible()
    agent.goto(case)
    assert "A letter to you is on its way" in agent.inner_text(".lead")
    clerk = pages["chen"]
    clerk.goto(case)
    follow(clerk, "a[href*='/desk/letter/']:not([href$='.pdf'])")
    clerk.select_option("#mode", "electronic")
    clerk.fill("#recipient", KEY)
    clerk.fill("#proof", "E-1")
    follow(clerk, "section[aria-labelledby=serve] button[type=submit]")
    agent.goto(case)
    assert "Upheld" in agent.inner_text(".lead")
    pages["reader"].goto(public)
    pages["reader"].reload()
    body = pages["reader"].content()
    assert NEW in body
    assert f"record-{places['record']}" not in body
    follow(agent, ".desk-bar button")
    agent.goto(case)
    assert "/sign-in" in agent.url
    for context in contexts.values():
        context.close()


def test_a_printed_letter_is_only_the_letter(browser: Browser, places: dict[str, str]) -> None:
    """On paper stand the letter's own words, without navigation and without the form."""
    context = opened(browser, "desktop", "light", script=True)
    page = context.new_page()
    page.goto(f"{places['site']}/zh/desk/letter/1")
    sign_in(page, "chen")
    page.emulate_media(media="print")
    assert page.locator("article.letter h1").is_visible()
    for gone in (".top", ".desk-bar", ".not-printed >> nth=0", "#mode"):
        assert not page.locator(gone).is_visible()
    context.close()
