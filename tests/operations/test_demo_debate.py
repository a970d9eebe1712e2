"""Every part of the debate can be seen in the demonstration, and what it says of the past holds together."""

from itertools import pairwise

import pytest

from comments.models import (
    Appeal,
    Ban,
    DebateRules,
    Decision,
    Follow,
    Letter,
    Recommendation,
    Reply,
    ReplyStatus,
    Report,
    SpamToken,
    Thread,
    Version,
    View,
    Writer,
)
from comments.moderating import summary
from comments.moderating.ledger import reasons_in_words
from comments.screening import holding, learning
from comments.tree.counts import recount
from operations.demo import houserules, sayings
from tests.operations.demonstration import article, demo

pytestmark = pytest.mark.django_db


def reasons(view: str) -> set[str]:
    return {entry["code"] for reply in Reply.objects.in_view(view) for entry in reply.held_for}


def test_demo_fills_every_view_of_the_queue(lantern):
    numbers = Reply.objects.numbers()
    shown = [numbers[view] for view in (View.WAITING, View.REPORTED, View.SUSPECTED)]
    assert shown == [7, 3, 5]
    assert numbers[View.REMOVED] >= 12
    assert set(ReplyStatus.values) - {"unconfirmed"} == set(
        Reply.objects.order_by().values_list("status", flat=True)
    )


def test_demo_replies_wait_for_different_reasons(lantern):
    assert reasons(View.WAITING) == {"first", "links", "watch", "appeal"}
    assert all(holding.why_held(reply) for reply in Reply.objects.waiting())


def test_demo_suspects_what_the_rules_find(lantern):
    suspected = Reply.objects.in_view(View.SUSPECTED)
    assert all(reply.score >= DebateRules.current().suspect_at for reply in suspected)
    assert all("What weighed most" in holding.why_held(reply)[0] for reply in suspected)


def test_demo_honest_replies_are_not_suspected(lantern):
    honest = Reply.objects.in_view(View.WAITING).exclude(score=None)
    assert max(reply.score for reply in honest) < 0.1


def test_demo_reports_have_reasons_and_notes(lantern):
    open_ones = Report.objects.open()
    assert open_ones.values("why").distinct().count() >= 3
    assert open_ones.exclude(note="").count() >= 4
    assert Report.objects.settled().count() >= 3


def test_demo_an_article_says_what_was_removed(lantern):
    thread = Thread.objects.get(post=article("what-the-stop-and-register-law-stopped"))
    assert reasons_in_words(thread.removed) == "2 off topic, 1 abuse of a person"


def test_demo_most_recommended_is_not_the_oldest(lantern):
    replies = Reply.objects.of(article("against-the-word-stability")).shown().filter(depth=0)
    assert replies.order_by("-root_recommended")[0] != replies.order_by("root_at")[0]
    assert Recommendation.objects.count() == sum(Reply.objects.values_list("recommended", flat=True))


def test_demo_edited_replies_keep_what_they_said(lantern):
    edited = Reply.objects.exclude(edited_at=None)
    assert set(edited.values_list("status", flat=True)) == {"approved", "pending"}
    assert Version.objects.count() == edited.count() == 4
    assert all(version.text != version.reply.comment for version in Version.objects.all())


# The ledger


def histories() -> list[list[Decision]]:
    replies = Reply.objects.prefetch_related("decisions")
    return [sorted(reply.decisions.all(), key=lambda each: each.pk) for reply in replies]


def test_demo_decisions_follow_from_one_another(lantern):
    for history in histories():
        assert all(first.became == then.was for first, then in pairwise(history))
        assert all(first.made_at <= then.made_at for first, then in pairwise(history))
        assert not history or history[-1].became == history[-1].reply.status


def test_demo_decisions_are_of_its_own_people(lantern):
    decided = Decision.objects.by_moderators()
    assert set(decided.values_list("by_name", flat=True)) == {"Jo Marsh", "Tomas Brandt"}
    assert all(decision.made_at >= decision.reply.submitted_at for decision in Decision.objects.all())


def test_demo_has_an_undone_a_restored_and_an_upheld_decision(lantern):
    assert Decision.objects.exclude(undoes=None).count() == 1
    fates = Appeal.objects.values_list("reply__status", flat=True)
    assert set(fates) == {"approved", "trash", "pending"}


def test_demo_fills_every_column_of_the_account(lantern):
    months = summary.latest()
    assert len(months) >= 6
    for column in ("received", "held", "published", "spam", "removed", "reports", "appeals", "restored"):
        assert sum(getattr(month, column) for month in months), column
    assert sum(month.withdrawn for month in months)
    assert all(month.wait for month in months)


def test_demo_what_is_kept_of_threads_is_right(lantern):
    drifts = [recount(pk, repair=False) for pk in Thread.objects.values_list("pk", flat=True)]
    assert not any(drifts)


# What the moderators have set


def test_demo_filter_has_learnt_from_its_decisions(lantern):
    before = dict(SpamToken.objects.values_list("token", "spam"))
    assert before[""] >= 8
    learning.learn_anew()
    assert dict(SpamToken.objects.values_list("token", "spam")) == before


def test_demo_has_a_ban_in_force_and_one_that_is_over(lantern):
    assert (Ban.objects.in_force().count(), Ban.objects.count()) == (1, 2)
    assert Writer.objects.trusted().count() == Follow.objects.count() == 1


def test_demo_sends_no_mail(lantern, mailoutbox):
    assert not Letter.objects.exists()
    assert mailoutbox == []


def test_removing_keeps_rules_that_somebody_has_set(lantern):
    rules = DebateRules.current()
    rules.most_links = 5
    rules.save()
    demo("--remove")
    assert (DebateRules.current().most_links, DebateRules.current().watch_words) == (5, "")


def test_removing_keeps_a_ban_that_somebody_has_set(lantern):
    Ban.objects.keep_out(Ban.Kind.NAME, "somebody else")
    demo("--remove")
    assert [ban.value for ban in Ban.objects.all()] == ["somebody else"]


# The files


def test_every_line_about_a_reply_is_understood():
    keys = [path.stem for path in (sayings.CONTENT / "replies").glob("*.txt")]
    told = [saying for key in keys for saying in every(sayings.debate(key))]
    assert sum(len(saying.events) for saying in told) >= 45
    assert not [saying.text for saying in told if "~" in saying.text or "@ " in saying.text]


def every(told):
    for saying in told:
        yield saying
        yield from every(saying.answers)


def test_rules_name_those_who_write():
    told = houserules.source.debate_rules()
    assert {*told["trusted"], *(each["name"] for each in told["follower"])} <= sayings.names()
