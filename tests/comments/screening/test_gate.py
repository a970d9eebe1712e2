"""Who is turned away before anything is stored, and how replies are judged on their way in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Ban, DebateRules, Letter, Mode, Reply, ReplyStatus, Writer
from tests.comments.sending import TEXT, page, prove, send
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(db):
    return make_post("The harbour")


@pytest.fixture
def proved(stranger, charlie):
    """The stranger's browser is Charlie's, and has proved it."""
    return prove(stranger, charlie["email"])


def test_banned_reader_is_told_until_when_and_keeps_the_text(stranger, post, charlie):
    Ban.objects.keep_out(Ban.Kind.ADDRESS, charlie["email"], until=timezone.now() + timedelta(days=400))
    response = send(stranger, post, charlie)
    assert response.status_code == 403
    assert TEXT in page(response)
    assert "Replies are not taken from you here until" in page(response)
    assert not Reply.objects.exists()


def test_banned_word_is_found_in_spite_of_marks(stranger, post, charlie):
    Ban.objects.keep_out(Ban.Kind.WORD, "vermin")
    charlie["comment"] = "They are v**erm**in, all of them."
    assert send(stranger, post, charlie).status_code == 403


def test_banned_network_is_the_clients_behind_a_trusted_proxy(stranger, post, charlie, settings):
    from ipaddress import ip_network

    settings.TRUSTED_PROXIES = [ip_network("127.0.0.0/8")]
    Ban.objects.keep_out(Ban.Kind.NETWORK, "203.0.113.0/24")
    assert send(stranger, post, charlie, **{"X-Forwarded-For": "203.0.113.9"}).status_code == 403
    assert send(stranger, post, charlie, **{"X-Forwarded-For": "198.51.100.9"}).status_code == 302


def test_banned_word_does_not_stop_own_people(browse_as, alice, post):
    Ban.objects.keep_out(Ban.Kind.WORD, "pier")
    assert send(browse_as(alice), post, {}).status_code == 302


def test_banned_word_does_not_stop_trusted_writers(stranger, post, charlie, proved):
    Ban.objects.keep_out(Ban.Kind.WORD, "pier")
    assert send(stranger, post, charlie).status_code == 403
    Writer.objects.update(trusted=True)
    assert send(stranger, post, charlie).status_code == 302


def test_trust_is_not_given_to_whoever_types_the_address(stranger, post, charlie):
    Ban.objects.keep_out(Ban.Kind.WORD, "pier")
    Writer.objects.filter(pk=Writer.objects.of(charlie["email"]).pk).update(trusted=True)
    assert send(stranger, post, charlie).status_code == 403


def test_flood_to_one_article_is_slowed_from_all_networks(stranger, post, charlie, settings):
    from ipaddress import ip_network

    settings.TRUSTED_PROXIES = [ip_network("127.0.0.0/8")]
    settings.REPLY_LIMIT, settings.ARTICLE_REPLY_LIMIT = (10, 60), (2, 600)
    sent = [
        send(stranger, post, {**charlie, "comment": f"No. {n}"}, **{"X-Forwarded-For": f"198.51.100.{n}"})
        for n in range(3)
    ]
    assert [response.status_code for response in sent] == [302, 302, 429]
    assert int(sent[-1]["Retry-After"]) > 60
    assert "No. 2" in page(sent[-1])
    assert send(stranger, make_post(), charlie).status_code == 302


def test_no_limit_by_network_is_none_by_article(stranger, post, charlie, settings):
    settings.REPLY_LIMIT, settings.ARTICLE_REPLY_LIMIT = (0, 0), (1, 600)
    sent = [send(stranger, post, {**charlie, "comment": f"No. {n}"}) for n in range(3)]
    assert [response.status_code for response in sent] == [302] * 3


def test_article_in_which_nothing_waits_shows_a_first_reply(stranger, post, charlie, proved):
    DebateRules.objects.create(mode=Mode.NONE)
    send(stranger, post, charlie)
    assert Reply.objects.get().status == ReplyStatus.APPROVED


def test_watch_word_holds_with_its_reason(stranger, post, charlie, proved):
    DebateRules.objects.create(mode=Mode.NONE, watch_words="navy")
    send(stranger, post, charlie)
    reply = Reply.objects.get()
    assert (reply.status, reply.suspected) == (ReplyStatus.PENDING, False)
    assert reply.held_for[0] == {"code": "watch", "words": ["navy"]}


@pytest.mark.parametrize("typed", [{"subject": "cheap"}, {"comment": "Subscribe to my channel! " * 3}])
def test_no_mail_goes_out_for_plain_spam(stranger, post, charlie, typed):
    response = send(stranger, post, {**charlie, **typed})
    assert not Letter.objects.exists()
    assert "Send me the link" in page(stranger.get(response["Location"]))


def test_time_that_a_script_counted_is_evidence_alone(stranger, post, charlie, proved):
    DebateRules.objects.create(mode=Mode.NONE)
    send(stranger, post, {**charlie, "took": "0.4"})
    send(stranger, post, {**charlie, "comment": "Left open for a day.", "took": "90000.5"})
    fast, slow = Reply.objects.order_by("pk")
    assert (fast.status, slow.status) == (ReplyStatus.APPROVED, ReplyStatus.APPROVED)
    assert fast.score > slow.score
