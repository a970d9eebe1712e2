"""Each decision is written down once, keeps reasons and reports in step, and is undone exactly."""

from datetime import UTC, datetime

import pytest

from comments import moderation
from comments.models import Decision, Reason, Reply, ReplyStatus, Report, Thread
from comments.tree.counts import recount
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.factories import make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    return add(draft(make_post(), status=ReplyStatus.PENDING))


@pytest.fixture
def reported():
    """Approved, with two open reports."""
    reply = add(draft(make_post(), reports_open=2))
    for reporter in ("a", "b"):
        Report.objects.create(reply=reply, reporter=reporter, why=Report.Why.ABUSE)
    return reply


def now(reply):
    return Reply.objects.with_ledger().get(pk=reply.pk)


def removed(reply):
    return Thread.objects.get(pk=reply.post_id).removed


def latest():
    return Decision.objects.first()


def test_decision_says_who_what_when_and_why(waiting, bob):
    moderation.trash(waiting, by=bob, reason=Reason.ABUSE, note="Please leave out the names.")
    row = Decision.objects.get()
    assert (row.reply_id, row.post_id, row.was, row.became) == (
        waiting.pk,
        waiting.post_id,
        "pending",
        "trash",
    )
    assert (row.by, row.by_name, row.actor) == (bob, "bob", Decision.Actor.MODERATOR)
    assert (row.reason, row.note) == (Reason.ABUSE, "Please leave out the names.")


def test_what_changes_nothing_is_not_written_down(waiting):
    moderation.approve(waiting)
    assert moderation.approve(waiting) == 0
    assert Decision.objects.count() == 1


def test_reason_stands_on_the_reply_while_it_is_removed(waiting):
    moderation.trash(waiting, reason=Reason.HATE)
    assert now(waiting).reason == Reason.HATE
    moderation.approve(waiting)
    assert now(waiting).reason == ""


def test_removal_without_a_reason_is_for_another_reason(waiting):
    moderation.trash(waiting)
    assert removed(waiting) == {Reason.OTHER: 1}


def test_thread_counts_removals_by_reason_but_neither_spam_nor_withdrawals():
    replies = [add(draft(post)) for post in [make_post()] for _ in range(5)]
    moderation.trash(*replies[:2], reason=Reason.ABUSE)
    moderation.trash(replies[2], reason=Reason.LAW)
    moderation.mark_spam(replies[3])
    moderation.withdraw(replies[4])
    assert removed(replies[0]) == {Reason.ABUSE: 2, Reason.LAW: 1}
    moderation.approve(replies[2])
    assert removed(replies[0]) == {Reason.ABUSE: 2}


def test_recount_finds_and_repairs_removals(waiting):
    moderation.trash(waiting, reason=Reason.ABUSE)
    Thread.objects.filter(pk=waiting.post_id).update(removed={Reason.LAW: 3})
    assert recount(waiting.post_id).counts["removed"] == ({Reason.LAW: 3}, {Reason.ABUSE: 1})
    assert removed(waiting) == {Reason.ABUSE: 1}


def test_withdrawal_is_the_writers_decision(waiting):
    moderation.withdraw(waiting)
    assert Decision.objects.get().actor == Decision.Actor.WRITER


def test_moderators_decision_settles_reports(reported, bob):
    moderation.trash(reported, by=bob, reason=Reason.ABUSE)
    assert now(reported).reports_open == 0
    assert not Report.objects.filter(settled_at=None).exists()


def test_keeping_what_was_reported_is_a_decision_and_settles(reported, bob):
    assert moderation.approve(reported, by=bob) == 1
    assert (latest().was, latest().became) == ("approved", "approved")
    assert now(reported).reports_open == 0
    assert moderation.approve(reported, by=bob) == 0


def test_reports_hold_without_being_settled(reported):
    moderation.hold(reported, {"code": "reports"}, actor=Decision.Actor.READERS)
    assert (now(reported).status, now(reported).reports_open) == (ReplyStatus.PENDING, 2)
    assert now(reported).held_for == [{"code": "reports"}]


def test_undo_opens_again_what_was_settled(reported, bob):
    Report.objects.create(
        reply=reported, reporter="c", why="abuse", settled_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    moderation.trash(reported, by=bob)
    moderation.undo(latest(), by=bob)
    assert (now(reported).status, now(reported).reports_open) == (ReplyStatus.APPROVED, 2)
    assert Report.objects.filter(settled_at=None).count() == 2


def test_undo_of_keeping_opens_the_reports_again(reported, bob):
    moderation.approve(reported, by=bob)
    assert moderation.undo(latest(), by=bob).made
    assert now(reported).reports_open == 2


def test_undo_gives_back_the_reason_from_before(waiting, bob):
    moderation.trash(waiting, by=bob, reason=Reason.PRIVACY)
    moderation.mark_spam(waiting, by=bob)
    moderation.undo(latest(), by=bob)
    assert (now(waiting).status, now(waiting).reason) == (ReplyStatus.TRASH, Reason.PRIVACY)
    assert removed(waiting) == {Reason.PRIVACY: 1}


def test_undo_names_what_it_undoes_and_can_be_undone(waiting, bob):
    moderation.approve(waiting, by=bob)
    first = latest()
    moderation.undo(first, by=bob)
    assert latest().undoes == first
    moderation.undo(latest(), by=bob)
    assert now(waiting).status == ReplyStatus.APPROVED


def test_undo_gives_way_to_whoever_decided_since(waiting, bob):
    moderation.approve(waiting, by=bob)
    bobs = latest()
    moderation.mark_spam(waiting, by=make_user("carol", group="Moderator"))
    assert moderation.undo(bobs, by=bob).missed == [waiting.pk]
    assert now(waiting).status == ReplyStatus.SPAM


def test_moderators_do_not_undo_a_withdrawal(waiting, bob):
    moderation.withdraw(waiting)
    assert moderation.undo(latest(), by=bob).missed == [waiting.pk]


@pytest.mark.parametrize("meanwhile", ["decided", "edited"])
def test_what_was_seen_is_more_than_a_state(waiting, bob, meanwhile):
    seen = now(waiting).seen_as
    if meanwhile == "decided":
        moderation.approve(waiting, by=bob)
        moderation.undo(latest(), by=bob)
    else:
        Reply.objects.filter(pk=waiting.pk).update(edited_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert moderation.approve(waiting, seen=seen) == 0
    assert moderation.approve(waiting, seen=now(waiting).seen_as) == 1


def test_confirmed_reply_is_admitted_once_and_counted():
    reply = add(draft(make_post(), status=ReplyStatus.UNCONFIRMED))
    assert moderation.admit(reply, ReplyStatus.APPROVED)
    assert not moderation.admit(reply, ReplyStatus.PENDING)
    assert not recount(reply.post_id, repair=False)
    assert now(reply).shown


@pytest.mark.parametrize("state", [ReplyStatus.TRASH, ReplyStatus.SPAM])
def test_rules_and_reports_bring_nothing_back_that_was_removed(state):
    reply = add(draft(make_post(), status=state))
    assert moderation.hold(reply, {"code": "reported"}, actor=Decision.Actor.READERS) == 0
    assert now(reply).status == state


def test_spam_put_away_by_rules_is_a_decision_once_a_moderator_agrees(bob):
    reply = add(draft(make_post(), status=ReplyStatus.SPAM, suspected=True))
    assert Reply.objects.in_view("suspected").get() == reply
    assert moderation.mark_spam(reply, by=bob) == 1
    assert Reply.objects.in_view("removed").get() == reply
    assert moderation.mark_spam(reply, by=bob) == 0
    moderation.undo(latest(), by=bob)
    assert Reply.objects.in_view("suspected").get() == reply
