"""What the spam filter learns from people, and forgets with them."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection

from comments import moderation
from comments.models import Decision, Reply, ReplyStatus, SpamToken
from comments.screening import learning
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db
WORDS = "seaweed from the harbour"


@pytest.fixture
def waiting():
    return add(draft(make_post(), status=ReplyStatus.PENDING, comment=WORDS))


def known() -> dict[str, tuple[int, int]]:
    """Every token with a count."""
    rows = SpamToken.objects.values_list("token", "spam", "ham")
    return {token: (spam, ham) for token, spam, ham in rows if spam or ham}


def test_approval_is_learnt_as_honest(waiting):
    moderation.approve(waiting)
    assert known()["seaweed"] == (0, 1)
    assert known()[""] == (0, 1)


def test_spam_is_learnt_and_a_change_of_mind_learnt_anew(waiting):
    moderation.mark_spam(waiting)
    assert known()["seaweed"] == (1, 0)
    moderation.approve(waiting)
    assert known()["seaweed"] == (0, 1)


def test_removal_says_nothing_about_spam(waiting):
    moderation.approve(waiting)
    moderation.trash(waiting)
    assert known() == {}


def test_undo_takes_out_exactly_what_went_in(waiting):
    moderation.approve(add(draft(waiting.post, status=ReplyStatus.PENDING, comment="seaweed again")))
    before = known()
    moderation.mark_spam(waiting)
    moderation.undo(Decision.objects.get(reply_id=waiting.pk))
    assert known() == before


def test_undo_brings_back_what_a_moderator_had_said(waiting):
    moderation.approve(waiting)
    before = known()
    moderation.mark_spam(waiting)
    moderation.undo(Decision.objects.filter(reply_id=waiting.pk).first())
    assert known() == before


def test_undo_of_spam_learns_nothing_from_what_nobody_had_approved():
    appeared = add(draft(make_post(), comment=WORDS))
    moderation.mark_spam(appeared)
    moderation.undo(Decision.objects.get(reply_id=appeared.pk))
    assert known() == {}


def test_machine_and_readers_teach_nothing(waiting):
    moderation.admit(add(draft(waiting.post, status=ReplyStatus.UNCONFIRMED)), ReplyStatus.APPROVED)
    moderation.hold(add(draft(waiting.post)), {"code": "reported"}, actor=Decision.Actor.READERS)
    assert known() == {}


def test_deciding_twice_counts_once(waiting):
    assert moderation.mark_spam(waiting) == 1
    assert moderation.mark_spam(waiting) == 0
    assert known()[""] == (1, 0)


def test_forgotten_reply_leaves_nothing(waiting):
    moderation.mark_spam(waiting)
    learning.forget(Reply.objects.get(pk=waiting.pk))
    assert known() == {}
    assert Reply.objects.get(pk=waiting.pk).learned == ""


def test_command_learns_the_same_anew(waiting, capsys):
    for number in range(5):
        moderation.mark_spam(add(draft(waiting.post, comment=f"buy seaweed {number}")))
    moderation.approve(waiting)
    before = known()
    SpamToken.objects.update(spam=99, ham=7)
    call_command("learn_spam")
    assert known() == before
    assert "1 approved replies and 5 of spam" in capsys.readouterr().out


def test_command_learns_from_imported_replies_but_not_from_what_the_machine_let_in():
    post = make_post()
    add(draft(post, comment="imported", import_ref="old:1"))
    add(draft(post, comment="trapped", status=ReplyStatus.SPAM))
    add(draft(post, comment="appeared at once"))
    call_command("learn_spam")
    assert known()[""] == (0, 1)
    assert "imported" in known()


def test_command_learns_nothing_from_words_that_were_erased(waiting):
    moderation.approve(waiting)
    Reply.objects.filter(pk=waiting.pk).update(comment="")
    call_command("learn_spam")
    assert known() == {}


def test_bulk_decision_counts_each_reply_in_one_statement(django_assert_max_num_queries):
    post = make_post()
    replies = [add(draft(post, status=ReplyStatus.PENDING, comment=f"seaweed {n}")) for n in range(10)]
    decisions = [Decision(reply_id=reply.pk, actor="moderator", became="spam") for reply in replies]
    with django_assert_max_num_queries(14):  # two savepoints, the replies, a label each, one for the words
        learning.follow(decisions)
    assert known()["seaweed"] == (10, 0)


@pytest.mark.django_db(transaction=True)
def test_counts_are_exact_when_many_learn_at_once():
    replies = [
        add(
            draft(
                make_post(),
                status=ReplyStatus.PENDING,
                comment=f"seaweed w{n} {' '.join('abcdefgh'[n % 3 :])}",
            )
        )
        for n in range(12)
    ]

    def decide(some):
        for reply in some:
            moderation.mark_spam(reply)
        connection.close()

    threads = [threading.Thread(target=decide, args=(replies[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    before = known()
    assert before["seaweed"] == before[""] == (12, 0)
    call_command("learn_spam")
    assert known() == before


def test_words_that_stand_for_no_reply_any_more_are_kept_nowhere(waiting):
    moderation.approve(waiting)
    waiting.refresh_from_db()
    learning.forget(waiting)
    assert list(SpamToken.objects.values_list("token", flat=True)) == [""]
