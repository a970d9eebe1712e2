"""Words are kept while one writes: on the server and in the browser, through silence and a lost login."""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from blog.models import Post, Revision
from tests.blog.admin.keeping.openforms import OpenForm, change
from tests.factories import PASSWORD, make_post

pytestmark = pytest.mark.django_db(transaction=True)

BODY = ".prose-editor .ProseMirror[contenteditable=true]"
SAVED = re.compile(r"Saved \d\d:\d\d:\d\d")


@pytest.fixture
def desk(page, live_server, administrator, browse_as):
    """A browser in which an administrator is logged in, whose clock the test can put forward."""
    session = browse_as(administrator).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    page.clock.install()
    return page


def write(desk, text):
    desk.click(BODY)
    desk.keyboard.press("Control+End")
    desk.keyboard.type(text)


def pass_time(desk, seconds):
    desk.clock.run_for(seconds * 1000)


def test_words_survive_silence_logout_and_a_closed_window(desk, live_server, complaints):
    complaints.expect("net::ERR_FAILED", "status of 401", "status of 403")
    line = desk.locator("[data-keeping]")
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_add')}")
    desk.wait_for_selector(BODY)
    desk.fill("#id_title", "What the ferrymen know")
    write(desk, "First words.")
    pass_time(desk, 21)
    expect(line).to_have_text(SAVED)
    post = Post.objects.get()
    assert desk.url == f"{live_server.url}{change(post)}"
    assert Revision.objects.get().typed["body"] == ["<p>First words.</p>"]

    # The server falls silent; the browser keeps the words, also when the window is closed.
    desk.route("**/autosave/", lambda route: route.abort())
    write(desk, " Second words.")
    pass_time(desk, 21)
    expect(line).to_contain_text("the server does not answer")
    expect(line).to_contain_text("kept in this browser")
    desk.unroute("**/autosave/")
    desk.route("**/autosave/", lambda route: route.abort())
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.goto(f"{live_server.url}{reverse('admin:index')}")
    assert asked == []
    desk.unroute("**/autosave/")

    desk.goto(f"{live_server.url}{change(post)}")
    desk.wait_for_selector(BODY)
    desk.click(".words-note a:has-text('Show them')")
    expect(desk.locator(BODY)).to_contain_text("First words. Second words.")

    # The login ends; one logs in again in another window, and the form goes on by itself.
    Session.objects.all().delete()
    write(desk, " Third words.")
    pass_time(desk, 21)
    expect(line).to_contain_text("you have been logged out")
    with desk.expect_popup() as window:
        line.locator("a").click()
    window.value.fill("#id_username", "ada")
    window.value.fill("#id_password", PASSWORD)
    window.value.click("input[type=submit]")
    window.value.wait_for_selector("#content-main")
    pass_time(desk, 6)
    pass_time(desk, 1)
    expect(line).to_have_text(SAVED)
    assert "Third words." in Revision.objects.get(kind="autosave").typed["body"][0]

    desk.click("input[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    post.refresh_from_db()
    assert post.body == "<p>First words. Second words. Third words.</p>"
    assert not Revision.objects.filter(kind="autosave").exists()
    assert (
        desk.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('broadside:words'))") == []
    )


def test_both_texts_are_shown_and_one_is_chosen(desk, live_server, browse_as, editor, administrator):
    post = make_post("The quay", body="<p>Old words.</p>", status="draft")
    desk.goto(f"{live_server.url}{change(post)}")
    desk.wait_for_selector(BODY)
    OpenForm(browse_as(editor), change(post)).type(body="<p>Old words of Edith.</p>").press()
    write(desk, " New words.")
    pass_time(desk, 21)
    expect(desk.locator("[data-keeping]")).to_contain_text("edith has saved this text meanwhile")
    desk.click("input[name=_save]")
    expect(desk.locator(".conflict h2")).to_contain_text("edith has saved this text")
    expect(desk.locator(".both-texts del")).to_contain_text("Edith")
    expect(desk.locator(BODY)).to_contain_text("Old words. New words.")
    desk.click(".conflict button:has-text('Save mine')")
    desk.wait_for_selector(".messagelist .success")
    post.refresh_from_db()
    assert post.body == "<p>Old words. New words.</p>"
