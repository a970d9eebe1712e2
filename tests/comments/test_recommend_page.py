"""Recommending over HTTP: by a known browser at once, by anybody else by way of a mailed link."""

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse

from comments import moderation
from comments.models import Letter, Recommendation, Reply, ReplyStatus, Writer
from comments.tree.threads import add
from comments.writers import confirming
from tests.comments.replies import ROSA, draft
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(db):
    return add(draft(make_post("The harbour"), writer_name="Tomas"))


@pytest.fixture
def rosa(client):
    """A browser that has confirmed an address."""
    response = HttpResponse()
    confirming.remember(response, confirmed(ROSA))
    client.cookies.update(response.cookies)
    return client


def confirmed(email):
    writer = Writer.objects.of(email)
    Writer.objects.filter(pk=writer.pk).update(confirmed_at="2026-01-01T00:00Z")
    return writer


def page(reply):
    return f"/reply/{reply.pk}/recommend/"


def count(reply):
    return Reply.objects.get(pk=reply.pk).recommended


def test_known_browser_counts_at_once_and_takes_back(rosa, reply):
    answer = rosa.post(page(reply), follow=True)
    assert "You recommend this reply" in answer.content.decode()
    assert count(reply) == 1
    rosa.post(page(reply), {"take_back": "1"})
    assert count(reply) == 0


def test_script_is_told_the_count_and_two_presses_are_as_good_as_one(rosa, reply):
    for _ in range(2):
        answer = rosa.post(page(reply), headers={"X-Requested-With": "fetch"})
    assert answer.json() == {"mine": True, "recommended": 1}


def test_looking_counts_nothing(rosa, reply):
    rosa.get(page(reply))
    assert not Recommendation.objects.exists()


def test_stranger_is_asked_for_an_address_and_mailed_a_link(stranger, reply):
    form = BeautifulSoup(stranger.post(page(reply)).content, "html.parser").select_one("#recommend-form")
    assert form.select_one("input[name=email]")
    answer = stranger.post(page(reply), {"email": ROSA})
    assert "Look into your mailbox" in answer.content.decode()
    assert Letter.objects.get().kind == Letter.Kind.CONFIRM
    assert count(reply) == 0


def test_same_page_for_addresses_that_are_known_and_that_are_not(stranger, reply):
    confirmed(ROSA)
    answers = [stranger.post(page(reply), {"email": email}).content for email in (ROSA, "new@example.org")]
    assert answers[0] == answers[1]


def test_script_of_a_stranger_is_told_to_ask(stranger, reply):
    answer = stranger.post(page(reply), headers={"X-Requested-With": "fetch"})
    assert answer.json() == {"mine": False, "recommended": 0, "ask": True}


def test_wrong_address_is_answered_beside_its_field(stranger, reply):
    answer = stranger.post(page(reply), {"email": "rosa at example"})
    assert answer.status_code == 422
    assert 'value="rosa at example"' in answer.content.decode()
    assert not Letter.objects.exists()


def test_form_of_another_site_counts_nothing(rosa, reply):
    answer = rosa.post(page(reply), headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert count(reply) == 0


def test_own_reply_is_for_others(rosa):
    own = add(draft(make_post(), user_email=ROSA))
    rosa.post(page(own))
    assert "It is your own" in rosa.get(page(own)).content.decode()
    assert count(own) == 0


@pytest.mark.parametrize("status", [ReplyStatus.PENDING, ReplyStatus.TRASH, ReplyStatus.WITHDRAWN])
def test_what_is_not_read_has_no_page(rosa, reply, status):
    moderation.move([reply], status) if status != ReplyStatus.PENDING else moderation.trash(reply)
    assert rosa.get(page(reply)).status_code == 404
    assert rosa.post(page(reply)).status_code == 404


def test_networks_are_slowed(stranger, reply, monkeypatch):
    monkeypatch.setattr("comments.views.recommending.MOST", (1, 3600))
    stranger.post(page(reply), {"email": ROSA})
    assert stranger.post(page(reply), {"email": "other@example.org"}).status_code == 429


def test_article_shows_how_often_and_sets_no_cookie(stranger, rosa, reply):
    rosa.post(page(reply))
    answer = stranger.get(reply.post.get_absolute_url())
    link = BeautifulSoup(answer.content, "html.parser").select_one(f"#reply-{reply.pk} a[data-recommend]")
    assert " ".join(link.text.split()) == "Recommend the reply by Tomas 1"
    assert (link["href"], link["rel"]) == (page(reply), ["nofollow"])
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_pressed_link_of_a_mail_counts(reply):
    from comments.models import Confirmation
    from comments.writers.fulfilling import recommend

    recommend(Confirmation(reply=reply, writer=confirmed(ROSA)))
    assert count(reply) == 1
