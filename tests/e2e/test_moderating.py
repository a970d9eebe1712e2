"""Bob works the queue in Chromium: by keyboard alone, without scripts, and beside another moderator."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from comments import moderation
from comments.models import Decision, Reply, ReplyStatus, Thread
from comments.tree.counts import recount
from comments.tree.threads import add
from tests.comments.replies import draft, grow
from tests.e2e.newsroom import wait_until
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/comments/reply/"
KEYS = {"a": ReplyStatus.APPROVED, "s": ReplyStatus.SPAM, "r": ReplyStatus.TRASH}


@pytest.fixture
def log_in(live_server, bob):
    """`log_in(page)` gives a page Bob's session."""
    client = Client()
    client.force_login(bob)

    def give(page):
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        return page

    return give


@pytest.fixture
def desk(page, log_in):
    return log_in(page)


def hold(number):
    post = make_post("The harbour")
    return [
        add(draft(post, status=ReplyStatus.PENDING, writer_name=f"Reader {index}"))
        for index in range(1, number + 1)
    ]


def row(page, reply):
    return page.locator(f"#reply-{reply.pk}")


def status(reply):
    return Reply.objects.get(pk=reply.pk).status


def wait_for_left(page, number):
    said = "document.querySelector('[data-said]').textContent"
    idle = "!document.querySelector('[aria-busy]')"
    wait_until(lambda: page.evaluate(f"{idle} && {said}.endsWith(' {number} left.')"))


# Fifty are on a page.
@pytest.mark.parametrize("number", [60, pytest.param(200, marks=pytest.mark.soak)])
def test_pages_of_held_replies_with_the_keyboard_alone(desk, live_server, number):
    post = make_post("The harbour")
    grow(post, number, status=ReplyStatus.PENDING)
    desk.goto(f"{live_server}{LIST}")
    keys = [*"aasar"] * (number // 5)
    desk.keyboard.press("j")
    for left, key in zip(range(number - 1, -1, -1), keys, strict=True):
        desk.keyboard.press(key)
        if key == "r":
            desk.keyboard.press("1")
        wait_for_left(desk, left)
        if left % 50 == 0:
            desk.keyboard.press("u")
            wait_for_left(desk, left + 1)
            desk.keyboard.press(key)
            if key == "r":
                desk.keyboard.press("1")
            wait_for_left(desk, left)
    assert desk.evaluate("document.activeElement.matches('[data-nothing]')")
    states = {state: Reply.objects.with_status(state).count() for state in KEYS.values()}
    assert states == {state: keys.count(key) for key, state in KEYS.items()}
    assert Decision.objects.filter(by__username="bob").count() == number + 2 * len(range(0, number, 50))
    assert Thread.objects.get(pk=post.pk).removed == {"abuse": keys.count("r")}
    assert not recount(post.pk, repair=False)


def test_focus_moves_with_the_keys_and_what_was_done_is_announced(desk, live_server):
    first, second, third = hold(3)
    desk.goto(f"{live_server}{LIST}")
    for key, reply in [("j", first), ("j", second), ("n", third), ("k", second), ("p", first)]:
        desk.keyboard.press(key)
        expect(row(desk, reply)).to_be_focused()
    desk.keyboard.press("a")
    expect(row(desk, second)).to_be_focused()
    expect(desk.locator("[role=status]")).to_have_text("Approved: the reply by Reader 1. 2 left.")
    expect(desk.locator(".tabs [aria-current] .number")).to_have_text("2")
    desk.keyboard.press("u")
    expect(row(desk, first)).to_be_focused()
    assert status(first) == ReplyStatus.PENDING


def test_no_key_decides_about_a_reply_that_has_not_got_the_focus(desk, live_server):
    [reply] = hold(1)
    desk.goto(f"{live_server}{LIST}")
    desk.keyboard.press("a")
    expect(row(desk, reply)).to_be_focused()
    assert status(reply) == ReplyStatus.PENDING
    desk.keyboard.press("a")
    expect(desk.locator("[data-nothing]")).to_be_focused()
    assert status(reply) == ReplyStatus.APPROVED


def test_several_are_ticked_and_decided_with_the_keyboard(desk, live_server):
    first, second, third = hold(3)
    desk.goto(live_server.url + LIST)
    for key in "jxjxm":
        desk.keyboard.press(key)
    expect(desk.locator("#many-to")).to_be_focused()
    desk.locator("#many").get_by_role("button", name="Decide").press("Enter")
    expect(desk.get_by_text("2 replies: approved.")).to_be_visible()
    assert [status(each) for each in (first, second, third)] == ["approved", "approved", "pending"]


def test_escape_leaves_the_note_for_its_row(desk, live_server):
    [reply] = hold(1)
    desk.goto(live_server.url + LIST)
    for key in ("j", "r", "Tab", "Escape"):
        desk.keyboard.press(key)
    expect(row(desk, reply)).to_be_focused()


def test_letters_typed_into_fields_decide_nothing_and_keys_can_be_switched_off(desk, live_server):
    [reply] = hold(1)
    desk.goto(f"{live_server}{LIST}")
    desk.locator("#searchbar").press_sequentially("as")
    desk.keyboard.press("Escape")
    desk.get_by_text("Keys", exact=True).click()
    desk.get_by_label("Single keys decide").uncheck()
    row(desk, reply).focus()
    desk.keyboard.press("s")
    desk.reload()
    row(desk, reply).focus()
    desk.keyboard.press("a")
    desk.wait_for_timeout(300)
    assert status(reply) == ReplyStatus.PENDING
    assert not Decision.objects.exists()


def test_conflict_is_told_in_the_row_which_stays(desk, live_server, editor, complaints):
    first, second = hold(2)
    complaints.expect("status of 409")
    desk.goto(f"{live_server}{LIST}")
    moderation.mark_spam(first, by=editor)
    desk.keyboard.press("j")
    desk.keyboard.press("a")
    expect(row(desk, first).get_by_role("alert")).to_contain_text("edith has decided on this reply meanwhile")
    desk.keyboard.press("j")
    expect(row(desk, second)).to_be_focused()
    assert status(first) == ReplyStatus.SPAM


def test_lost_connection_is_told_and_the_row_stays(desk, live_server, complaints):
    [reply] = hold(1)
    complaints.expect("net::ERR_FAILED")
    desk.goto(f"{live_server}{LIST}")
    desk.context.route("**/decision/", lambda route: route.abort())
    desk.keyboard.press("j")
    desk.keyboard.press("a")
    expect(row(desk, reply).get_by_role("alert")).to_contain_text("Nothing was changed; try again.")
    assert status(reply) == ReplyStatus.PENDING


def test_everything_works_without_javascript(page_without_javascript, log_in, live_server):
    page = log_in(page_without_javascript)
    first, second, third = hold(3)
    page.goto(f"{live_server}{LIST}")
    row(page, first).get_by_role("button", name="Approve").click()
    page.wait_for_url(f"**#reply-{second.pk}")
    assert status(first) == ReplyStatus.APPROVED
    page.get_by_role("button", name="Undo").click()
    wait_until(lambda: status(first) == ReplyStatus.PENDING)
    row(page, second).get_by_text("Remove …").click()
    row(page, second).get_by_label("Reason, told to the writer").select_option("off-topic")
    row(page, second).get_by_label("Note to the writer").fill("Write about the harbour.")
    row(page, second).get_by_role("button", name="Remove").click()
    wait_until(lambda: status(second) == ReplyStatus.TRASH)
    assert (Decision.objects.first().reason, Decision.objects.first().became) == ("off-topic", "trash")
    page.get_by_text("Decide about many").click()
    for reply in (first, third):
        row(page, reply).get_by_role("checkbox").check()
    page.get_by_label("Decision", exact=True).select_option("spam")
    page.get_by_role("button", name="Decide").click()
    wait_until(lambda: {status(first), status(third)} == {ReplyStatus.SPAM})
