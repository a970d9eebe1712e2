"""Moderators hear that replies wait: when the queue begins, then daily, and only in numbers."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from comments import moderation
from comments.mail import vigil
from comments.models import Reply, StaffMail
from tests.comments.replies import held
from tests.comments.sending import TEXT, told
from tests.factories import make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    return make_post()


def later(worker, **time):
    """Who gets mail after that time, when the schedule has looked."""
    with time_machine.travel(timezone.now() + timedelta(**time)):
        vigil.look.call()
        return told(worker)


def test_first_reply_that_waits_is_told_to_every_moderator(bob, editor, administrator, alice, worker):
    held(make_post())
    assert told(worker) == sorted([bob.email, editor.email, administrator.email])


def test_mail_holds_numbers_and_no_words(post, bob, worker):
    replies = [held(post, comment=TEXT, writer_name="Ann Marsh") for _ in range(3)]
    Reply.objects.filter(pk=replies[0].pk).update(suspected=True)
    Reply.objects.filter(pk=replies[1].pk).update(reports_open=2)
    told(worker)
    (message,) = mail.outbox
    assert message.subject == "3 replies wait for a moderator"
    assert "1 of them is suspected of spam." in message.body
    assert "Readers have reported 1 of them." in message.body
    assert TEXT not in message.body
    assert "Ann" not in message.body


def test_nobody_hears_of_the_second_until_a_day_has_passed(post, bob, worker):
    held(post)
    assert told(worker) == [bob.email]
    held(post)
    assert told(worker) == []
    assert later(worker, hours=23) == []
    assert later(worker, hours=25) == [bob.email]
    assert later(worker, hours=26) == []
    assert later(worker, hours=49) == [bob.email]


def test_queue_that_begins_anew_is_told_anew_but_not_within_the_hour(post, bob, worker):
    moderation_of = held(post)
    assert told(worker) == [bob.email]
    moderation.approve(moderation_of)
    assert told(worker) == []
    held(post)
    assert told(worker) == []
    assert later(worker, minutes=61) == [bob.email]


def test_queue_that_is_done_before_the_mail_left_is_not_told(post, bob, worker):
    reply = held(post)
    vigil.look.call()
    moderation.trash(reply)
    assert told(worker) == []


def test_who_has_left_or_wants_none_is_not_told(post, bob, worker):
    make_user("former", group="Moderator", is_active=False)
    StaffMail.objects.create(user=bob, queue=False)
    held(post)
    assert told(worker) == []


def test_reply_that_readers_reported_until_it_was_held_is_told(post, bob, worker):
    reply = held(post)
    told(worker)
    moderation.approve(reply)
    told(worker)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        moderation.hold(reply, {"code": "reports", "number": 3})
        assert told(worker) == [bob.email]


def test_one_press_ends_it(post, bob, worker, stranger):
    held(post)
    told(worker)
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    stranger.post("/" + address.split("/", 3)[3])
    assert not StaffMail.objects.get(user=bob).queue


def test_looking_costs_the_same_for_a_long_queue(post, bob, assert_same_queries, worker):
    held(post)
    told(worker)
    assert_same_queries(vigil.look.call, lambda: [held(post) for _ in range(30)])
