"""Words are kept while one writes, on the server and in browsers: in silence, logged out, after crashes."""

import os
import re
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Error, expect

from blog.models import Post, Revision
from tests.blog.admin.keeping.openforms import OpenForm, change
from tests.browser import ARGUMENTS
from tests.e2e.newsroom import wait_until
from tests.factories import PASSWORD, make_post

pytestmark = pytest.mark.django_db(transaction=True)

BODY = ".prose-editor .ProseMirror[contenteditable=true]"
SAVED = re.compile(r"Saved \d\d:\d\d:\d\d")


@pytest.fixture
def desk(page, session):
    """A browser in which an administrator is logged in, whose clock the test can put forward."""
    page.context.add_cookies([session])
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
    expect(desk).to_have_url(f"{live_server.url}{change(post)}")
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


LAST_COPY = """() => new Promise((resolve) => {
  const asked = indexedDB.open("broadside", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("words");
  asked.onsuccess = () => {
    const all = asked.result.transaction("words").objectStore("words").getAll();
    all.onsuccess = () => { resolve(JSON.stringify(all.result)); asked.result.close(); };
  };
})"""


def crash(profile):
    """As a power cut ends a browser: every process of it, without a word."""
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if str(profile).encode() in process.read_bytes():
                os.kill(int(process.parent.name), signal.SIGKILL)


@pytest.fixture
def session(administrator, browse_as, live_server):
    """The cookie of an administrator's login."""
    value = browse_as(administrator).cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}


@pytest.fixture
def opened(browser, chromium_program, session, tmp_path):
    """Opens a browser whose profile outlives it, with an administrator logged in."""

    def window():
        made = browser.browser_type.launch_persistent_context(
            tmp_path, executable_path=chromium_program, args=ARGUMENTS
        )
        made.add_cookies([session])
        return made, made.pages[0]

    return window


def test_words_survive_a_crashed_browser_whose_server_is_silent(opened, live_server, tmp_path):
    post = make_post("The quay", body="<p>Old.</p>", status="draft")
    window, page = opened()
    page.route("**/autosave/", lambda route: route.abort())
    page.goto(f"{live_server.url}{change(post)}")
    page.wait_for_selector(BODY)
    for number in range(2):  # the second copy is the one that browsers write down late
        write(page, f" New {number}.")
        expect(page.locator(BODY)).to_contain_text(f"New {number}.")
        wait_until(lambda words=f"New {number}.": words in page.evaluate(LAST_COPY))
    crash(tmp_path)
    with suppress(Error):
        window.close()
    window, page = opened()
    page.goto(f"{live_server.url}{change(post)}")
    page.click(".words-note a:has-text('Show them')")
    expect(page.locator(BODY)).to_contain_text("Old. New 0. New 1.")
    window.close()
