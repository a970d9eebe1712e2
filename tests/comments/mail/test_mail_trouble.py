"""What bad mail servers do is kept to the letter that it concerns, and never for longer than it lasts."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments.mail import letters, sending
from comments.models import Letter
from comments.models.letter import GIVE_UP, MOST_REFUSALS
from tests.comments.sending import post_to, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("always_wanted")]


# Trouble


@pytest.mark.parametrize("trouble", ["busy", "never", "unread", "unwanted", "drop", "hang"])
def test_trouble_with_one_delays_no_other(people, mail_server, worker, work_later, trouble):
    mail_server.troubles[people[0].email] = [trouble]
    post_to(people)
    worker.work_once()
    assert mail_server.recipients == [each.email for each in people[1:]]
    work_later()
    assert mail_server.recipients == [each.email for each in people]


def test_refusal_is_kept_in_few_words_without_the_address(people, mail_server, worker):
    mail_server.troubles[people[0].email] = ["never"]
    (letter,) = post_to(people[:1])
    worker.work_once()
    assert state(letter).last_error == "550 5.7.1 not you"


def test_who_is_refused_for_good_three_times_is_given_up(people, mail_server, work_later):
    mail_server.troubles[people[0].email] = ["never"] * 9
    (letter,) = post_to(people[:1])
    for _ in range(MOST_REFUSALS + 2):
        work_later()
    assert mail_server.refused == MOST_REFUSALS
    assert state(letter).dropped_at


def test_who_is_busy_is_asked_for_a_week(people, mail_server, work_later):
    mail_server.troubles[people[0].email] = ["busy"] * 9
    (letter,) = post_to(people[:1])
    for _ in range(8):
        work_later()
    assert not state(letter).dropped_at
    Letter.objects.update(made_at=timezone.now() - GIVE_UP - timedelta(minutes=1))
    work_later()
    assert state(letter).dropped_at


def test_delays_grow_to_an_hour(people):
    (letter,) = post_to(people[:1])
    minutes = []
    for _ in range(9):
        letter.claim()
        minutes.append(round((letter.put_off("busy") - timezone.now()).total_seconds() / 60))
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_next_attempt_is_on_the_workers_list(people, mail_server, worker):
    mail_server.troubles[people[0].email] = ["busy"]
    (letter,) = post_to(people[:1])
    worker.work_once()
    assert DBTaskResult.objects.filter(run_after=state(letter).due_at).exists()


def test_letter_that_cannot_be_written_hinders_no_other(people, worker, monkeypatch):
    sound = letters.compose

    def compose(letter):
        return 1 / 0 if letter.writer == people[0] else sound(letter)

    monkeypatch.setattr(letters, "compose", compose)
    hopeless, *_ = post_to(people)
    worker.work_once()
    assert len(mail.outbox) == 4
    assert state(hopeless).last_error == "division by zero"


# No server


def test_dead_server_is_asked_once_for_all(people, mail_server, worker):
    mail_server.die()
    post_to(people)
    worker.work_once()
    assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0, 0, 0, 0, 1]
    assert Letter.objects.filter(waits_for_server=True, due_at__gt=timezone.now()).count() == 5
    mail_server.rise()


def test_what_is_posted_meanwhile_waits_with_the_others(people, mail_server, worker):
    mail_server.refusing = True
    post_to(people[:4])
    worker.work_once()
    post_to(people[4:])
    worker.work_once()
    assert mail_server.refused == 1
    assert Letter.objects.values("due_at").distinct().count() == 1


def test_server_that_hangs_over_everything_is_left_after_three(people, mail_server, worker):
    for each in people:
        mail_server.troubles[each.email] = ["hang"]
    post_to(people)
    worker.work_once()
    assert sum(not each for each in mail_server.troubles.values()) == sending.PATIENCE


def test_wrong_password_is_no_fault_of_the_letter(people, mail_server, work_later, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "ann", "wrong"
    (letter,) = post_to(people[:1])
    for _ in range(MOST_REFUSALS + 1):
        work_later()
    assert not state(letter).dropped_at
    settings.EMAIL_HOST_USER = ""
    work_later()
    assert state(letter).sent_at


def test_mail_in_files_is_one_a_file(people, worker, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    post_to(people[:1])
    worker.work_once()
    assert len(list(tmp_path.iterdir())) == 1
