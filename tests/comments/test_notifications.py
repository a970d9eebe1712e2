"""Whoever asked hears of an answer: by one mail, whatever happens on the way, until they want no more."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.models import Post, Status
from comments import mails, moderation, notifications
from comments.models import Reply, ReplyStatus
from comments.models.notice import CLAIM, GIVE_UP, TASKS_END, Notice
from comments.tasks import send_late_notices, send_notice
from comments.threads import Incoming, add, add_all, place_many
from operations.worker import TaskWorker
from tests.comments.replies import ROSA, answer_to, draft
from tests.comments.sending import send
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limit(settings):
    settings.REPLY_LIMIT = (0, 0)


def work_later(worker: TaskWorker) -> None:
    """What the worker does once every delay is over."""
    DBTaskResult.objects.update(run_after=timezone.now())
    worker.work_once()


# When


def test_answer_that_a_moderator_approves_is_told(followed, worker):
    answer_to(followed)
    worker.work_once()
    assert [message.to for message in mail.outbox] == [[ROSA]]


def test_answer_that_waits_is_not_told(followed, worker):
    add(draft(followed.post, status=ReplyStatus.PENDING), followed)
    worker.work_once()
    assert mail.outbox == []


def test_answer_that_appears_at_once_is_told(followed, worker, stranger, charlie):
    add(draft(followed.post, user_email=charlie["email"]))
    send(stranger, followed.post, {**charlie, "parent": followed.pk})
    worker.work_once()
    assert len(mail.outbox) == 1


def test_checkbox_of_the_form_is_what_asks(stranger, charlie, worker):
    post = make_post()
    send(stranger, post, {**charlie, "followup": "on"})
    written = Reply.objects.get()
    moderation.approve(written)
    answer_to(written)
    worker.work_once()
    assert [message.to for message in mail.outbox] == [[charlie["email"]]]


@pytest.mark.parametrize(
    "fields",
    [
        {"followup": False},
        {"user_email": ""},
        {"user_email": "writer at home"},
        {"status": ReplyStatus.PENDING},
        {"status": ReplyStatus.WITHDRAWN},
        {"kind": Reply.Kind.PINGBACK},
    ],
)
def test_nobody_is_told_who_did_not_ask_or_cannot_be(fields, worker):
    asked = {"user_email": ROSA, "followup": True}
    answer_to(add(draft(make_post(), **(asked | fields))))
    worker.work_once()
    assert mail.outbox == []


def test_own_answer_is_not_told(followed, worker):
    answer_to(followed, user_email="Rosa@Example.org ")
    worker.work_once()
    assert mail.outbox == []


def test_mention_by_another_site_is_not_told(followed, worker):
    answer_to(followed, kind=Reply.Kind.PINGBACK)
    worker.work_once()
    assert mail.outbox == []


def test_below_the_deepest_level_the_true_parent_is_told(followed, worker, settings):
    settings.REPLY_DEPTH = 1
    deeper = add(draft(followed.post, user_email="bruno@example.org", followup=True), followed)
    answer_to(deeper)
    worker.work_once()
    assert [message.to for message in mail.outbox] == [["bruno@example.org"]]


def test_imports_and_whole_threads_tell_nobody(worker):
    post = make_post()
    parent = draft(post, user_email=ROSA, followup=True, import_ref="1")
    place_many(post, [Incoming(parent), Incoming(draft(post, import_ref="2"), "1")])
    root = draft(post, user_email=ROSA, followup=True)
    add_all(post, [root, draft(post)], [None, root])
    assert (Notice.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_approval_that_rolls_back_tells_nobody(followed):
    answer = add(draft(followed.post, status=ReplyStatus.PENDING), followed)
    with transaction.atomic():
        moderation.approve(answer)
        transaction.set_rollback(True)
    assert (Notice.objects.count(), DBTaskResult.objects.count()) == (0, 0)


# Once


def test_approving_again_tells_nobody_twice(followed, worker):
    answer = answer_to(followed)
    worker.work_once()
    moderation.trash(answer)
    moderation.approve(answer)
    worker.work_once()
    assert len(mail.outbox) == 1


def test_answer_approved_anew_before_the_mail_left_is_told_once(followed, worker):
    answer = answer_to(followed)
    moderation.trash(answer)
    worker.work_once()
    assert mail.outbox == []
    moderation.approve(answer)
    worker.work_once()
    assert len(mail.outbox) == 1


def test_task_that_runs_twice_sends_once(followed):
    answer_to(followed)
    number = Notice.objects.get().pk
    assert [send_notice.call(number), send_notice.call(number)] == [True, False]
    assert len(mail.outbox) == 1


def test_notice_that_another_worker_holds_is_left_for_later(followed):
    answer_to(followed)
    notice = Notice.objects.get()
    assert notice.claim()
    with pytest.raises(mails.BeingSentError):
        send_notice.call(notice.pk)
    assert mail.outbox == []


def test_claim_of_a_dead_worker_lapses(followed):
    answer_to(followed)
    Notice.objects.update(claimed_at=timezone.now() - CLAIM - timedelta(seconds=1))
    assert send_notice.call(Notice.objects.get().pk)


def test_what_changed_before_the_mail_left_is_respected(followed, worker):
    first = answer_to(followed)
    Post.everything.update(status=Status.DRAFT)
    worker.work_once()
    Post.everything.update(status=Status.PUBLISHED)
    followed.unfollow()
    assert not send_notice.call(Notice.objects.get(answer=first).pk)
    assert mail.outbox == []


def test_mail_server_that_refuses_at_first_gets_the_mail_once(followed, worker, mail_server):
    mail_server.refusing = True
    answer = answer_to(followed)
    worker.work_once()
    work_later(worker)
    assert (mail_server.refused, mail_server.arrived) == (2, [])
    mail_server.refusing = False
    for _ in range(3):
        work_later(worker)
    notifications.announce(answer)
    work_later(worker)
    assert [message["To"] for message in mail_server.arrived] == [ROSA]


def test_mail_outlives_all_the_attempts_of_its_task(followed, worker, mail_server):
    mail_server.refusing = True
    answer_to(followed)
    for _ in range(7):
        work_later(worker)
    mail_server.refusing = False
    assert send_late_notices.call() == 0  # its task may still be trying
    Notice.objects.update(made_at=timezone.now() - TASKS_END - timedelta(minutes=1))
    assert send_late_notices.call() == 1
    work_later(worker)
    assert (len(mail_server.arrived), send_late_notices.call()) == (1, 0)


def test_after_a_week_nothing_is_tried_again(followed):
    answer_to(followed)
    Notice.objects.update(made_at=timezone.now() - GIVE_UP - timedelta(minutes=1))
    assert send_late_notices.call() == 0
