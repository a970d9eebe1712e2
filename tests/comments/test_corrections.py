"""Replies that were written to a text that has been corrected since."""

from datetime import UTC, datetime

import pytest

from blog.models import Correction
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db

SAID = "written before the correction of 3 May 2026"


def said_under(client, **written):
    post = make_post()
    Correction.objects.create(post=post, text="It was 1952.", made_at=datetime(2026, 5, 3, 12, tzinfo=UTC))
    add(draft(post, **written))
    return SAID in client.get(post.get_absolute_url()).content.decode()


def test_a_reply_written_before_says_so(client):
    assert said_under(client, submitted_at=datetime(2026, 5, 2, tzinfo=UTC))


def test_a_reply_written_after_says_nothing(client):
    assert not said_under(client, submitted_at=datetime(2026, 5, 4, tzinfo=UTC))


def test_a_reply_edited_after_says_nothing(client):
    edited = {"edited_at": datetime(2026, 5, 4, tzinfo=UTC)}
    assert not said_under(client, submitted_at=datetime(2026, 5, 2, tzinfo=UTC), **edited)
