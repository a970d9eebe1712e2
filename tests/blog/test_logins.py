"""Trying passwords, demonstration logins, asking for a new password."""

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
TOO_OFTEN = "Please try again in 5 minutes"


@pytest.fixture(autouse=True)
def _three_tries(settings):
    settings.LOGIN_LIMIT = (3, 300)


@pytest.fixture
def bob(db):
    return make_user("bob")


def log_in(client, username="bob", password=f"not {PASSWORD}", **headers):
    return client.post(LOGIN, {"username": username, "password": password}, **headers)


def test_right_password_logs_in(client, bob):
    assert log_in(client, password=PASSWORD).status_code == 302


def test_passwords_cannot_be_tried_without_end(client, bob):
    answers = [log_in(client) for _ in range(4)]
    assert all(TOO_OFTEN not in answer.text for answer in answers[:3])
    assert TOO_OFTEN in answers[3].text
    assert TOO_OFTEN in log_in(client, password=PASSWORD).text


def test_another_network_may_still_log_in(client, bob):
    for _ in range(4):
        log_in(client)
    assert log_in(client, password=PASSWORD, REMOTE_ADDR="203.0.113.5").status_code == 302


def test_one_name_cannot_be_tried_from_many_networks_without_end(client, bob):
    for number in range(15):
        log_in(client, REMOTE_ADDR=f"203.0.113.{number}")
    assert TOO_OFTEN in log_in(client, password=PASSWORD, REMOTE_ADDR="203.0.113.99").text


def test_login_forgets_earlier_mistakes(client, bob):
    for _ in range(3):
        log_in(client)
        log_in(client)
        assert log_in(client, password=PASSWORD).status_code == 302


def test_no_limit_if_none_is_set(client, bob, settings):
    settings.LOGIN_LIMIT = (0, 0)
    assert all(TOO_OFTEN not in log_in(client).text for _ in range(12))


@pytest.mark.parametrize("name", ["", "\x00", "b" * 100_000, "bob\u202e", "' OR 1=1 --"])
def test_odd_names_are_answered_calmly(client, name):
    assert log_in(client, username=name).status_code == 200


def test_demonstration_login_works_on_the_machine_itself(client):
    make_user("demo", is_demonstration=True)
    assert log_in(client, "demo", PASSWORD).status_code == 302


def test_demonstration_login_is_refused_from_elsewhere(client):
    make_user("demo", is_demonstration=True)
    assert "Demonstration logins" in log_in(client, "demo", PASSWORD, REMOTE_ADDR="203.0.113.5").text


def test_demonstration_login_is_refused_once_the_site_is_public(client, settings):
    settings.SITE_IS_LOOPBACK = False
    make_user("demo", is_demonstration=True)
    assert "Demonstration logins" in log_in(client, "demo", PASSWORD).text


def test_forgotten_password_sends_a_mail(client, bob):
    answer = client.post(reverse("admin_password_reset"), {"email": bob.email})
    assert answer.status_code == 302
    assert "/admin/reset/" in mail.outbox[0].body


def test_mails_cannot_be_asked_for_without_end(client, bob):
    for _ in range(3):
        client.post(reverse("admin_password_reset"), {"email": bob.email})
    answer = client.post(reverse("admin_password_reset"), {"email": bob.email})
    assert TOO_OFTEN in answer.text
    assert len(mail.outbox) == 3
