"""Many at the same thread at the same time."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from comments import moderation
from comments.counts import recount
from comments.models import STEP, Reply, ReplyStatus
from comments.threads import add
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
