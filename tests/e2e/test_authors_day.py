"""Alice's day: she publishes her own article, works on it further, meets her own second window, and goes back
to old words."""

import pytest
from playwright.sync_api import expect

from blog.models import Post
from tests.e2e.newsroom import Desk
from tests.factories import make_category

pytestmark = pytest.mark.django_db(transaction=True)

HEADLINE = "Why the ferry was late again"
FIRST, SECOND = "Nobody had told the tide.", "Everybody had told the minister."


def published(desk, reader):
    """From an empty form to the reader who has no scripts."""
    desk.go("/admin/blog/post/add/")
    desk.page.locator("#id_title").fill(HEADLINE)
    desk.text.click()
    desk.type(FIRST, SECOND)
    desk.page.get_by_label("Anti-Imperialism/Foreign Policy", exact=True).check()
    refused_with_her_words(desk)
    desk.publish()
    reader.goto(desk.site)
    reader.get_by_role("link", name=HEADLINE).first.click()
    expect(reader.locator("h1.p-name")).to_have_text(HEADLINE)
    expect(reader.locator(".e-content p")).to_have_text([FIRST, SECOND])
    expect(reader.locator(".kicker")).to_contain_text("Anti-Imperialism/Foreign Policy")
    expect(reader.locator(".p-author")).to_contain_text("Alice Marlowe")


def refused_with_her_words(desk):
    """An address that the site needs itself; everything typed comes back with the sentence that says so."""
    desk.page.locator(".permalink button").first.click()
    desk.page.locator("#id_slug").fill("feed")
    desk.keys("Enter")
    desk.press("Publish")
    desk.press("Publish anyway")
    expect(desk.page.get_by_text("“feed” is used by the site itself.")).to_be_visible()
    expect(desk.text).to_contain_text(FIRST)
    desk.page.locator("#id_slug").fill("late-ferry")


def changed_after_publication(desk, reader):
    desk.text.click()
    desk.keys("Control+End")
    desk.type(" Twice.")
    desk.press("Update")
    desk.told("readers see it")
    reader.reload()
    expect(reader.locator(".e-content p").last).to_have_text(f"{SECOND} Twice.")


def met_in_a_second_window(desk):
    """The window that saves second shows both texts and loses neither."""
    other = Desk(desk.page.context.new_page(), desk.site)
    other.go(desk.page.url.removeprefix(desk.site))
    other.page.locator("#id_standfirst").fill("By a passenger.")
    other.press("Update")
    other.told("readers see it")
    other.page.close()
    desk.text.click()
    desk.keys("Control+End")
    desk.type(" Thrice.")
    desk.press("Update")
    expect(desk.page.locator(".conflict h2")).to_contain_text("in another window")
    expect(desk.page.locator(".both-texts")).to_contain_text("By a passenger.")
    expect(desk.text).to_contain_text("Twice. Thrice.")
    desk.press("Save mine")
    desk.told("readers see it")


def went_back(desk, reader):
    """The first version comes back: as a working copy until “Update”, since readers have the article."""
    desk.page.get_by_role("link", name="Revisions").click()
    desk.page.get_by_role("button", name="Restore").last.click()
    desk.told("the working copy now")
    expect(desk.text).not_to_contain_text("Twice.")
    reader.reload()
    expect(reader.locator(".e-content")).to_contain_text("Twice. Thrice.")
    desk.press("Update")
    desk.told("readers see it")
    reader.reload()
    expect(reader.locator(".e-content p")).to_have_text([FIRST, SECOND])


def shown_to_a_stranger(desk, reader):
    """A draft is read by whoever has the link, until the link ends."""
    desk.go("/admin/blog/post/add/")
    desk.page.locator("#id_title").fill("What the minister said")
    desk.press("Save draft")
    desk.told("Readers do not see it.")
    desk.page.get_by_role("link", name="Preview and links").click()
    desk.press("Make a link")
    address = desk.page.get_by_label("Address of the preview").input_value()
    path = f"/preview/{address.split('/preview/')[1]}"
    answer = reader.goto(f"{desk.site}{path}")
    assert "noindex" in answer.headers["x-robots-tag"]
    expect(reader.get_by_role("heading", name="What the minister said")).to_be_visible()
    desk.press("End all preview links of this text")
    expect(desk.page.get_by_text("No link works at the moment.")).to_be_visible()
    assert reader.request.get(reader.url).status in {404, 410}


def test_author_publishes_changes_meets_herself_goes_back_and_shows_a_draft(
    page, live_server, alice, page_without_javascript
):
    make_category("Anti-Imperialism/Foreign Policy")
    reader = page_without_javascript
    desk = Desk(page, live_server.url).log_in("alice")
    published(desk, reader)
    changed_after_publication(desk, reader)
    met_in_a_second_window(desk)
    went_back(desk, reader)
    shown_to_a_stranger(desk, reader)
    assert Post.objects.published().get().title == HEADLINE
