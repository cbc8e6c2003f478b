"""The eight looks of a page, and which of them each page is opened in."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

Scheme: TypeAlias = Literal["light", "dark"]
Look: TypeAlias = tuple[str, str, Scheme]

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
OPPOSITES: tuple[tuple[Look, Look], ...] = (
    (("zh", "desktop", "light"), ("en", "phone", "dark")),
    (("zh", "phone", "light"), ("en", "desktop", "dark")),
    (("zh", "desktop", "dark"), ("en", "phone", "light")),
    (("zh", "phone", "dark"), ("en", "desktop", "light")),
)
"""Two looks that differ in language, size and scheme: a page in both was in each of the six."""
LOOKS: tuple[Look, ...] = tuple(look for pair in OPPOSITES for look in pair)
CUT = """[...document.querySelectorAll("svg.chart text")].filter(one => {
  const box = one.getBoundingClientRect();
  const frame = one.ownerSVGElement.getBoundingClientRect();
  return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
}).map(one => one.textContent)"""
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
ONLY_FINDINGS = {"resultTypes": ["violations"]}


def seen_in(look: Look, pages: Sequence[str]) -> tuple[str, ...]:
    """Return the pages that are opened in a look: the pairs of opposites take turns over them."""
    turn = next(at for at, pair in enumerate(OPPOSITES) if look in pair)
    return tuple(pages[turn :: len(OPPOSITES)])


def opened(browser: Browser, size: str, scheme: Scheme, *, script: bool) -> BrowserContext:
    """Return a fresh browser of this size and scheme."""
    return browser.new_context(
        viewport={"width": SIZES[size]["width"], "height": SIZES[size]["height"]},
        color_scheme=scheme,
        java_script_enabled=script,
    )


def follow(page: Page, selector: str) -> None:
    """Press a link or button and wait until the page behind it is there whole."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def faults_of(page: Page, width: int) -> list[object]:
    """Return what is wrong with the page that is open."""
    faults: list[object] = [
        (finding["id"], finding["nodes"][0]["html"])
        for finding in Axe().run(page, options=ONLY_FINDINGS).response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        faults.append(("wider than the screen", wide))
    return faults + [("text runs out of its picture", text) for text in page.evaluate(CUT)]
