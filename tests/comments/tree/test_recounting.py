"""What is kept about threads is counted again, many threads in one go."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F

from comments import moderation
from comments.models import Reply, ReplyStatus, Thread
from comments.tree import recounting
from comments.tree.recounting import goes, recount_all, recount_many
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def threads():
    """Five, each with a reply, an answer to one that was removed, and one that waits."""
    for number in range(5):
        post = make_post(f"Harbour {number}")
        add(draft(post))
        gone = add(draft(post))
        add(draft(post), gone)
        add(draft(post, status=ReplyStatus.PENDING))
        moderation.trash(gone, reason="abuse")
    return list(Thread.objects.order_by("pk"))


def drifts(*, repair=False):
    return [each for each in recount_all(repair=repair, progress=lambda *said: None) if each]


def test_nothing_differs_of_what_was_written_by_the_site(threads):
    assert drifts() == []
    assert dict(Thread.objects.values_list("pk", "removed"))[threads[0].pk] == {"abuse": 1}


def test_each_kind_of_difference_is_found_in_its_thread_and_put_right(threads):
    Thread.objects.filter(pk=threads[0].pk).update(approved_count=9, removed={"hate": 2})
    Thread.objects.filter(pk=threads[1].pk).update(last_reply_at=None, waiting_count=0)
    Reply.objects.filter(post_id=threads[1].pk, status=ReplyStatus.PENDING).update(shown=True)
    Reply.objects.filter(post_id=threads[2].pk).update(shown=False)
    Reply.objects.filter(post_id=threads[3].pk, depth=1).update(root_at=F("root_at") + timedelta(hours=1))
    found = {each.post_id: each for each in drifts()}
    assert sorted(found) == [each.pk for each in threads[:4]]
    assert {name: pair[0] for name, pair in found[threads[0].pk].counts.items()} == {
        "approved_count": 9,
        "removed": {"hate": 2},
    }
    assert sorted(found[threads[1].pk].counts) == ["last_reply_at", "waiting_count"]
    assert found[threads[1].pk].wrongly_shown == 1
    assert (found[threads[2].pk].wrongly_hidden, found[threads[3].pk].misranked) == (3, 1)
    assert len(drifts(repair=True)) == 4
    assert drifts() == []


def test_replies_without_a_thread_are_counted(threads):
    Thread.objects.filter(pk=threads[4].pk).delete()
    assert [each.post_id for each in drifts(repair=True)] == [threads[4].pk]
    assert Thread.objects.get(pk=threads[4].pk).approved_count == 2


def test_many_threads_ask_no_more_than_one(threads, django_assert_num_queries):
    recount_many([each.pk for each in threads])
    for keys in ([threads[0].pk], [each.pk for each in threads]):
        with django_assert_num_queries(5):  # with the savepoint of the test
            recount_many(keys)


def test_a_go_is_bounded_by_threads_and_by_replies(threads, monkeypatch):
    make_post()  # without replies
    keys = [each.pk for each in threads]
    monkeypatch.setattr(recounting, "THREADS", 2)
    assert [(list(part), number) for part, number in goes()] == [
        (keys[:2], 8),
        (keys[2:4], 8),
        (keys[4:], 4),
    ]
    monkeypatch.setattr(recounting, "REPLIES", 4)
    assert Counter(len(part) for part, _number in goes()) == {1: 5}


def test_command_says_how_many_and_how_each_differed(threads):
    Thread.objects.update(approved_count=F("approved_count") + 1)
    out, progress = StringIO(), StringIO()
    call_command("recount_replies", stdout=out, stderr=progress)
    lines = out.getvalue().splitlines()
    assert lines[0] == f"Article {threads[0].pk}: approved_count kept 3, counted 2."
    assert lines[-1] == "5 threads counted, 5 differed."
    assert progress.getvalue() == ""  # no terminal
