"""Connie's day: she writes, leaves, comes back, looks at her words, hands them in, and is answered."""

import pytest
from playwright.sync_api import expect

from blog.models import Note, Post, Revision, Status
from tests.e2e.newsroom import Desk, wait_until
from tests.e2e.test_figures import GIVE, picture
from tests.factories import make_category

pytestmark = pytest.mark.django_db(transaction=True)

TALK = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
HEADLINE = "What the ferrymen know"
SOURCE = "The harbour board, minutes of May."


def written(desk):
    """An article of many parts, all from the keyboard and the toolbar."""
    desk.page.get_by_role("link", name="Write an article").click()
    desk.text.wait_for()
    desk.page.locator("#id_title").fill(HEADLINE)
    desk.page.locator("#id_standfirst").fill("Nobody asked them.")
    desk.text.click()
    desk.type("Nobody asked the town.", "")
    desk.kind("Heading")
    desk.type("Three boats", "")
    desk.tool("Bulleted list")
    desk.type("The Anna", "The Berta", "", "")
    desk.kind("Quotation")
    desk.type("We saw it coming.", "", "")
    desk.type(TALK, "")
    desk.page.locator(".media-link", has_text="Video · YouTube").wait_for()
    desk.type("The board denies it.")
    desk.tool("Footnote")
    desk.type(SOURCE)


def pictured(desk):
    """A picture pasted before the end, and described where it stands."""
    desk.page.locator(".ProseMirror > p").first.click()
    desk.page.evaluate(GIVE, ["paste", [picture("quay.png")]])
    desk.page.locator(".ProseMirror figure img").wait_for()
    desk.type("Two boats at a quay")
    desk.keys("Enter")
    desk.type("The old quay")


def filed(desk):
    desk.page.get_by_label("Letters", exact=True).check()
    tags = desk.page.get_by_role("combobox", name="Add a tag")
    tags.fill("ferries")
    tags.press("Enter")


def left_and_found_again(desk):
    """The window is closed without saving; the words are there on coming back."""
    context = desk.page.context
    desk.page.close(run_before_unload=True)
    wait_until(lambda: "denies" in str(Revision.objects.values_list("typed", flat=True)))
    desk.page = context.new_page()
    desk.go("/admin/")
    desk.page.locator(".panels").get_by_role("link", name=HEADLINE).click()
    expect(desk.text).to_contain_text("The board denies it.")
    expect(desk.page.locator(".words-note")).to_contain_text("You have not saved it.")


def looked_at(desk):
    """As readers would see it on a phone and on a desk, before anything is saved."""
    with desk.page.expect_popup() as opened:
        desk.press("Preview")
    phone = opened.value.frame_locator("iframe[title*='phone']")
    expect(phone.get_by_role("heading", name=HEADLINE)).to_be_visible()
    expect(phone.get_by_role("heading", name="Three boats")).to_be_visible()
    expect(phone.locator("figure.media")).to_contain_text("YouTube")
    expect(phone.locator(".footnotes")).to_contain_text(SOURCE)
    desk_wide = opened.value.frame_locator("iframe[title*='desk']")
    expect(desk_wide.get_by_role("heading", name=HEADLINE)).to_be_visible()
    assert sorted(frame.evaluate("innerWidth") for frame in opened.value.frames[1:]) == [390, 1280]
    opened.value.close()


def handed_in(desk):
    """The checklist says what is missing; who may not publish finds no button that does."""
    remarks = desk.page.locator("[data-check]")
    expect(remarks).to_contain_text("There is no featured image.")
    expect(desk.page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    assert "published" not in desk.page.locator("#id_status option").evaluate_all(
        "all => all.map(one => one.value)"
    )
    desk.press("Submit for review")
    desk.told("waiting for an editor's review")


def answered(desk, post):
    """The editor's note waits on the dashboard, and gets an answer."""
    desk.go("/admin/")
    desk.page.locator(".panels", has_text="Says who?").get_by_role("link", name=HEADLINE).first.click()
    expect(desk.page.locator(".note blockquote")).to_have_text("Nobody asked the town.")
    desk.page.get_by_label("A note that readers never see").fill("The board itself, in May.")
    desk.press("Add the note")
    expect(desk.page.locator(".note")).to_have_count(2)
    desk.page.get_by_role("button", name="Settle").first.click()
    expect(desk.page.locator(".settled summary")).to_have_text("1 settled note")
    assert Note.objects.waiting_for(Post.objects.get().owner, Post.objects.all()).count() == 0


def test_contributor_writes_leaves_returns_hands_in_and_answers(
    page, live_server, contributor, editor, page_without_javascript
):
    make_category("Letters")
    desk = Desk(page, live_server.url).log_in("connie")
    written(desk)
    pictured(desk)
    filed(desk)
    left_and_found_again(desk)
    looked_at(desk)
    handed_in(desk)
    post = Post.objects.get()
    post.notes.create(user=editor, text="Says who?", passage="Nobody asked the town.")
    answered(desk, post)
    assert (post.status, list(post.tags.names())) == (Status.REVIEW, ["ferries"])
    assert 'alt="Two boats at a quay"' in post.body
    reader = page_without_javascript
    assert reader.request.get(f"{live_server.url}{post.get_absolute_url()}").status == 404
