"""No page is wider than its window: long words, wide tables, code, deep threads, from a phone to a desk."""

import pytest
from playwright.sync_api import expect

from tests.e2e.newsroom import wait_until
from tests.site.journal import make_journal

WIDTHS = (390, 768, 1280, 1600)
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return "";
  const isWide = (node) => node.getBoundingClientRect().right > width + 1;
  const wide = [...document.querySelectorAll("body *")].find(isWide);
  return `${document.documentElement.scrollWidth} of ${width}: ${wide?.outerHTML.slice(0, 120)}`;
}"""
HIDDEN = """() => {
  const words = [...document.querySelectorAll("#reply-form, .reply:not(.gone) .body, .prose p")];
  const isNarrow = (node) => node.getBoundingClientRect().width < 200;
  return words.filter(isNarrow).map((node) => node.outerHTML.slice(0, 120));
}"""


@pytest.fixture
def journal(live_server) -> dict[str, str]:
    """The addresses of a journal that shows everything, by what they show."""
    return {name: f"{live_server.url}{address}" for name, address in make_journal().items()}


def test_no_page_scrolls_sideways(page, journal, complaints):
    wrong = {}
    complaints.expect(f"status of 404 (Not Found) [{journal['not found']}]")
    for name, address in journal.items():
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if overflowing := page.evaluate(OVERFLOWING):
                wrong[f"{name}, {width}"] = overflowing
    assert wrong == {}


def test_deep_thread_stays_readable_on_a_phone(page, journal):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(journal["article"])
    expect(page.locator(".reply")).to_have_count(10)
    assert page.evaluate(HIDDEN) == []


def test_wide_table_scrolls_from_the_keyboard(page, journal):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(journal["article"])
    table = page.locator(".prose table")
    table.focus()
    page.keyboard.press("ArrowRight")
    wait_until(lambda: page.evaluate("document.querySelector('.prose table').scrollLeft > 0"))
    page.set_viewport_size({"width": 1600, "height": 900})
    expect(page.locator(".prose pre[tabindex='0']")).to_have_count(1)
