"""From sending to being read: unseen until the address is proved, and never in the dark about why."""

import pytest
from django.core import mail
from django.utils import timezone

from comments import moderation
from comments.models import Letter, Reply, ReplyStatus, Thread
from tests.comments.sending import TEXT, page, prove, send
from tests.comments.writers.test_confirming import path_in
from tests.factories import make_post, make_reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(db):
    return make_post("The harbour")


@pytest.fixture(autouse=True)
def _no_limit(settings):
    settings.REPLY_LIMIT = (0, 0)


@pytest.fixture
def waiting(stranger, post, charlie):
    """The address to which a guest is led who has just sent a reply."""
    return send(stranger, post, charlie)["Location"]


def test_reply_of_an_address_not_proved_is_unseen_everywhere(stranger, waiting, post):
    assert Reply.objects.get().status == ReplyStatus.UNCONFIRMED
    for address in (post.get_absolute_url(), f"{post.get_absolute_url()}feed/", "/comments/feed/", "/"):
        assert TEXT not in page(stranger.get(address))
    thread = Thread.objects.get()
    assert (thread.approved_count, thread.waiting_count) == (0, 0)


def test_reply_of_an_address_not_proved_is_not_in_the_queue(browse_as, bob, waiting):
    assert TEXT not in page(browse_as(bob).get("/admin/comments/reply/"))


def test_writer_is_told_to_look_at_the_mail(stranger, waiting, charlie):
    html = page(stranger.get(waiting))
    assert "look at your mail" in html
    assert charlie["email"] in html
    assert TEXT in html


def test_mail_is_said_to_be_sent_when_it_is(stranger, waiting, worker):
    before = page(stranger.get(waiting))
    assert "on its way" in before
    assert "we have sent" not in before
    worker.work_once()
    assert "we have sent" in page(stranger.get(waiting))


def test_writer_is_told_there_that_a_moderator_took_it_for_spam(stranger, waiting, bob, worker):
    worker.work_once()
    stranger.post(path_in(mail.outbox[0]))
    moderation.mark_spam(Reply.objects.get(), by=bob)
    html = page(stranger.get(waiting))
    assert "spam or advertising" in html
    assert "Appeal against this" in html


def test_address_proved_in_another_browser_must_be_proved_in_this_one(stranger, post, charlie):
    make_reply(post, user_email=charlie["email"])
    prove(type(stranger)(), charlie["email"])
    send(stranger, post, charlie)
    assert Reply.objects.latest("pk").status == ReplyStatus.UNCONFIRMED


def test_cookie_of_one_address_says_nothing_of_another(stranger, post, charlie):
    send(prove(stranger, "rosa@example.org"), post, charlie)
    assert Reply.objects.get().status == ReplyStatus.UNCONFIRMED


def test_mail_and_press_bring_it_before_a_moderator(stranger, waiting, worker):
    worker.work_once()
    response = stranger.post(path_in(mail.outbox[0]), follow=True)
    assert "waits for a moderator" in page(response)
    assert Reply.objects.get().status == ReplyStatus.PENDING


def test_press_publishes_at_once_what_a_known_writer_sends(stranger, post, charlie, worker):
    make_reply(post, user_email=charlie["email"])
    send(stranger, post, charlie)
    worker.work_once()
    response = stranger.post(path_in(mail.outbox[0]), follow=True)
    assert TEXT in page(response)
    assert Thread.objects.get().approved_count == 2


def test_after_one_press_the_browser_needs_no_more_mail(stranger, post, charlie, waiting, worker):
    worker.work_once()
    stranger.post(path_in(mail.outbox[0]))
    send(stranger, post, {**charlie, "comment": "And another thing."})
    assert Reply.objects.latest("pk").status == ReplyStatus.PENDING
    assert Letter.objects.count() == 1


def test_mail_can_be_had_again_three_times_an_hour(stranger, waiting, charlie):
    codes = [stranger.post(waiting, {"email": charlie["email"]}).status_code for _ in range(3)]
    assert codes == [302, 302, 429]
    assert "enough for now" in page(stranger.post(waiting, {"email": charlie["email"]}))


def test_mistyped_address_is_corrected_and_the_old_link_is_over(stranger, waiting, worker):
    worker.work_once()
    stranger.post(waiting, {"email": "chas@example.org"})
    worker.work_once()
    old, new = mail.outbox
    assert new.to == ["chas@example.org"]
    assert stranger.post(path_in(old)).status_code == 410
    assert stranger.post(path_in(new)).status_code == 302
    assert Reply.objects.get().status == ReplyStatus.PENDING


def test_correction_that_is_no_address_is_said_and_kept(stranger, waiting, charlie):
    response = stranger.post(waiting, {"email": "chas at home"})
    assert response.status_code == 422
    assert "chas at home" in page(response)
    assert Reply.objects.get().user_email == charlie["email"]


def test_corrections_count_as_attempts_of_the_network(stranger, waiting, settings):
    settings.REPLY_LIMIT = (2, 60)
    codes = [
        stranger.post(waiting, {"email": f"victim{number}@example.org"}).status_code for number in range(3)
    ]
    assert codes == [302, 302, 429]


def test_browser_that_has_proved_the_address_meanwhile_needs_no_mail(stranger, waiting, charlie):
    prove(stranger, charlie["email"])
    stranger.post(waiting, {"email": charlie["email"]})
    assert Reply.objects.get().status == ReplyStatus.PENDING


def test_refused_mail_is_said(stranger, waiting):
    Letter.objects.update(refusals=1)
    assert "was refused" in page(stranger.get(waiting))


def test_words_a_stranger_put_under_my_address_do_not_swallow_mine(stranger, waiting, post, charlie):
    send(prove(type(stranger)(), charlie["email"]), post, charlie)
    assert sorted(reply.status for reply in Reply.objects.all()) == ["pending", "unconfirmed"]


def test_logged_in_staff_need_no_confirmation(browse_as, alice, post):
    send(browse_as(alice), post, {})
    reply = Reply.objects.get()
    assert reply.status == ReplyStatus.APPROVED
    assert reply.confirmed_at <= timezone.now()
