"""A copy of the demonstration journal, opened from the disk: it looks as it should, and no link is dead."""

import pytest

from operations.staticcopy import copy_site
from tests.operations.demonstration import lantern, written

__all__ = ["lantern", "written"]


@pytest.fixture
def folder(lantern, tmp_path, settings):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    copy_site(tmp_path / "copy")
    return tmp_path / "copy"


@pytest.fixture
def opened(folder, page, context, complaints):
    """A page on the copy; requests that leave the disk are complaints, as always."""
    context.unroute("**/*")

    def guard(route):
        if not route.request.url.startswith(f"file://{folder}/"):
            complaints.foreign.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    context.route("**/*", guard)
    page.goto(f"file://{folder}/index.html")
    return page


COLLECT = """() => [...document.querySelectorAll("a[href]")].map(a => a.href.split("#")[0])
  .filter(href => href.startsWith("file:"))"""


def test_copy_is_read_from_the_disk(opened):
    page = opened
    assert page.evaluate("getComputedStyle(document.querySelector('.title')).fontFamily") != ""
    assert page.evaluate("[...document.styleSheets].length") >= 1
    assert page.evaluate("[...document.images].every(image => !image.complete || image.naturalWidth > 0)")

    waiting, seen = [page.url], {page.url}
    while waiting:
        address = waiting.pop()
        if address.endswith((".html",)):
            page.goto(address)
            for link in page.evaluate(COLLECT):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
    assert len(seen) > 60

    page.goto(page.url)
    page.goto(next(address for address in seen if address.endswith("/search/index.html")))
    page.get_by_role("searchbox").fill("interpreter")
    assert page.locator("#copy-index li:visible").count() >= 1
    page.get_by_role("searchbox").fill("zzzz")
    assert page.locator("#copy-index li:visible").all_inner_texts() == ["Nothing was found."]
