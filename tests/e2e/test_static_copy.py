"""A copy of a journal, opened from the disk: it looks as it should, and no link in it is dead."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from blog.models import MediaLink
from tests.e2e.newsroom import wait_until
from tests.factories import make_category, make_image, make_post, make_reply
from tests.operations.copying import copied
from tests.operations.demonstration import lantern, written

__all__ = ["copied", "lantern", "written"]

LINKS = """() => [...document.querySelectorAll("a[href]")].map((a) => a.href)
  .filter((href) => href.startsWith("file:"))"""


def from_disk(context, folder, complaints):
    """Nothing but the copy may be asked for."""
    context.unroute("**/*")

    def guard(route):
        if route.request.url.startswith(f"file://{folder}/"):
            route.continue_()
        else:
            complaints.foreign.append(route.request.url)
            route.abort()

    context.route("**/*", guard)


def walked(page, folder) -> set[str]:
    """Every address that a reader can come to; the browser complains of a dead one."""
    waiting, seen = [f"file://{folder}/index.html"], set()
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in seen:
            continue
        seen.add(address)
        assert Path(unquote(urlsplit(address).path)).is_file(), address
        if address.endswith(".html"):
            page.goto(address, wait_until="domcontentloaded")
            waiting += page.evaluate(LINKS)
    return seen


def test_copy_is_read_from_the_disk(copied, page, context, complaints):
    image, category = make_image(), make_category("Sea")
    body = f'<figure><img src="{image.file.url}" alt=""></figure>'
    post = make_post("The harbour", body=body, tags=["بئر"], categories=[category], slug="harbour")
    MediaLink.objects.create(post=post, url="https://youtu.be/dQw4w9WgXcQ", title="Listen")
    make_reply(post, make_reply(post))
    make_post("The interpreter", categories=[category])
    folder = copied()
    from_disk(context, folder, complaints)
    seen = walked(page, folder)
    assert len(seen) > 15

    page.goto(next(address for address in seen if address.endswith("/harbour/index.html")))
    wait_until(lambda: page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)"))
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    assert page.get_by_role("button", name="Play").is_visible()

    page.get_by_role("link", name="Search").first.click()
    page.get_by_role("searchbox").fill("interp")
    expect(page.locator("#copy-index li:visible a")).to_have_text(["The interpreter"])
    page.get_by_role("searchbox").fill("zzzz")
    expect(page.locator("#copy-index li:visible")).to_have_text(["Nothing was found."])


@pytest.mark.soak
@pytest.mark.usefixtures("lantern")
def test_demonstration_is_read_from_the_disk(copied, page, context, complaints):
    folder = copied()
    from_disk(context, folder, complaints)
    assert len(walked(page, folder)) > 60
