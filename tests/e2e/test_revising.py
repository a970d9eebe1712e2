"""Alice looks at what she has not saved, leaves a note beside the text, and goes back to old words."""

import pytest
from playwright.sync_api import expect

from blog import revising
from blog.models import Note, Post, Status
from tests.e2e.test_publishing import log_in
from tests.factories import make_post


@pytest.fixture
def draft(transactional_db, alice):
    """A draft in its second version."""
    post = make_post("Low water", owner=alice, status=Status.DRAFT, body="<p>The tide was late that day.</p>")
    revising.record(post, alice)
    post.body = "<p>The tide was very late that day.</p>"
    post.save()
    revising.record(post, alice)
    return post


@pytest.fixture
def desk(page, live_server, draft):
    log_in(page, live_server.url, "alice")
    page.goto(f"{live_server.url}/admin/blog/post/{draft.pk}/change/")
    return page


def test_preview_notes_and_revisions_of_a_draft(desk, live_server, draft, page_without_javascript):
    # A note about chosen words leaves the form alone.
    desk.locator(".ProseMirror p").select_text()
    desk.get_by_label("A note that readers never see").fill("Says who?")
    desk.get_by_role("button", name="Add the note").click()
    expect(desk.locator(".note blockquote")).to_have_text("The tide was very late that day.")
    assert Note.objects.get().passage == "The tide was very late that day."
    desk.get_by_role("button", name="Settle").click()
    expect(desk.locator(".settled summary")).to_have_text("1 settled note")

    # The preview shows in both widths what stands in the form and is not saved.
    desk.locator("#id_title").fill("Typed just now")
    with desk.expect_popup() as opened:
        desk.get_by_role("button", name="Preview").click()
    preview = opened.value
    for title in ("phone, 390", "desk, 1280"):
        frame = preview.frame_locator(f"iframe[title*='{title}']")
        expect(frame.get_by_role("heading", name="Typed just now")).to_be_visible()
    assert Post.objects.get(pk=draft.pk).title == "Low water"
    widths = [frame.evaluate("innerWidth") for frame in preview.frames[1:]]
    assert sorted(widths) == [390, 1280]

    # A stranger reads it by its link, until that is ended.
    preview.get_by_role("button", name="Make a link").click()
    address = preview.get_by_label("Address of the preview").input_value()
    reader = page_without_javascript
    reader.goto(f"{live_server.url}/preview/{address.split('/preview/')[1]}")
    expect(reader.get_by_role("heading", name="Typed just now")).to_be_visible()
    preview.get_by_role("button", name="End all preview links").click()
    reader.reload()
    expect(reader.get_by_role("heading", name="This preview is over")).to_be_visible()
    preview.close()

    # Old words come back.
    desk.goto(f"{live_server.url}/admin/blog/post/{draft.pk}/revisions/")
    desk.get_by_label("Older version").last.check()
    desk.get_by_label("Newer version: what is saved now").check()
    desk.get_by_role("button", name="Compare the two chosen versions").click()
    expect(desk.locator(".part-body ins")).to_have_text("very ")
    desk.get_by_role("button", name="Restore this version").click()
    expect(desk.get_by_text("The version is back.")).to_be_visible()
    assert Post.objects.get(pk=draft.pk).body == "<p>The tide was late that day.</p>"
