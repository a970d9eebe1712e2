"""Replies close for the whole site, for one article, at a time or at an age; what is there stays."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from blog.models import Publication
from comments import moderation
from comments.models import DebateRules, Reply, Thread
from comments.permissions import closing_time, why_closed
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.factories import make_page, make_post

pytestmark = pytest.mark.django_db
PUBLISHED = datetime(2026, 3, 1, 9, tzinfo=UTC)
TYPED = {"comment": "It is a long sentence.", "name": "Rosa", "email": "rosa@example.org", "url": ""}


@pytest.fixture
def post(db):
    return make_post("The harbour", publish_at=PUBLISHED)


def close_after(days):
    DebateRules(close_after_days=days).save()


def close_at(post, moment):
    Thread.objects.update_or_create(pk=post.pk, defaults={"closes_at": moment})
    post.refresh_from_db()


def close_site(_post):
    publication = Publication.current()
    publication.replies_open = False
    publication.save()


def close_article(post):
    post.replies_open = False
    post.save()


WAYS = {
    "site": (close_site, "closed at the moment"),
    "article": (close_article, "to this article are closed"),
    "time": (lambda post: close_at(post, PUBLISHED + timedelta(hours=1)), "closed on 1 March 2026, 10:00"),
    "age": (lambda post: close_after(14), "closed on 15 March 2026, 09:00"),
}


@pytest.mark.parametrize("way", WAYS)
def test_form_is_gone_replies_stay_and_what_was_typed_is_kept(stranger, post, way):
    reply = add(draft(post))
    close, sentence = WAYS[way]
    close(post)
    soup = BeautifulSoup(stranger.get(post.get_absolute_url()).content, "html.parser")
    assert sentence in soup.select_one("#replies > .notice").text
    assert soup.select_one(f"#reply-{reply.pk} .body")
    assert not soup.select("#reply-form, a[data-reply-to]")
    answer = stranger.post(f"{post.get_absolute_url()}reply/", TYPED)
    assert answer.status_code == 403
    assert TYPED["comment"] in answer.content.decode()
    assert Reply.objects.count() == 1


def test_writers_keep_their_right_to_withdraw(post):
    reply = add(draft(post))
    close_article(post)
    assert moderation.withdraw(reply) == 1


def test_articles_own_time_holds_an_old_one_open(post):
    close_after(14)
    close_at(post, datetime(2099, 1, 1, tzinfo=UTC))
    assert why_closed(post) == ""


def test_open_article_says_when_it_closes(stranger, post):
    close_at(post, datetime(2099, 1, 2, 18, tzinfo=UTC))
    soup = BeautifulSoup(stranger.get(post.get_absolute_url()).content, "html.parser")
    assert soup.select_one("#replies > .closing").text == "Replies close on 2 January 2099, 18:00."
    assert soup.select_one("#reply-form")


def test_pages_and_drafts_have_no_age(post):
    close_after(14)
    assert closing_time(make_page()) is None
    assert closing_time(make_post(status="draft", publish_at=None)) is None
