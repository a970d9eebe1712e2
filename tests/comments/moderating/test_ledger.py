"""What was decided stays written as it was, whatever somebody tries and whatever is deleted."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from comments import moderation
from comments.models import Decision, LedgerError
from comments.moderating import ledger
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(bob):
    moderation.trash(add(draft(make_post())), by=bob, reason="abuse")
    return Decision.objects.get()


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_written_decision_is_not_saved_or_deleted(decision):
    decision.reason = "spam"
    for refused in (decision.save, decision.delete):
        with pytest.raises(LedgerError):
            refused()


def test_many_decisions_are_not_changed_or_deleted(decision):
    rows = Decision.objects.all()
    for refused in (lambda: rows.update(reason=""), lambda: rows.bulk_update([decision], ["reason"])):
        with pytest.raises(LedgerError):
            refused()
    with pytest.raises(LedgerError):
        rows.delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE comments_decision SET reason = 'spam'",
        "UPDATE comments_decision SET note = note",
        "DELETE FROM comments_decision",
    ],
)
def test_database_refuses_too(decision, statement):
    with pytest.raises(IntegrityError, match="What was decided"):
        run(statement)
    assert Decision.objects.get().reason == "abuse"


AGAIN = """INTO comments_decision (id, actor, by_name, made_at, was, became, reason, note, post_id, reply_id)
    SELECT id, actor, by_name, made_at, was, became, 'spam', note, post_id, reply_id FROM comments_decision"""


def test_decision_is_not_replaced(decision):
    on_sqlite, elsewhere = "INSERT OR REPLACE ", " ON CONFLICT (id) DO UPDATE SET reason = 'spam'"
    with pytest.raises(IntegrityError, match="not changed"):
        run(on_sqlite + AGAIN if connection.vendor == "sqlite" else "INSERT " + AGAIN + elsewhere)
    assert Decision.objects.get().reason == "abuse"


def test_django_past_the_model_is_refused_by_the_database(decision):
    with pytest.raises(IntegrityError), transaction.atomic():
        models.QuerySet.update(Decision.objects.all(), reason="spam")
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Model.save(decision)


def test_open_ledger_still_changes_nothing(decision):
    with pytest.raises(IntegrityError, match="not changed"), ledger.opened("test"):
        run("UPDATE comments_decision SET reason = 'spam'")


def test_ledger_is_shut_again_after_it_was_open(decision):
    assert ledger.take_out(Decision.objects.none(), "test") == 0
    with pytest.raises(IntegrityError):
        run("DELETE FROM comments_decision")


def test_decisions_are_taken_out_on_purpose(decision):
    kept = add(draft(make_post()))
    moderation.trash(kept)
    posts = type(decision.post).everything.filter(pk=decision.post_id)
    assert ledger.take_out(Decision.objects.about(posts), "test") == 1
    assert Decision.objects.get().reply_id == kept.pk


def test_decision_outlives_reply_article_and_moderator(decision, bob):
    post = decision.post
    decision.reply.delete()
    bob.delete()
    post.delete()
    assert Decision.objects.values("reply_id", "post_id", "by_name").get() == {
        "reply_id": decision.reply_id,
        "post_id": decision.post_id,
        "by_name": "bob",
    }


@pytest.mark.django_db(transaction=True)
def test_triggers_go_and_come_with_their_migration(decision):
    keeper = import_module("comments.migrations.0009_append_only")
    with connection.schema_editor() as editor:
        keeper.let_go(apps, editor)
        run("UPDATE comments_decision SET reason = 'law'")
    with connection.schema_editor() as editor:
        keeper.keep(apps, editor)
    with pytest.raises(IntegrityError):
        run("UPDATE comments_decision SET reason = 'spam'")


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_ledger_with_the_rest(decision):
    call_command("flush", interactive=False, verbosity=0)
    assert not Decision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nobody_else_sees_the_ledger_open(decision):
    from tests.comments.test_race import at_once

    def delete(_):
        with pytest.raises(IntegrityError):
            run("DELETE FROM comments_decision")

    if connection.vendor == "postgresql":  # on SQLite the others cannot write at all meanwhile
        with ledger.opened("test"):
            at_once(delete, [1])
    at_once(delete, [1])
    assert Decision.objects.count() == 1


def test_deciding_adds_one_row_and_reads_none_back(decision):
    with CaptureQueriesContext(connection) as queries:
        moderation.approve(decision.reply_id)
    assert Decision.objects.count() == 2
    assert not [each for each in queries if each["sql"].startswith('UPDATE "comments_decision"')]
