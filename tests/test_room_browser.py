"""The reading room in a real Chromium: the way from a word to its proof, and who can walk it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browsing import CHROMIUM, PAGES, SIZES, addresses, chromium, served
from tests.making import reasons

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    archive = tmp_path_factory.mktemp("rom") / "arkiv.db"
    reasons(samples, archive)
    return archive


@pytest.fixture(scope="module")
def room(archive: Path) -> Iterator[str]:
    with served(archive) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, room: str) -> Iterator[Page]:
    """A page whose every request went to the room, and whose console stayed empty."""
    context = browser.new_context(viewport=SIZES["bred"])
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(room)] == []
    assert [text for text in said if "404" not in text] == []


def test_from_a_word_over_a_vedtak_to_the_marked_words(page: Page, room: str) -> None:
    page.goto(room)
    page.get_by_label("Hva leter du etter?").fill("barneskolen")
    page.keyboard.press("Enter")
    expect(page.locator(".hits mark").first).to_have_text("barneskole")
    vedtak = page.locator(".hits li", has=page.locator(".kind", has_text="Vedtak")).first
    vedtak.locator("h2 a").click()
    expect(page.get_by_role("heading", name="Innstilling og vedtak")).to_be_visible()
    decided = page.locator(".beside > div", has=page.get_by_role("heading", name="Vedtak"))
    words = decided.locator(".words").inner_text()
    decided.locator("a[href^='/kilde/vedtak']").click()
    mark = page.locator("#merket")
    expect(mark).to_be_in_viewport()
    assert mark.inner_text().split()[:4] == words.split()[:4]
    picture = page.get_by_alt_text("med stedet merket").first
    picture.scroll_into_view_if_needed()
    width = picture.evaluate("image => image.decode().then(() => image.naturalWidth)")
    assert width == 1000


def test_the_keyboard_reaches_the_content_first(page: Page, room: str) -> None:
    page.goto(f"{room}/kvalitet")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_a_phone(
    page: Page, room: str, archive: Path, name: str
) -> None:
    """WCAG 2.1 AA as far as axe-core can tell; nothing is wider than the screen."""
    for viewport in SIZES.values():
        page.set_viewport_size(viewport)
        page.goto(room + addresses(archive)[name])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(f["id"], [n["html"] for n in f["nodes"]][:3]) for f in found] == []


def test_a_page_can_be_printed(page: Page, room: str, archive: Path) -> None:
    page.goto(room + addresses(archive)["kilde-pdf"])
    page.emulate_media(media="print")
    assert not page.locator(".top nav").is_visible()
    assert page.locator("#merket").is_visible()
