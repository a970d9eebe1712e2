"""Writers are told why a reply was removed, and may appeal once."""

import re

import pytest

from comments import moderation
from comments.models import Appeal, Decision, Letter, Reply, ReplyStatus, Writer
from comments.moderating import appealing, appeals, telling
from comments.tree.counts import recount
from comments.tree.threads import add
from tests.comments.replies import ROSA, draft
from tests.comments.test_race import at_once
from tests.factories import make_post

pytestmark = pytest.mark.django_db
TEXT = "It was on the subject: the pier is in the second paragraph."


def decide(reply, to, bob, **on):
    moderation.move([reply], to, by=bob, **on)
    reply.refresh_from_db()


# Told


def test_writer_is_told_the_reason_the_note_and_where_to_appeal(removed, letters):
    (message,) = letters()
    assert message.to == [ROSA]
    assert message.subject == "Your reply to “The harbour” was removed"
    for words in ("The reason: off topic.", "> Please keep to the harbour.", "> Thank you."):
        assert words in message.body
    (token,) = re.findall(r"/reply/appeal/([^/]+)/", message.body)
    assert appeals.reply_of(token) == removed
    assert removed.comment not in message.body


def test_letter_holds_no_words_of_anybody_until_it_is_written(removed):
    assert Letter.objects.get().data == {"decision": Decision.objects.get().pk}


@pytest.mark.parametrize("state", ["spam", "withdrawn"])
def test_nobody_is_told_of_spam_or_of_what_they_did_themselves(reply, letters, state):
    actor = "moderator" if state == "spam" else "writer"
    moderation.move([reply], state, actor=actor)
    assert letters() == []


def test_address_that_nobody_has_confirmed_gets_no_mail(letters):
    moderation.trash(add(draft(make_post(), user_email="stranger@example.org")), reason="abuse")
    Writer.objects.of("other@example.org")
    moderation.trash(add(draft(make_post(), user_email="other@example.org")), reason="abuse")
    assert letters() == []


def test_removal_that_is_undone_before_the_mail_leaves_is_not_told(removed, letters):
    moderation.undo(Decision.objects.get())
    assert letters() == []


def test_removal_that_is_undone_afterwards_is_told(removed, letters):
    letters()
    moderation.undo(Decision.objects.get())
    (message,) = letters()
    assert message.subject == "Your reply to “The harbour” is published"


def test_approving_what_nobody_was_told_of_is_not_told(rosa, letters):
    moderation.approve(add(draft(make_post(), user_email=ROSA, status=ReplyStatus.PENDING)))
    assert letters() == []


def test_writer_who_has_muted_everything_is_told_of_a_decision_about_her_own_words(rosa, reply, letters):
    Writer.objects.filter(pk=rosa.pk).update(mail="never")
    moderation.trash(reply, reason="abuse")
    assert len(letters()) == 1


def test_erased_writer_is_not_told(removed, rosa, letters):
    rosa.delete()
    assert letters() == []


def test_removals_of_a_page_of_replies_take_three_queries(rosa, django_assert_num_queries):
    article = make_post()
    replies = [add(draft(article, user_email=ROSA)) for _ in range(6)]
    moderation.trash(*replies[:4], reason="law", note="No.")
    imported = add(draft(article, status=ReplyStatus.TRASH))
    rows = [*Reply.objects.filter(pk__in=[reply.pk for reply in replies]), imported]
    with django_assert_num_queries(3):
        found = telling.removals(rows)
    assert set(found) == {reply.pk for reply in replies[:4]}
    first = found[replies[0].pk]
    assert (first.reason, first.note, first.is_final) == ("against the law", "No.", False)


# Appealed


def test_appeal_puts_the_reply_back_before_the_moderators_and_publishes_nothing(removed):
    assert appealing.appeal(removed, TEXT) == ""
    removed.refresh_from_db()
    assert (removed.status, removed.appeal.text) == (ReplyStatus.PENDING, TEXT)
    assert removed.held_for == [{"code": "appeal"}]
    decision = Decision.objects.first()
    assert (decision.actor, decision.was, decision.became) == ("writer", "trash", "pending")
    assert not recount(removed.post_id, repair=False)


def test_spam_can_be_appealed_too(reply, bob):
    decide(reply, ReplyStatus.SPAM, bob)
    assert appealing.appeal(reply, TEXT) == ""


def test_second_removal_is_final_and_told(removed, bob, letters):
    letters()
    appealing.appeal(removed, TEXT)
    decide(removed, ReplyStatus.TRASH, bob, reason="off-topic")
    (message,) = letters()
    assert "this decision is final" in message.body
    assert "/reply/appeal/" not in message.body
    assert "final" in appealing.appeal(removed, TEXT)
    assert Reply.objects.get(pk=removed.pk).status == ReplyStatus.TRASH


def test_granted_appeal_is_told(removed, bob, letters):
    letters()
    appealing.appeal(removed, TEXT)
    decide(removed, ReplyStatus.APPROVED, bob)
    (message,) = letters()
    assert message.subject == "Your reply to “The harbour” is published"


@pytest.mark.parametrize(
    ("status", "words"),
    [("approved", "published"), ("pending", "waits"), ("withdrawn", "withdrawn"), ("unconfirmed", "waits")],
)
def test_only_what_is_removed_can_be_appealed(rosa, status, words):
    reply = add(draft(make_post(), user_email=ROSA, status=status))
    assert words in appealing.appeal(reply, TEXT)
    assert not Appeal.objects.exists()


def test_reply_of_an_unconfirmed_address_does_not_come_in_by_appeal():
    reply = add(draft(make_post(), user_email="stranger@example.org", status=ReplyStatus.UNCONFIRMED))
    moderation.trash(reply, reason="abuse")
    reply.refresh_from_db()
    assert "confirmed address" in appealing.appeal(reply, TEXT)
    assert Reply.objects.get(pk=reply.pk).status == ReplyStatus.TRASH


@pytest.mark.django_db(transaction=True)
def test_four_appeals_at_once_are_one(removed):
    assert at_once(lambda _: appealing.appeal(removed, TEXT), range(4)).count("") == 1
    assert Decision.objects.filter(actor="writer").count() == Appeal.objects.count() == 1
