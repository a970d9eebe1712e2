"""When followers are told, and that they are told once."""

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.models import Post, Status
from comments import moderation
from comments.mail import announcing, following
from comments.models import Announcement, Follow, Letter, Writer
from comments.tree.threads import Incoming, add_all, place_many
from tests.comments.replies import ROSA, answer_to, draft, held
from tests.comments.sending import told
from tests.factories import make_author, make_post, make_user, make_writer

pytestmark = pytest.mark.django_db

BRUNO = "bruno@example.org"


@pytest.fixture
def post():
    return make_post("The harbour")


# When


def test_reply_that_waits_is_not_told(followed, worker):
    held(followed.post, followed)
    assert told(worker) == []


@pytest.mark.parametrize("order", [1, -1])
def test_parent_and_answer_approved_together_are_told(post, worker, order):
    parent = held(post, user_email=BRUNO, followup=True, confirmed_at=timezone.now())
    answer = held(post, parent)
    moderation.approve(*[parent, answer][::order])
    assert told(worker) == [BRUNO]


def test_answer_announced_before_its_parent_is_told(post, worker):
    parent = held(post, user_email=BRUNO, followup=True, confirmed_at=timezone.now())
    answer = held(post, parent)
    moderation.approve(answer)
    moderation.approve(parent)
    assert told(worker) == [BRUNO]


def test_article_that_is_not_public_tells_nobody_until_it_is(followed, worker):
    Post.everything.update(status=Status.DRAFT)
    answer_to(followed)
    announcing.tell_late.call()
    assert told(worker) == []
    Post.everything.update(status=Status.PUBLISHED)
    announcing.tell_late.call()
    assert told(worker) == [ROSA]
    announcing.tell_late.call()
    assert told(worker) == []


def test_approval_that_rolls_back_tells_nobody(followed, worker):
    answer = held(followed.post, followed)
    DBTaskResult.objects.all().delete()
    with transaction.atomic():
        moderation.approve(answer)
        transaction.set_rollback(True)
    assert (Announcement.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_imports_and_whole_threads_tell_nobody(worker):
    post = make_post()
    following.start(make_writer())
    parent = draft(post, import_ref="1")
    place_many(post, [Incoming(parent), Incoming(draft(post, import_ref="2"), "1")])
    add_all(post, [draft(post)], [None])
    assert (told(worker), Announcement.objects.count()) == ([], 0)


# Once, or no more


def test_approving_again_tells_nobody_twice(followed, worker):
    answer = answer_to(followed)
    assert told(worker) == [ROSA]
    moderation.trash(answer)
    moderation.approve(answer)
    assert told(worker) == []


def test_reply_removed_before_the_mail_left_is_told_once_it_is_back(followed, worker):
    answer = answer_to(followed)
    announcing.tell.call(answer.pk)
    moderation.trash(answer)
    assert told(worker) == []
    moderation.approve(answer)
    assert told(worker) == [ROSA]


def test_who_stopped_before_the_mail_left_gets_none(followed, worker):
    announcing.tell.call(answer_to(followed).pk)
    following.stop_all(Writer.objects.of(ROSA))
    assert told(worker) == []
    assert Letter.objects.get().dropped_at


def test_who_stopped_is_not_made_to_follow_by_another_approval(followed):
    following.stop(Follow.objects.all())
    moderation.trash(followed)
    moderation.approve(followed)
    assert not Follow.objects.exists()


# Cost


def test_approving_costs_the_same_at_any_number_of_followers(post, assert_same_queries):
    replies = iter([held(post) for _ in range(4)])

    def follow_by_many():
        for _ in range(30):
            following.start(make_writer(), post=post)

    following.start(make_writer(), post=post)
    assert_same_queries(lambda: moderation.approve(next(replies)), follow_by_many)


def test_telling_costs_the_same_at_any_number_of_followers(post, assert_same_queries):
    replies = iter([held(post) for _ in range(4)])

    def follow_by_many():
        for _ in range(30):
            following.start(make_writer(), post=post)

    def tell():
        reply = next(replies)
        moderation.approve(reply)
        announcing.tell.call(reply.pk)

    following.start(make_writer(), post=post)
    make_author(user=make_user())
    assert_same_queries(tell, follow_by_many)
