"""A thread on one page, for whoever asks for it."""

import pytest
from bs4 import BeautifulSoup

from comments.tree import reading
from tests.comments.replies import grow
from tests.factories import make_author, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(db):
    return make_post("The harbour", authors=[make_author("Ines Okafor")])


def article(client, post, query=""):
    return BeautifulSoup(client.get(post.get_absolute_url() + query).content, "html.parser")


def shown_ids(soup):
    return [int(each["id"].removeprefix("reply-")) for each in soup.select("ol.thread article.reply")]


def test_all_replies_stand_on_one_page_for_whoever_asks(stranger, post, monkeypatch):
    monkeypatch.setattr(reading, "PAGE", 10)
    replies = grow(post, 35, lambda index: index - 1 if index % 4 else None)
    first = article(stranger, post)
    way = first.select_one('.pagination a[href*="replies=all"]')["href"]
    assert way == f"{post.get_absolute_url()}?replies=all#replies"
    page = article(stranger, post, "?replies=all")
    assert shown_ids(page) == [reply.pk for reply in replies]
    assert not page.select(".reply footer")
    assert page.select_one(f"#reply-{replies[20].pk} a.u-url")["href"] == replies[20].permalink


def test_page_of_all_replies_goes_on_where_a_thread_is_very_long(stranger, post, monkeypatch):
    monkeypatch.setattr(reading, "MOST_AT_ONCE", 20)
    replies = grow(post, 25)
    page = article(stranger, post, "?replies=all")
    assert len(shown_ids(page)) == 20
    assert f"replies={replies[20].pk}" in page.select_one('.pagination a[rel="next"]')["href"]
