"""Where nobody may reply, whose word a form takes, and how often it is taken."""

import pytest
from django.test import Client

from comments.models import Letter, Reply, ReplyStatus
from tests.comments.sending import TEXT, page, prove, send
from tests.factories import make_post, make_reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(db):
    return make_post("The harbour")


@pytest.fixture(autouse=True)
def _no_limit(settings):
    settings.REPLY_LIMIT = (0, 0)


# Where nobody may reply


def test_closed_article_says_so_and_gives_the_text_back(stranger, post, charlie):
    post.replies_open = False
    post.save()
    response = send(stranger, post, charlie)
    assert response.status_code == 403
    assert TEXT in page(response)
    assert 'id="reply-form"' not in page(stranger.get(post.get_absolute_url()))


def test_closed_site_says_so(stranger, post, charlie):
    from blog.models import Publication

    publication = Publication.current()
    publication.replies_open = False
    publication.save()
    assert "Replies are closed at the moment" in page(send(stranger, post, charlie))
    assert not Reply.objects.exists()


def test_locked_article_takes_no_replies_and_shows_none(stranger, charlie):
    post = make_post(password="lantern")
    make_reply(post, comment="Not for everybody")
    assert send(stranger, post, charlie).status_code == 403
    assert "Not for everybody" not in page(stranger.get(post.get_absolute_url()))


def test_unpublished_article_gives_the_text_back(stranger, charlie):
    draft = make_post(status="draft")
    response = send(stranger, draft, charlie)
    assert response.status_code == 404
    assert TEXT in page(response)


# Who sends


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Referer": "https://elsewhere.example/page"},
        {"Origin": "https://[broken"},
    ],
)
def test_form_sent_from_another_site_is_refused_and_kept(stranger, post, charlie, headers):
    response = send(stranger, post, charlie, **headers)
    assert response.status_code == 403
    assert TEXT in page(response)
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "http://testserver"},
        {"Referer": "http://testserver/2026/"},
        {},
    ],
)
def test_form_sent_from_here_is_taken(stranger, post, charlie, headers):
    assert send(stranger, post, charlie, **headers).status_code == 302


def test_session_needs_a_token_and_keeps_the_text_without_one(alice, post, charlie):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    response = send(client, post, charlie)
    assert response.status_code == 403
    assert TEXT in page(response)
    assert "csrfmiddlewaretoken" in page(response)


def test_session_with_its_token_posts(alice, post):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    client.get(post.get_absolute_url())
    token = client.cookies["csrftoken"].value
    assert send(client, post, {"csrfmiddlewaretoken": token}).status_code == 302


def test_staff_appear_at_once_under_their_byline(alice, browse_as, post):
    assert send(browse_as(alice), post, {}).status_code == 302
    reply = Reply.objects.get()
    assert (reply.writer_name, reply.status, reply.is_author) == (
        "Alice Marlowe",
        ReplyStatus.APPROVED,
        False,
    )


def test_author_of_the_article_carries_the_badge(alice, browse_as, stranger):
    post = make_post(authors=[alice.author])
    send(browse_as(alice), post, {})
    assert '<span class="badge">Author</span>' in page(stranger.get(post.get_absolute_url()))


def test_badge_is_never_given_by_address(alice, stranger, charlie):
    post = make_post(authors=[alice.author])
    send(stranger, post, {**charlie, "email": alice.email})
    assert not Reply.objects.get().is_author


def test_trap_sends_no_mail_until_somebody_presses_for_it(stranger, post, charlie):
    response = send(stranger, post, {**charlie, "subject": "cheap"})
    assert Reply.objects.get().status == ReplyStatus.UNCONFIRMED
    assert not Letter.objects.exists()
    stranger.post(response["Location"], {"email": charlie["email"]})
    assert Letter.objects.get().kind == Letter.Kind.CONFIRM


def test_trap_puts_the_reply_of_a_known_address_among_spam(stranger, post, charlie):
    send(prove(stranger, charlie["email"]), post, {**charlie, "subject": "cheap"})
    assert Reply.objects.get().status == ReplyStatus.SPAM


def test_too_many_from_one_network_are_refused_and_kept(stranger, post, charlie, settings):
    settings.REPLY_LIMIT = (2, 60)
    for number in range(2):
        send(stranger, post, {**charlie, "comment": f"{number}"})
    response = send(stranger, post, charlie)
    assert response.status_code == 429
    assert TEXT in page(response)
    assert int(response["Retry-After"]) >= 60
    assert Reply.objects.count() == 2


def test_errors_use_up_no_attempts(stranger, post, charlie, settings):
    settings.REPLY_LIMIT = (1, 60)
    send(stranger, post, {**charlie, "email": "x"})
    assert send(stranger, post, charlie).status_code == 302
