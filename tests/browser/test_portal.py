"""What people meet: every page, in a real browser, in all looks, without script."""

from collections.abc import Iterable

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.looks import LOOKS, OPEN_ALL, SIZES, Look, faults_of, follow, opened, seen_in
from tests.doors import world as w

KEY = f"cn-uscc:{w.RICH}"
ROUTES = {
    "home": "",
    "search": "search?q=云州",
    "search nothing": "search?q=没有这样的名称",
    "search too short": "search?q=云",
    "entity": f"entity/{KEY}",
    "entity then": f"entity/{KEY}?on=2026-02-01",
    "entity later": f"entity/{KEY}?on=2027-06-01",
    "entity unknown day": f"entity/{KEY}?on=2018-01-01",
    "entity wrong day": f"entity/{KEY}?on=tomorrow",
    "entity class 92": f"entity/cn-uscc:{w.SHOP}",
    "entity new": f"entity/cn-uscc:{w.NEW}",
    "entity long name": f"entity/cn-uscc:{w.LONG}",
    "entity chicago": f"entity/us-chicago-licence:{w.CHICAGO}",
    "missing": f"entity/cn-uscc:{w.code(99)}",
    "rules": "rules/public_credit",
    "rules chicago": "rules/chicago_inspection_priority",
    "about": "about",
    "rights": "rights",
    "locked out": "locked-out",
    "lists": "rights/lists",
    "list": "rights/lists/l04_wages",
    "list not used": "rights/lists/l02_judgments",
    "measures": "rights/measures",
    "measure": "rights/measures/fiscal_funds_limit",
    "measure never": "rights/measures/exit_ban",
    "pledges": "rights/pledges",
    "rewards": "rights/rewards",
    "procedure": "rights/procedures/objection",
    "plan": f"entity/{KEY}/plan",
    "plan class 92": f"entity/cn-uscc:{w.SHOP}/plan",
    "plan empty": f"entity/cn-uscc:{w.NEW}/plan",
}
EXPECTED_NOISE = ("404 (Not Found)", "400 (Bad Request)")
"""The browser logs the status of a page that is meant to be missing or refused."""


STYLES = """() => {
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.checkVisibility()) continue;
    const style = getComputedStyle(parent);
    const lang = (parent.closest("[lang]") || document.documentElement).lang;
    const key = JSON.stringify([lang, style.fontFamily, style.fontWeight, style.fontStyle]);
    found[key] = (found[key] || "") + walker.currentNode.data;
  }
  for (const key in found) found[key] = [...new Set(found[key])].join("");
  return found;
}"""
"""Language and font of every visible text, and its characters: what the choice of a font sees."""
SPECIMEN = """styles => {
  document.body.replaceChildren(...Object.entries(styles).map(([key, text]) => {
    const line = document.createElement("p");
    [line.lang, line.style.fontFamily, line.style.fontWeight, line.style.fontStyle] =
      JSON.parse(key);
    line.textContent = text;
    return line;
  }));
}"""


def fonts(page: Page, styles: dict[str, str]) -> set[str]:
    """Return the fonts that the browser really uses for these characters in these styles.

    To ask for each text of each page would be thousands of questions with the same answers.
    """
    page.evaluate(SPECIMEN, styles)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "body > p"})
    assert len(nodes["nodeIds"]) == len(styles)
    found: set[str] = set()
    for node in nodes["nodeIds"]:
        used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        found.update(font["familyName"] for font in used)
    session.detach()
    return found


def look_at(browser: Browser, site: str, look: Look, names: Iterable[str]) -> None:
    """Open pages in a look: no axe-core finding, nothing too wide or cut off, a silent console."""
    language, size, scheme = look
    context = opened(browser, size, scheme, script=True)
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    faults: list[object] = []
    for name in names:
        page.goto(f"{site}/{language}/{ROUTES[name]}")
        page.evaluate(OPEN_ALL)
        faults += [(name, fault) for fault in faults_of(page, SIZES[size]["width"])]
    assert faults == []
    assert [one for one in noise if not any(known in one for known in EXPECTED_NOISE)] == []
    context.close()


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_every_page_is_accessible_and_whole(browser: Browser, site: str, look: Look) -> None:
    """Each page in two opposite looks: both languages, both sizes, both schemes."""
    look_at(browser, site, look, seen_in(look, tuple(ROUTES)))


@pytest.mark.long
@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_every_page_in_every_look(browser: Browser, site: str, look: Look) -> None:
    """Each page in all eight looks."""
    look_at(browser, site, look, ROUTES)


def test_no_character_of_the_pages_lacks_a_glyph(browser: Browser, site: str) -> None:
    """Every character on the pages is drawn otherwise than a character that no font has."""
    context = opened(browser, "desktop", "light", script=True)
    page = context.new_page()
    characters: set[str] = set()
    styles: dict[str, str] = {}
    for language in ("zh", "en"):
        for route in ROUTES.values():
            page.goto(f"{site}/{language}/{route}")
            characters |= set(page.inner_text("body"))
            for style, text in page.evaluate(STYLES).items():
                styles[style] = "".join(sorted({*styles.get(style, ""), *text}))
    missing = page.evaluate(
        """characters => {
          const canvas = document.createElement("canvas");
          canvas.width = canvas.height = 40;
          const pen = canvas.getContext("2d", { willReadFrequently: true });
          pen.font = "24px " + getComputedStyle(document.documentElement).fontFamily;
          const drawn = character => {
            pen.clearRect(0, 0, 40, 40);
            pen.fillText(character, 4, 30);
            return pen.getImageData(0, 0, 40, 40).data.join();
          };
          const tofu = drawn("\\u{10FFFD}");
          return characters.filter(one => drawn(one) === tofu);
        }""",
        sorted(one for one in characters if not one.isspace()),
    )
    assert missing == []
    assert len(characters) > 200
    used = fonts(page, styles)
    assert used
    assert not {font for font in used if "LastResort" in font or "Unicode BMP" in font}
    context.close()


def test_a_reader_without_script_finds_and_reads_an_entity(browser: Browser, site: str) -> None:
    """Search, page, another day, rules, the other language: all by links and forms alone."""
    context = opened(browser, "phone", "light", script=False)
    page = context.new_page()
    page.goto(f"{site}/en/")
    page.fill("#q", "青禾")
    follow(page, "button[type=submit]")
    follow(page, ".hit-name")
    assert page.inner_text("h1") == "云州青禾食品有限公司"
    page.fill("#on", "2026-02-01")
    follow(page, ".as-of button")
    assert "What was known on 1 February 2026" in page.inner_text(".as-of")
    page.click("summary >> nth=0")
    follow(page, ".grade h2 + p a")
    assert "Public credit appraisal" in page.inner_text("h1")
    follow(page, ".top-nav a:last-child")
    assert page.inner_text("html").count("规则") > 0
    context.close()


def test_the_keyboard_reaches_the_content(browser: Browser, site: str) -> None:
    """The first stop of the tab key leads past the header to the content."""
    context = opened(browser, "desktop", "light", script=True)
    page = context.new_page()
    page.goto(f"{site}/en/entity/{KEY}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    context.close()


def test_a_printed_page_keeps_its_substance(browser: Browser, site: str) -> None:
    """On paper forms and navigation are gone; standing, table and records stay."""
    context = opened(browser, "desktop", "light", script=True)
    page = context.new_page()
    page.goto(f"{site}/en/entity/{KEY}")
    page.emulate_media(media="print")
    assert not page.locator(".as-of").is_visible()
    folded = page.locator("details .record").first
    assert folded.evaluate("one => one.checkVisibility({ contentVisibilityAuto: true })")
    assert (folded.bounding_box() or {"height": 0})["height"] > 0
    assert not page.locator(".top-nav").is_visible()
    assert page.locator(".lead").is_visible()
    assert page.locator("table.cards").first.is_visible()
    context.close()
