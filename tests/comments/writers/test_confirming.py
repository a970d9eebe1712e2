"""An address is proved by a mailed link, once, and remembered by a cookie on that browser alone."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import RequestFactory
from django.utils import timezone

from comments.models import Confirmation, Letter, Reply, ReplyStatus, Writer
from comments.tree.threads import add
from comments.writers import confirming, expiring, fulfilling
from tests.comments.replies import ROSA, draft
from tests.comments.sending import TEXT, page
from tests.factories import make_post

pytestmark = pytest.mark.django_db

REPLY = Confirmation.Purpose.REPLY


@pytest.fixture
def unseen():
    """A reply under Rosa's address that she has not confirmed."""
    status = ReplyStatus.UNCONFIRMED
    return add(draft(make_post("The harbour"), user_email=ROSA, comment=TEXT, status=status))


@pytest.fixture
def rosa(unseen):
    return Writer.objects.of(ROSA)


@pytest.fixture
def mailed(unseen, rosa, worker):
    """The path that Rosa's mail holds."""
    confirming.ask_to_confirm(rosa.email, REPLY, reply=unseen)
    worker.work_once()
    return path_in(mail.outbox[-1])


def path_in(message):
    return re.search(r"http://[^/]+(/reply/confirm/\S+)", message.body)[1]


# The mail


def test_mail_holds_a_link_and_the_title_and_nothing_that_was_typed(mailed, unseen):
    (message,) = mail.outbox
    assert message.to == [ROSA]
    assert "The harbour" in message.subject
    assert TEXT not in message.body
    assert unseen.writer_name not in message.body


def test_token_is_long_and_only_its_hash_is_kept(mailed):
    token = mailed.split("/")[-2]
    assert len(token) == 43
    assert Confirmation.objects.get().token_hash == confirming.hashed(token)
    assert not Letter.objects.filter(data__icontains=token).exists()


def test_an_address_gets_three_mails_an_hour(unseen, rosa, time_machine):
    asked = [confirming.ask_to_confirm(rosa.email, REPLY, reply=unseen) for _ in range(4)]
    assert asked == [True, True, True, False]
    time_machine.move_to(timezone.now() + timedelta(minutes=61))
    assert confirming.ask_to_confirm(rosa.email, REPLY, reply=unseen)


def test_no_mail_leaves_for_what_is_confirmed_already(unseen, rosa, worker):
    confirming.ask_to_confirm(rosa.email, REPLY, reply=unseen)
    fulfilling.release(unseen, rosa)
    worker.work_once()
    assert mail.outbox == []
    assert Letter.objects.get().dropped_at


# The page and its button


def test_looking_changes_nothing_and_is_kept_nowhere(stranger, mailed, unseen):
    response = stranger.get(mailed)
    assert TEXT in page(response)
    assert Reply.objects.get().status == ReplyStatus.UNCONFIRMED
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_press_confirms_reply_and_address_and_is_remembered(stranger, mailed, unseen, rosa):
    response = stranger.post(mailed)
    reply, writer = Reply.objects.get(), Writer.objects.get()
    assert (reply.status, response.status_code) == (ReplyStatus.PENDING, 302)
    assert reply.confirmed_at
    assert writer.confirmed_at
    assert response.cookies[confirming.COOKIE]["httponly"]
    assert response.cookies[confirming.COOKIE]["samesite"] == "Lax"


def test_second_press_leads_to_the_same_place(stranger, mailed):
    first, second = stranger.post(mailed), stranger.post(mailed)
    assert first["Location"].split(":")[0] == second["Location"].split(":")[0]
    assert stranger.get(second["Location"]).status_code == 200
    assert Reply.objects.count() == 1


def test_used_link_leads_to_the_reply_and_gives_no_later_browser_the_cookie(client, mailed, time_machine):
    client.post(mailed)
    time_machine.move_to(timezone.now() + timedelta(hours=1))
    client.cookies.clear()
    assert client.get(mailed).status_code == 302
    assert not client.post(mailed).cookies


def test_expired_and_unknown_links_say_so(stranger, mailed, time_machine):
    assert stranger.get("/reply/confirm/unknown/").status_code == 404
    time_machine.move_to(timezone.now() + timedelta(days=8))
    assert stranger.post(mailed).status_code == 410
    assert Reply.objects.get().status == ReplyStatus.UNCONFIRMED


def test_press_from_another_site_does_nothing(stranger, mailed):
    response = stranger.post(mailed, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert Reply.objects.get().status == ReplyStatus.UNCONFIRMED


def test_press_of_an_older_browser_that_hides_where_it_was_counts(stranger, mailed):
    stranger.post(mailed, headers={"Origin": "null"})
    assert Reply.objects.get().status == ReplyStatus.PENDING


def test_other_replies_of_the_address_are_offered_unticked(stranger, mailed, unseen):
    others = [
        add(draft(unseen.post, user_email=ROSA, comment=f"Other {number}", status=ReplyStatus.UNCONFIRMED))
        for number in range(2)
    ]
    html = page(stranger.get(mailed))
    assert "Other 0" in html
    assert "Other 1" in html
    assert "checked" not in html
    stranger.post(mailed, {"also": [others[0].pk]})
    assert list(Reply.objects.unconfirmed()) == [others[1]]


def test_ticked_replies_of_other_addresses_stay(stranger, mailed, unseen):
    strange = add(draft(unseen.post, status=ReplyStatus.UNCONFIRMED))
    stranger.post(mailed, {"also": [strange.pk, "x", "9" * 40]})
    assert list(Reply.objects.unconfirmed()) == [strange]


def test_who_did_not_write_it_removes_it(stranger, mailed):
    assert "removed" in page(stranger.post(mailed, {"decline": "1"}))
    assert not Reply.objects.exists()
    assert not stranger.cookies


def test_link_is_over_once_the_reply_stands_under_another_address(stranger, mailed, unseen):
    unseen.user_email = "rose@example.org"
    unseen.save()
    assert stranger.post(mailed).status_code == 410
    assert TEXT not in page(stranger.get(mailed))


def test_press_for_an_article_that_has_gone_is_kept(stranger, mailed, unseen):
    unseen.post.status = "withdrawn"
    unseen.post.save()
    assert "cannot be read" in page(stranger.post(mailed))
    assert Reply.objects.get().status == ReplyStatus.PENDING


# The cookie


def known_by(cookie):
    request = RequestFactory().get("/")
    request.COOKIES[confirming.COOKIE] = cookie
    return confirming.confirmed_writer(request)


def test_cookie_is_the_writer_until_it_is_old(stranger, mailed, rosa, time_machine):
    cookie = stranger.post(mailed).cookies[confirming.COOKIE].value
    assert known_by(cookie) == rosa
    time_machine.move_to(timezone.now() + timedelta(days=181))
    assert known_by(cookie) is None


@pytest.mark.parametrize("is_https", [True, False])
def test_cookie_of_a_site_with_https_leaves_by_https_alone(stranger, mailed, settings, is_https):
    settings.SITE_IS_HTTPS = is_https
    assert bool(stranger.post(mailed).cookies[confirming.COOKIE]["secure"]) == is_https


@pytest.mark.parametrize("cookie", ["", "1", "MQ:x:y", "\x00", "é" * 5000])
def test_forged_cookie_is_nobody(cookie, rosa, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert known_by(cookie) is None


# What nobody confirms


def test_purge_removes_what_is_old_and_leaves_the_rest(unseen, mailed, time_machine):
    Reply.objects.update(submitted_at=timezone.now())
    assert expiring.purge() == 0
    time_machine.move_to(timezone.now() + timedelta(days=8))
    kept = add(draft(unseen.post))
    assert expiring.purge() == 1
    assert list(Reply.objects.all()) == [kept]
    assert not Confirmation.objects.exists()
    assert not Writer.objects.exists()
