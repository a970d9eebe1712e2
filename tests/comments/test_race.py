"""Many at the same thread at the same time."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection
from django.test import Client

from comments import moderation
from comments.models import STEP, Confirmation, Letter, Reply, ReplyStatus, Writer
from comments.tree.counts import recount
from comments.tree.threads import add
from comments.writers import confirming, editing, erasing, expiring, fulfilling
from tests.comments.replies import draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, EACH = 8, 25


def at_once(work, arguments):
    """Run `work` in one thread for each argument; the first error of any is raised."""

    def run(argument):
        try:
            return work(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as pool:
        return list(pool.map(run, arguments))


def test_eight_writers_of_one_thread():
    post = make_post()
    root = add(draft(post))

    def write(seed):
        chance, own = random.Random(seed), [root]  # noqa: S311
        for _ in range(EACH):
            own.append(add(draft(post), chance.choice([None, *own])))

    at_once(write, range(WRITERS))
    stored = {reply.pk: reply for reply in Reply.objects.of(post)}
    assert len(stored) == WRITERS * EACH + 1
    assert len({reply.path for reply in stored.values()}) == len(stored)
    for reply in stored.values():
        if reply.is_root:
            assert (len(reply.path), reply.thread_id) == (STEP, reply.pk)
        else:
            parent = stored[reply.parent_id]
            assert reply.path.startswith(parent.path[: STEP * reply.depth])
            assert reply.thread_id == parent.thread_id
    assert not recount(post.pk, repair=False)


def test_moderators_and_writers_at_once_keep_the_counts():
    post = make_post()
    replies = [add(draft(post, status=ReplyStatus.PENDING))]
    for number in range(24):
        replies.append(add(draft(post), replies[number // 2]))

    def work(seed):
        chance = random.Random(seed)  # noqa: S311
        moves = [moderation.approve, moderation.mark_spam, moderation.trash, moderation.restore]
        for _ in range(15):
            chance.choice(moves)(*chance.sample(replies, 3))
            add(draft(post), chance.choice(replies))

    at_once(work, range(6))
    assert Reply.objects.of(post).count() == 25 + 6 * 15
    assert not recount(post.pk, repair=False)


def test_two_moderators_on_one_reply_make_one_decision():
    reply = add(draft(make_post(), status=ReplyStatus.PENDING))
    assert sum(at_once(moderation.approve, [reply] * 6)) == 1


# Confirmation, approval and withdrawal at the same time


def unseen(post, email="rosa@example.org", **fields):
    return add(draft(post, user_email=email, status=ReplyStatus.UNCONFIRMED, **fields))


def link_to(reply):
    """The path that a mail about this reply holds."""
    data = {"purpose": Confirmation.Purpose.REPLY}
    writer = Writer.objects.of(reply.user_email)
    address = confirming.link_for(Letter(writer=writer, reply=reply, post=reply.post, data=data))
    return address[address.index("/reply/") :]


def test_four_presses_of_one_button_make_one_reply_and_lead_to_one_page():
    add(draft(make_post(), user_email="rosa@example.org"))
    reply = unseen(Reply.objects.get().post)
    path = link_to(reply)
    responses = at_once(lambda _: Client().post(path), range(4))
    assert {response["Location"] for response in responses} == {reply.permalink}
    assert all(confirming.COOKIE in response.cookies for response in responses)
    assert Reply.objects.approved().count() == 2
    assert not recount(reply.post_id, repair=False)


def test_confirmation_approval_and_withdrawal_at_once_keep_the_counts():
    post = make_post()
    replies = [add(draft(post))]
    replies += [unseen(post, f"writer{number % 5}@example.org") for number in range(30)]
    writers = {reply.writer_key: Writer.objects.of(reply.user_email) for reply in replies}

    def work(seed):
        chance = random.Random(seed)  # noqa: S311
        moves = [moderation.approve, moderation.trash, moderation.withdraw, moderation.restore]
        for _ in range(20):
            reply = chance.choice(replies)
            fulfilling.release(reply, writers[reply.writer_key])
            chance.choice(moves)(*chance.sample(replies, 2))
            expiring.discard(chance.choice(replies[20:]))

    at_once(work, range(6))
    assert not recount(post.pk, repair=False)
    kept = Reply.objects.of(post).exclude(confirmed_at=None)
    assert not kept.unconfirmed().exists()
    assert Reply.objects.of(post).count() >= 21


def test_press_and_purge_at_once_keep_the_reply_or_drop_it_whole():
    for _ in range(5):
        reply = unseen(make_post())
        writer = Writer.objects.of(reply.user_email)
        works = [lambda r=reply, w=writer: fulfilling.release(r, w), lambda r=reply: expiring.discard(r)]
        done = at_once(lambda work: work(), works)
        assert sorted(done) == [False, True]
        assert Reply.objects.filter(pk=reply.pk).exists() == done[0]
        assert not recount(reply.post_id, repair=False)


def test_confirming_editing_moderating_and_erasing_at_once_keep_the_counts():
    post = make_post()
    writers = [Writer.objects.of(f"writer{number}@example.org") for number in range(4)]
    replies = [
        add(draft(post, user_email=writers[number % 4].email, status=list(ReplyStatus)[number % 3]))
        for number in range(24)
    ]
    others = [add(draft(post), reply) for reply in replies if reply.status == ReplyStatus.APPROVED]

    def work(seed):
        chance = random.Random(seed)  # noqa: S311
        for step in range(12):
            reply = chance.choice(replies)
            fulfilling.release(reply, writers[replies.index(reply) % 4])
            chance.choice([moderation.approve, moderation.trash, moderation.withdraw])(chance.choice(replies))
            with suppress(editing.TooLateError, editing.ChangedMeanwhileError, Reply.DoesNotExist):
                editing.edit(chance.choice(replies), f"Words {seed} {step}", 0)
            if step == 6 and seed < 2:
                erasing.erase(writers[seed], keep_words=bool(seed))

    at_once(work, range(5))
    assert not recount(post.pk, repair=False)
    assert not Reply.objects.filter(user_email__in=[writers[0].email, writers[1].email]).exists()
    assert Reply.objects.filter(pk__in=[other.pk for other in others]).approved().count() == len(others)
