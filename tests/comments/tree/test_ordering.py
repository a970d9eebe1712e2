"""Oldest, newest, most recommended: the branches sorted, each kept together, page by page."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection

from comments.models import Reply, Writer
from comments.recommending import recommend
from comments.tree import reading
from comments.tree.ordering import BEST, NEWEST, OLDEST, ORDERS
from comments.tree.reading import first_rows, page_of, rows_from
from comments.tree.threads import add
from tests.comments.replies import draft, grow
from tests.factories import make_post

pytestmark = pytest.mark.django_db
INDEX = {OLDEST: "reply_oldest", NEWEST: "reply_newest", BEST: "reply_best"}


@pytest.fixture
def post(db):
    return make_post("The harbour")


@pytest.fixture
def small_pages(monkeypatch):
    """Ten replies a page, so that a long thread is soon written."""
    monkeypatch.setattr(reading, "PAGE", 10)


def numbers(page):
    return [row.reply.pk for row in page.rows]


def forward(post, order):
    """Every page from the first to the last, by the links between them."""
    pages = [page_of(post, None, order)]
    while pages[-1].after:
        pages.append(page_of(post, pages[-1].after, order))
    return pages


def expected(replies, order):
    """The same, sorted here: whole branches by what their roots say."""
    roots = {reply.pk: reply for reply in replies}
    keys = {
        OLDEST: lambda reply: (roots[reply.root].submitted_at, reply.path),
        NEWEST: lambda reply: (-roots[reply.root].submitted_at.timestamp(), reply.path),
        BEST: lambda reply: (
            -roots[reply.root].recommended,
            roots[reply.root].submitted_at,
            reply.path,
        ),
    }
    return [reply.pk for reply in sorted(replies, key=keys[order])]


def argued(post):
    """Forty-five replies in branches of many lengths, some of them recommended."""
    replies = grow(post, 45, lambda index: index // 3 if index % 4 else None)
    for number, index in enumerate((12, 4, 40, 12)):
        recommend(replies[index], Writer.objects.of(f"reader{number}@example.org"))
    return list(Reply.objects.of(post))


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
def test_pages_show_every_reply_once_in_order(post, small_pages, order):
    replies = argued(post)
    shown = [pk for page in forward(post, order) for pk in numbers(page)]
    assert shown == expected(replies, order)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
def test_way_back_leads_through_the_same_pages(post, small_pages, order):
    argued(post)
    pages = forward(post, order)
    starts = [None, *(page.after for page in pages[:-1])]
    assert [page.before for page in pages] == [None, *starts[:-1]]
    assert [page.has_before for page in pages] == [False, True, True, True, True]


def test_older_reply_that_an_import_brings_later_stands_first(post):
    moment = datetime(2026, 2, 1, tzinfo=UTC)
    here = add(draft(post, submitted_at=moment))
    answer = add(draft(post, submitted_at=moment), here)
    brought = add(draft(post, submitted_at=moment - timedelta(days=900)))
    assert numbers(page_of(post)) == [brought.pk, here.pk, answer.pk]
    assert numbers(page_of(post, None, NEWEST)) == [here.pk, answer.pk, brought.pk]


def test_answers_count_for_themselves_and_not_for_their_branch(post):
    first, second = add(draft(post)), add(draft(post))
    praised = add(draft(post), second)
    recommend(praised, Writer.objects.of("reader@example.org"))
    assert numbers(page_of(post, None, BEST)) == [first.pk, second.pk, praised.pk]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
def test_page_is_a_stretch_of_its_index(post, order):
    """As planned for a long thread among others."""
    grow(make_post(), 50)
    replies = grow(post, 1500, lambda index: index - 1 if index % 3 else None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":  # which rather reads the whole of a table as small as this one
            cursor.execute("SET LOCAL enable_seqscan = off")
    place = Reply.objects.get(pk=replies[700].pk)
    for first in (None, place):
        rows = rows_from(post, first, order) if first else first_rows(order, post.pk, 101)
        plan = rows.explain()
        assert INDEX[order] in plan
        assert "Seq Scan" not in plan
        assert "SCAN comments_reply" not in plan


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
def test_long_branch_costs_as_much_as_a_short_one(post, small_pages, order, assert_same_queries):
    root = add(draft(post))
    answers = [add(draft(post), root) for _ in range(12)]

    def more():
        grow(post, 40)
        for _ in range(30):
            add(draft(post), answers[0])

    assert assert_same_queries(lambda: page_of(post, answers[-1].pk, order), more) == 2


# On the page


def links(stranger, post, query=""):
    soup = BeautifulSoup(stranger.get(post.get_absolute_url() + query).content, "html.parser")
    return soup, soup.select("#replies nav.orders a")


def test_links_to_the_orders_are_quiet_to_robots(stranger, post):
    grow(post, 2)
    _, found = links(stranger, post)
    assert [link["href"].removeprefix(post.get_absolute_url()) for link in found] == [
        "#replies",
        "?sort=newest#replies",
        "?sort=best#replies",
    ]
    assert {tuple(link["rel"]) for link in found} == {("nofollow",)}
    assert [link.get("aria-current") for link in found] == ["true", None, None]


@pytest.mark.parametrize("order", [NEWEST, BEST], ids=lambda order: order.name)
def test_sorted_page_keeps_its_order_on_the_way_and_the_articles_canonical_address(
    stranger, post, small_pages, order
):
    argued(post)
    soup, found = links(stranger, post, f"?sort={order.name}")
    assert [link.text for link in found if link.get("aria-current")] == [str(order.label)]
    following = soup.select_one('#replies a[rel="next"]')["href"]
    assert f"?sort={order.name}&replies=" in following
    soup, _ = links(stranger, post, following.removeprefix(post.get_absolute_url()))
    assert soup.select_one('#replies a[rel="prev"]')["href"].endswith(f"?sort={order.name}#replies")
    assert soup.select_one('link[rel="canonical"]')["href"].endswith(post.get_absolute_url())


@pytest.mark.parametrize("name", ["", "worst", "best' --", "é", "\x00"])
def test_unknown_order_is_that_of_age(stranger, post, name):
    replies = grow(post, 3)
    page = stranger.get(post.get_absolute_url(), {"sort": name})
    soup = BeautifulSoup(page.content, "html.parser")
    assert [each["id"] for each in soup.select("article.reply")] == [f"reply-{each.pk}" for each in replies]


def test_single_reply_has_no_order(stranger, post):
    grow(post, 1)
    assert links(stranger, post)[1] == []
