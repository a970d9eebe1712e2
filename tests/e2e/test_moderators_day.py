"""Bob's day: replies wait on his dashboard; he decides by keys and with a reason; the ledger tells it."""

import pytest
from playwright.sync_api import expect

from comments.models import ReplyStatus
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.e2e.newsroom import Desk
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post(transactional_db):
    """An article with two replies that wait."""
    post = make_post("The harbour")
    for words in ("I was there.", "You are a traitor."):
        add(draft(post, status=ReplyStatus.PENDING, comment=words))
    return post


def decided(desk):
    """The first is approved, the second removed for its tone, all from the keyboard."""
    panel = desk.page.locator(".panel", has_text="Replies waiting")
    expect(panel.locator("h2 .number")).to_have_text("2")
    panel.get_by_role("link", name="See all").click()
    desk.page.wait_for_url("**/comments/reply/**")  # with its scripts
    desk.keys("j", "a")
    expect(desk.page.locator("[data-said]")).to_contain_text("1 left.")
    desk.keys("r", "1")
    expect(desk.page.locator("[data-nothing]")).to_be_focused()


def told_in_the_ledger(desk):
    desk.page.get_by_role("link", name="Ledger", exact=True).click()
    rows = desk.page.locator("#result_list tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("abuse of a person")
    expect(rows.last).to_contain_text("bob")


def test_moderator_decides_and_finds_it_in_the_ledger(page, live_server, bob, post, page_without_javascript):
    desk = Desk(page, live_server.url).log_in("bob")
    expect(page.get_by_role("link", name="Write an article")).to_have_count(0)
    decided(desk)
    told_in_the_ledger(desk)
    reader = page_without_javascript
    reader.goto(f"{live_server.url}{post.get_absolute_url()}")
    expect(reader.locator("#replies")).to_contain_text("I was there.")
    expect(reader.locator("#replies")).not_to_contain_text("traitor")
