"""Whoever followed before there were follows still does, and hears of nothing twice."""

from importlib import import_module

import pytest
from django.core import mail
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from comments.mail.sending import send_letters
from comments.models import Follow, Letter
from tests.comments.replies import ROSA
from tests.factories import make_post, make_reply

pytestmark = pytest.mark.django_db(transaction=True)

MIGRATION = "0011_former_followers"


@pytest.fixture
def former():
    """The models as they were, with the table that has gone since."""
    loader = MigrationLoader(connection, replace_migrations=False)
    apps = loader.project_state([("comments", MIGRATION)]).apps
    notice = apps.get_model("comments", "Notice")
    with connection.schema_editor() as editor:
        editor.create_model(notice)
    yield apps
    with connection.schema_editor() as editor:
        editor.delete_model(notice)


@pytest.fixture
def carried(former):
    """(what Rosa followed, the answer she knows of, the one she does not)."""
    post = make_post()
    mine = make_reply(post, user_email=ROSA, followup=True)
    make_reply(post, user_email="bruno@example.org")
    known, new = make_reply(post, mine), make_reply(post, mine)
    notices = former.get_model("comments", "Notice").objects
    notices.create(parent_id=mine.pk, answer_id=known.pk, sent_at=timezone.now())
    notices.create(parent_id=mine.pk, answer_id=new.pk)
    with connection.schema_editor() as editor:
        import_module(f"comments.migrations.{MIGRATION}").carry_over(former, editor)
    return mine, known, new


def test_who_asked_follows_the_branch(carried):
    follow = Follow.objects.get()
    assert (follow.writer.email, follow.reply) == (ROSA, carried[0])
    assert follow.made_at == carried[0].submitted_at


def test_what_was_told_counts_as_told_and_the_rest_is_still_to_tell(carried):
    _mine, known, new = carried
    assert Letter.objects.get(reply=known).sent_at
    assert list(Letter.objects.unsent()) == [Letter.objects.get(reply=new)]


def test_what_is_still_to_tell_is_sent(carried):
    assert send_letters.call() == 1
    assert [message.to for message in mail.outbox] == [[ROSA]]
