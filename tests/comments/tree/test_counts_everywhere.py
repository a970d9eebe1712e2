"""The number of replies is the same wherever it stands, whatever becomes of them; and so are the feeds."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from comments import moderation
from comments.models import Reply, ReplyStatus, Writer
from comments.tree.counts import recount
from comments.tree.threads import add
from comments.writers import editing, erasing
from tests.comments.replies import ROSA, draft
from tests.factories import make_category, make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(db):
    return make_post("The harbour", categories=[make_category("Ports", slug="ports")])


@pytest.fixture
def replies(post):
    """Rosa's, with an answer to it, and one that waits, one unconfirmed and one taken for spam."""
    now = timezone.now()
    root = add(draft(post, user_email=ROSA, comment="I was there myself", submitted_at=now))
    add(draft(post), root)
    for status in (ReplyStatus.PENDING, ReplyStatus.UNCONFIRMED, ReplyStatus.SPAM):
        add(draft(post, status=status))
    return root


def counts(stranger, post):
    """What the article, its heading, the front page, two archives and the admin say."""
    found = []
    for address, where in {
        post.get_absolute_url(): "a.count, #replies h2",
        "/": f'.story a[href="{post.get_absolute_url()}#replies"]',
        "/category/ports/": f'.story a[href="{post.get_absolute_url()}#replies"]',
        f"/{post.publish_at:%Y}/": f'.story a[href="{post.get_absolute_url()}#replies"]',
    }.items():
        soup = BeautifulSoup(stranger.get(address).content, "html.parser")
        found += [int(number[0]) for each in soup.select(where) if (number := re.match(r"\d+", each.text))]
    return found


def count_in_admin(client):
    client.force_login(make_user(group="Editor"))
    soup = BeautifulSoup(client.get(reverse("admin:blog_post_changelist")).content, "html.parser")
    return int(soup.select_one("td.field-reply_count").text)


CHANGES = {
    "nothing": (lambda root: None, 2),
    "withdrawn": (moderation.withdraw, 1),
    "removed": (moderation.trash, 1),
    "erased with its words": (lambda root: erasing.erase(Writer.objects.of(ROSA), keep_words=False), 1),
    "erased but its words": (lambda root: erasing.erase(Writer.objects.of(ROSA), keep_words=True), 2),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_place_says_the_same_number(stranger, client, post, replies, change):
    do, number = CHANGES[change]
    do(replies)
    assert counts(stranger, post) == [number] * 5
    assert count_in_admin(client) == number
    assert not recount(post.pk, repair=False)


def feeds(stranger, post, **headers):
    return [
        stranger.get(f"{at}feed/json/", headers=headers) for at in ("/comments/", post.get_absolute_url())
    ]


def test_withdrawn_reply_leaves_the_feeds_of_readers_who_have_them(stranger, post, replies):
    before = feeds(stranger, post)
    moderation.withdraw(replies)
    for old in before:
        conditions = {"If-None-Match": old["ETag"], "If-Modified-Since": "Mon, 01 Jan 2035 00:00:00 GMT"}
        for sent in (conditions, {"If-Modified-Since": conditions["If-Modified-Since"]}):
            for answer in feeds(stranger, post, **sent):
                assert answer.status_code == 200
                assert "I was there myself" not in answer.content.decode()


def test_edited_reply_is_new_in_the_feeds(stranger, post, replies):
    fresh = Reply.objects.get(pk=replies.pk)
    editing.edit(fresh, "I was there myself, twice", 0)
    for answer in feeds(stranger, post):
        item = next(each for each in json.loads(answer.content)["items"] if "twice" in each["content_html"])
        assert item["date_published"] < item["date_modified"]
