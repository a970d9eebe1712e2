"""Readers report; enough of them hold a reply; nobody learns who."""

import pytest

from comments import moderation
from comments.models import DebateRules, Decision, Reply, ReplyStatus, Report, Writer
from comments.moderating import reporting
from comments.tree.counts import recount
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.comments.test_race import at_once
from tests.factories import make_post

pytestmark = pytest.mark.django_db
ABUSE = Report.Why.ABUSE


@pytest.fixture
def reply():
    return add(draft(make_post()))


def report(reply, *names):
    for name in names:
        reporting.report(reply, ABUSE, "", reporting.reporter(None, name))
    reply.refresh_from_db()
    return reply


def test_reports_of_different_readers_are_counted(reply):
    assert report(reply, "192.0.2.1", "192.0.2.2").reports_open == 2


def test_second_report_of_one_reader_counts_nothing(reply):
    assert report(reply, "192.0.2.1", "192.0.2.1").reports_open == 1
    assert Report.objects.count() == 1


def test_enough_reports_hold_the_reply_and_are_written_down(reply):
    report(reply, "a", "b", "c")
    assert reply.status == ReplyStatus.PENDING
    assert reply.held_for == [{"code": "reported", "number": 3}]
    decision = Decision.objects.get(reply_id=reply.pk)
    assert (decision.actor, decision.by, decision.became) == ("readers", None, "pending")
    assert not recount(reply.post_id, repair=False)


def test_rules_say_how_many_reports_hold(reply):
    DebateRules(reports_to_hold=0).save()
    assert report(reply, *"abcdef").status == ReplyStatus.APPROVED
    DebateRules(reports_to_hold=1).save()
    assert report(reply, "g").status == ReplyStatus.PENDING


@pytest.mark.parametrize("whose", ["author", "staff", "trusted writer"])
def test_replies_of_those_who_are_trusted_stand(whose, alice):
    fields = {"is_author": whose == "author", "user": alice if whose == "staff" else None}
    reply = add(draft(make_post(), user_email="rosa@example.org", **fields))
    Writer.objects.create(key=reply.writer_key, email="rosa@example.org", trusted=whose == "trusted writer")
    assert report(reply, *"abcd").status == ReplyStatus.APPROVED
    assert reply.reports_open == 4


def test_reply_that_a_moderator_kept_takes_twice_as_many_new_reports(reply):
    moderation.approve(report(reply, *"abc"))
    assert report(reply, *"abcdefgh").status == ReplyStatus.APPROVED
    assert reply.reports_open == 5  # a, b and c have said it before
    assert report(reply, "i").status == ReplyStatus.PENDING


@pytest.mark.parametrize("status", sorted(set(ReplyStatus.values) - {ReplyStatus.APPROVED}))
def test_reply_that_readers_do_not_see_is_not_reported(status):
    reply = add(draft(make_post(), status=status))
    assert report(reply, "a").reports_open == 0
    assert not Report.objects.exists()


def test_open_reports_come_in_one_query_without_their_reporters(django_assert_num_queries):
    post = make_post()
    replies = [report(add(draft(post)), "a", "b") for _ in range(5)]
    with django_assert_num_queries(1):
        found = reporting.open_reports([*replies, add_none(post)])
    assert {pk: len(rows) for pk, rows in found.items()} == {reply.pk: 2 for reply in replies}
    assert "reporter" in found[replies[0].pk][0].get_deferred_fields()


def add_none(post):
    return Reply(post=post, reports_open=0)


def test_erased_writer_leaves_reports_that_lead_to_nobody(reply):
    writer = Writer.objects.create(key="k" * 64, email="rosa@example.org")
    name = reporting.reporter(writer, "192.0.2.1")
    reporting.report(reply, ABUSE, "She means me.", name)
    other = add(draft(reply.post))
    reporting.report(other, ABUSE, "", name)
    assert reporting.forget(writer) == 2
    assert not Report.objects.filter(reporter=name).exists()


@pytest.mark.django_db(transaction=True)
def test_eight_reports_at_once_hold_once_and_count_exactly():
    DebateRules(reports_to_hold=8).save()
    reply = add(draft(make_post()))
    names = [reporting.reporter(None, f"192.0.2.{number}") for number in range(8)]
    assert all(at_once(lambda name: reporting.report(reply, ABUSE, "", name), names))
    reply.refresh_from_db()
    assert (reply.reports_open, reply.status) == (8, ReplyStatus.PENDING)
    assert Decision.objects.filter(reply_id=reply.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_reader_pressing_eight_times_at_once_is_one_report():
    reply = add(draft(make_post()))
    name = reporting.reporter(None, "192.0.2.1")
    assert sum(at_once(lambda _: reporting.report(reply, ABUSE, "", name), range(8))) == 1
    reply.refresh_from_db()
    assert reply.reports_open == Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_reports_beyond_the_threshold_at_once_hold_once():
    reply = add(draft(make_post()))
    names = [reporting.reporter(None, f"192.0.2.{number}") for number in range(8)]
    kept = sum(at_once(lambda name: reporting.report(reply, ABUSE, "", name), names))
    reply.refresh_from_db()
    assert kept == reply.reports_open == Report.objects.count() == 3
    assert Decision.objects.filter(reply_id=reply.pk).count() == 1
