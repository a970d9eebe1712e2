"""A reader follows a long debate in Chromium: folds, what is new, recommending, with and without scripts."""

import re

import pytest
from django.http import HttpResponse
from playwright.sync_api import expect

from comments.models import Reply, Writer
from comments.tree.threads import add
from comments.writers import confirming
from tests.comments.replies import ROSA, draft
from tests.e2e.newsroom import wait_until
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post(transactional_db):
    return make_post("The harbour")


@pytest.fixture
def branch(post):
    """A reply, its answer, the answer's answer, and a reply beside it."""
    root = add(draft(post, writer_name="Rosa"))
    answer = add(draft(post), root)
    return [root, answer, add(draft(post), answer), add(draft(post))]


@pytest.fixture
def open_article(live_server, post):
    def go(page, rest=""):
        page.goto(f"{live_server}{post.get_absolute_url()}{rest}")

    return go


def shown(page, reply):
    return page.locator(f"#reply-{reply.pk} > .body").is_visible()


def remembers(page):
    """Whether the browser knows of a branch here that is folded."""
    return page.evaluate("localStorage.getItem(`folded:${location.pathname}`) !== null")


def summary(page, reply):
    return page.locator(f"#reply-{reply.pk} > .fold > summary")


def test_branch_folds_by_keyboard_and_stays_folded(page, open_article, branch):
    open_article(page)
    fold = summary(page, branch[0])
    expect(fold).to_have_text("2 answers", use_inner_text=True)
    fold.focus()
    page.keyboard.press("Enter")
    wait_until(lambda: remembers(page))  # the browser tells of it a little later
    assert [shown(page, reply) for reply in branch] == [True, False, False, True]
    page.reload()
    assert [shown(page, reply) for reply in branch] == [True, False, False, True]
    summary(page, branch[0]).press("Space")
    wait_until(lambda: not remembers(page))
    page.reload()
    assert shown(page, branch[2])


def test_address_of_a_reply_opens_what_is_folded_above_it(page, open_article, branch):
    open_article(page)
    summary(page, branch[1]).click()
    summary(page, branch[0]).click()
    open_article(page, f"?x=1#reply-{branch[2].pk}")
    assert shown(page, branch[2])


def test_branch_folds_without_javascript(page_without_javascript, open_article, branch):
    page = page_without_javascript
    open_article(page)
    summary(page, branch[0]).click()
    assert [shown(page, reply) for reply in branch] == [True, False, False, True]


def age_visits(page, hours):
    """As if the last visit were that long ago."""
    page.evaluate(
        """hours => { for (const key of Object.keys(localStorage)) if (key.startsWith('visit:')) {
             const kept = JSON.parse(localStorage[key]);
             localStorage[key] = JSON.stringify({ ...kept, at: kept.at - hours * 3600000 }); } }""",
        hours,
    )


def test_what_came_since_the_last_visit_is_marked_and_counted(page, open_article, post, branch):
    open_article(page)
    expect(page.locator(".fresh, .badge.new")).to_have_count(0)
    age_visits(page, 5)
    late = add(draft(post), branch[1])  # written long ago and approved only now
    last = add(draft(post))
    open_article(page)
    link = page.locator("#replies .fresh a")
    expect(link).to_have_text("2 new replies since your last visit", use_inner_text=True)
    expect(link).to_have_attribute("href", f"#reply-{late.pk}")
    for reply in (late, last):
        expect(page.locator(f"#reply-{reply.pk} > header .badge.new")).to_have_text(
            "New", use_inner_text=True
        )
    expect(page.locator(".badge.new")).to_have_count(2)
    page.reload()
    expect(page.locator(".badge.new")).to_have_count(2)  # still the same visit
    age_visits(page, 5)
    page.reload()
    expect(page.locator(".fresh, .badge.new")).to_have_count(0)


@pytest.fixture
def as_rosa(page, live_server):
    """A browser that has proved an address."""
    writer = Writer.objects.of("reader@example.org")
    Writer.objects.filter(pk=writer.pk).update(confirmed_at="2026-01-01T00:00Z")
    response = HttpResponse()
    confirming.remember(response, writer)
    name, cookie = next(iter(response.cookies.items()))
    page.context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])
    return page


def test_known_reader_recommends_in_place_and_takes_it_back(as_rosa, open_article, branch):
    page = as_rosa
    open_article(page)
    button = page.locator(f"#reply-{branch[0].pk} > footer [data-recommend]")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    page.locator(f"#reply-{branch[0].pk} > footer .number", has_text="1").wait_for()
    assert Reply.objects.get(pk=branch[0].pk).recommended == 1
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    page.locator(f"#reply-{branch[0].pk} > footer [aria-pressed=false]").wait_for()
    assert Reply.objects.get(pk=branch[0].pk).recommended == 0


def test_unknown_reader_is_led_to_the_page_that_asks_for_an_address(page, open_article, branch):
    open_article(page)
    page.locator(f"#reply-{branch[0].pk} > footer [data-recommend]").click()
    page.wait_for_url(re.compile("/recommend/$"))
    page.get_by_label("E-mail").fill(ROSA)
    page.get_by_role("button", name="Recommend").click()
    expect(page.locator("h1")).to_have_text("Look into your mailbox", use_inner_text=True)


def test_recommending_without_javascript(page_without_javascript, open_article, branch):
    page = page_without_javascript
    open_article(page)
    page.locator(f"#reply-{branch[0].pk} > footer [data-recommend]").click()
    page.get_by_label("E-mail").fill(ROSA)
    page.get_by_role("button", name="Recommend").click()
    expect(page.locator("h1")).to_have_text("Look into your mailbox", use_inner_text=True)


def test_orders_are_links_that_work_without_javascript(page_without_javascript, open_article, branch):
    page = page_without_javascript
    open_article(page)
    page.get_by_role("link", name="Newest").click()
    roots = page.locator("#replies > .thread > li > article").evaluate_all(
        "found => found.map(each => each.id)"
    )
    assert roots == [f"reply-{branch[3].pk}", f"reply-{branch[0].pk}"]
