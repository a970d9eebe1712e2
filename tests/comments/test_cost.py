"""What reading a thread costs in queries."""

import pytest

from comments.models import Thread
from comments.tree import reading
from comments.tree.reading import page_of
from comments.tree.threads import add
from tests.comments.replies import draft, grow
from tests.factories import make_author, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(db):
    return make_post("The harbour", authors=[make_author("Ines Okafor")])


@pytest.fixture
def small_pages(monkeypatch):
    """Ten replies a page, so that a long thread is soon written."""
    monkeypatch.setattr(reading, "PAGE", 10)


def test_article_with_one_and_with_a_thousand_replies_costs_the_same(stranger, post, assert_same_queries):
    add(draft(post))
    number = assert_same_queries(
        lambda: stranger.get(post.get_absolute_url()),
        lambda: grow(post, 1000, lambda index: index // 4 if index else None),
    )
    assert Thread.objects.get(pk=post.pk).approved_count == 1001
    assert number <= 6


@pytest.mark.parametrize("order", ["oldest", "newest", "best"])
def test_later_page_of_any_order_costs_six_queries(
    stranger, post, small_pages, order, django_assert_max_num_queries
):
    """The whole page, with everything around the thread."""
    replies = grow(post, 45, lambda index: index - 1 if index % 4 else None)
    for start in (replies[14], replies[44]):
        with django_assert_max_num_queries(6):
            page = stranger.get(post.get_absolute_url(), {"sort": order, "replies": start.pk})
        assert f'id="reply-{start.pk}"' in page.content.decode()


def test_permalink_and_later_pages_cost_little(stranger, post, small_pages, django_assert_max_num_queries):
    replies = grow(post, 35)
    with django_assert_max_num_queries(6):
        stranger.get(f"/reply/{replies[30].pk}/")
    with django_assert_max_num_queries(2):
        page_of(post, replies[30].pk)


def test_lists_of_articles_count_their_replies_in_one_query(stranger, assert_same_queries):
    grow(make_post(), 2)

    def more():
        for _ in range(6):
            grow(make_post(), 1)

    assert_same_queries(lambda: stranger.get("/"), more)
