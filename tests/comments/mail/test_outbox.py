"""The outbox: each letter leaves once, and the trouble of one is kept from the others."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments.mail import letters, outbox, sending
from comments.models import Letter
from comments.models.letter import CLAIM, FORGET
from tests.comments.sending import post_to, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("always_wanted")]

KIND = Letter.Kind.YOURS


# Posting


def test_same_key_is_posted_once(people, worker):
    first, again = (outbox.post(KIND, "once", writer=people[0], number=1) for _ in range(2))
    worker.work_once()
    assert first.pk == again.pk
    assert len(mail.outbox) == 1


def test_what_rolls_back_sends_nothing(people):
    with transaction.atomic():
        post_to(people)
        transaction.set_rollback(True)
    assert (Letter.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_posting_sends_nothing_by_itself(people, mail_server):
    post_to(people)
    assert mail_server.connections == 0


def test_many_are_posted_in_as_many_queries_as_few(django_assert_num_queries, people):
    for size in (1, 5):
        rows = [Letter(key=f"{size}:{each.pk}", kind=KIND, writer=each) for each in people[:size]]
        with django_assert_num_queries(2):
            outbox.post_all(rows)
    assert Letter.objects.count() == 6


# Once


def test_one_connection_carries_all(people, mail_server, worker):
    post_to(people)
    worker.work_once()
    assert mail_server.recipients == [each.email for each in people]
    assert mail_server.connections == 1


def test_letter_is_not_sent_again(people, worker):
    (letter,) = post_to(people[:1])
    worker.work_once()
    sending.send_letters.call()
    assert len(mail.outbox) == 1
    assert state(letter).sent_at


def test_letter_that_another_worker_holds_is_left_alone(people):
    (letter,) = post_to(people[:1])
    assert letter.claim()
    assert sending.send_letters.call() == 0
    assert not letter.claim()


def test_claim_of_a_dead_worker_lapses_and_the_mail_is_known_again(people, monkeypatch):
    post_to(people[:1])
    monkeypatch.setattr(Letter, "mark_sent", lambda self: None)  # it died before that
    sending.send_letters.call()
    Letter.objects.update(claimed_at=timezone.now() - CLAIM - timedelta(seconds=1))
    sending.send_letters.call()
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second


def test_letter_that_nobody_wants_is_dropped(people, worker, monkeypatch):
    monkeypatch.setattr(letters, "compose", lambda letter: None)
    (letter,) = post_to(people[:1])
    worker.work_once()
    assert mail.outbox == []
    assert state(letter).dropped_at


def test_more_than_one_pass_holds_is_sent_in_several(people, worker, monkeypatch):
    monkeypatch.setattr(sending, "PASS", 2)
    post_to(people)
    DBTaskResult.objects.exclude(pk=DBTaskResult.objects.first().pk).delete()
    worker.work_once()
    assert len(mail.outbox) == 5


def test_what_somebody_waits_for_goes_first(people, worker):
    post_to(people[:4], Letter.Kind.ANSWER)
    post_to(people[4:], Letter.Kind.CONFIRM)
    worker.work_once()
    assert mail.outbox[0].to == [people[4].email]


def test_letters_are_forgotten_half_a_year_after_they_were_sent(people, worker):
    old, young = post_to(people[:2])
    worker.work_once()
    Letter.objects.filter(pk=old.pk).update(sent_at=timezone.now() - FORGET - timedelta(minutes=1))
    assert sending.forget_old_letters.call() == 1
    assert Letter.objects.get() == young
