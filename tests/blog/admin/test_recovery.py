"""A forgotten password."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_user

ASK = reverse("admin_password_reset")
NEW = "an even longer password"


@pytest.fixture
def forgetful(db):
    return make_user("frida")


def ask(client, address: str, **headers):
    return client.post(ASK, {"email": address}, **headers)


def test_login_page_leads_to_it(stranger, db):
    assert ASK in stranger.get(reverse("admin:login")).content.decode()


def test_link_in_the_mail_sets_a_new_password(stranger, forgetful, mailoutbox, settings):
    ask(stranger, "frida@example.org")
    link = re.search(r"http\S+", mailoutbox[0].body)[0]
    assert link.startswith(settings.SITE_URL)
    page = stranger.get(link.removeprefix(settings.SITE_URL), follow=True)
    address = page.redirect_chain[-1][0]
    stranger.post(address, {"new_password1": NEW, "new_password2": NEW})
    forgetful.refresh_from_db()
    assert forgetful.check_password(NEW)


def test_link_works_once(stranger, forgetful, mailoutbox, settings):
    ask(stranger, "frida@example.org")
    link = re.search(r"http\S+", mailoutbox[0].body)[0].removeprefix(settings.SITE_URL)
    forgetful.set_password(NEW)
    forgetful.save()
    assert "does not work any more" in stranger.get(link, follow=True).content.decode()


def test_answer_is_the_same_for_known_and_unknown_addresses(stranger, forgetful, mailoutbox):
    known = stranger.get(ask(stranger, "frida@example.org").headers["Location"])
    unknown = stranger.get(ask(stranger, "nobody@example.org").headers["Location"])
    assert known.content == unknown.content
    assert len(mailoutbox) == 1


def test_host_of_the_request_is_not_in_the_mail(stranger, forgetful, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask(stranger, "frida@example.org", headers={"host": "evil.example"})
    assert "evil.example" not in mailoutbox[0].body + mailoutbox[0].subject


def test_who_cannot_log_in_gets_no_mail(stranger, forgetful, mailoutbox):
    forgetful.is_staff = False
    forgetful.save()
    ask(stranger, "frida@example.org")
    assert mailoutbox == []
