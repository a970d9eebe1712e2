"""Moderators, writers and readers at the same replies at the same time: nothing drifts, nobody is overrun."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from comments import moderation
from comments.models import Decision, Reply, ReplyStatus, Report
from comments.moderating import reporting
from comments.tree.counts import recount
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.factories import make_post, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]

LIST = "/admin/comments/reply/"
GONE = {ReplyStatus.SPAM, ReplyStatus.TRASH}


def at_once(work, arguments):
    """Run `work` in one thread for each argument; the first error of any is raised."""

    def run(argument):
        try:
            return work(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(run, arguments))


def moderators(number):
    return [make_user(f"moderator{index}", group="Moderator") for index in range(number)]


def is_unbroken(decisions):
    """Whether each decision about one reply starts where the one before it ended."""
    ends = [row.became for row in decisions]
    starts = [row.was for row in decisions]
    return ends[:-1] == starts[1:]


def test_everything_at_once_leaves_no_drift_and_an_unbroken_ledger():
    post = make_post()
    replies = [add(draft(post, status=ReplyStatus.UNCONFIRMED)) for _ in range(4)]
    replies += [add(draft(post, status=ReplyStatus.PENDING), replies[0]) for _ in range(4)]
    replies += [add(draft(post), replies[4]) for _ in range(4)]
    bobs = moderators(6)

    def work(seed):
        chance, by = random.Random(seed), bobs[seed]  # noqa: S311
        for turn in range(12):
            reply = chance.choice(replies)
            if seed == 0:
                moderation.admit(reply, chance.choice([ReplyStatus.PENDING, ReplyStatus.APPROVED]))
            elif seed == 1 and turn % 4 == 0:
                moderation.withdraw(reply)
            elif seed == 2:
                reporting.report(reply, "abuse", "", f"{seed}:{turn}")
            elif seed == 3:
                last = Decision.objects.filter(reply_id=reply.pk).first()
                moderation.undo(last, by=by) if last else None
            elif seed == 4:
                moves = [moderation.restore, moderation.approve, moderation.mark_spam]
                chance.choice(moves)(*chance.sample(replies, 5), by=by)
            else:
                moderation.trash(reply, by=by, reason=chance.choice(["abuse", "law"]))

    at_once(work, range(6))
    assert not recount(post.pk, repair=False)
    for reply in Reply.objects.of(post):
        rows = list(Decision.objects.filter(reply_id=reply.pk).order_by("pk"))
        assert is_unbroken(rows)
        assert not rows or rows[-1].became == reply.status
        assert bool(reply.reason) == (reply.status in GONE)
        assert reply.reports_open == Report.objects.filter(reply=reply, settled_at=None).count()


def test_two_moderators_on_one_reply_make_one_decision_and_the_other_is_told():
    reply = add(draft(make_post(), status=ReplyStatus.PENDING, writer_name="Charlie"))
    clients = []
    for user in moderators(4):
        client = Client(headers={"accept": "application/json"})
        client.force_login(user)
        clients.append((client, user.username))
    seen = Reply.objects.with_ledger().get(pk=reply.pk).seen_as

    def press(pair):
        to = "approved" if pair[1][-1] in "02" else "spam"
        return pair[1], pair[0].post(f"{LIST}{reply.pk}/decision/", {"decision": f"{seen}:{to}"})

    answers = at_once(press, clients)
    assert sorted(answer.status_code for _name, answer in answers) == [200, 409, 409, 409]
    [winner] = [name for name, answer in answers if answer.status_code == 200]
    assert Decision.objects.get().by_name == winner
    told = [answer.json()["said"] for _name, answer in answers if answer.status_code == 409]
    assert all(f"{winner} has decided on this reply meanwhile" in sentence for sentence in told)


def test_bulk_and_single_decisions_at_once_decide_each_reply_once():
    post = make_post()
    replies = [add(draft(post, status=ReplyStatus.PENDING)) for _ in range(12)]
    seen = {reply.pk: Reply.objects.with_ledger().get(pk=reply.pk).seen_as for reply in replies}
    one, other = moderators(2)

    def work(number):
        if number == 0:
            return len(moderation.decide(seen, ReplyStatus.TRASH, by=one, seen=seen, reason="abuse").made)
        return sum(moderation.approve(reply, by=other, seen=seen[reply.pk]) for reply in reversed(replies))

    assert sum(at_once(work, range(2))) == len(replies)
    assert Decision.objects.count() == len(replies)
    assert not recount(post.pk, repair=False)


def test_one_undo_wins_however_many_press_it():
    reply = add(draft(make_post(), status=ReplyStatus.PENDING))
    moderation.approve(reply)
    decision = Decision.objects.get()
    outcomes = at_once(lambda by: moderation.undo(decision, by=by), moderators(4))
    assert sum(len(outcome.made) for outcome in outcomes) == 1
    assert Reply.objects.get(pk=reply.pk).status == ReplyStatus.PENDING
