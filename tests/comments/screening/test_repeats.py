"""The same words again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Reply
from tests.comments.sending import TEXT, page, prove, send
from tests.factories import make_post, make_reply

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limit(settings):
    settings.REPLY_LIMIT = (0, 0)


@pytest.fixture
def post(db):
    return make_post("The harbour")


@pytest.fixture
def known(client, charlie):
    """Charlie's browser, which has confirmed his address."""
    return prove(client, charlie["email"])


def said(post, charlie, **fields):
    """Charlie's reply of yesterday."""
    yesterday = timezone.now() - timedelta(days=1)
    return make_reply(post, user_email=charlie["email"], comment=TEXT, submitted_at=yesterday, **fields)


def test_same_words_lead_to_the_earlier_reply_and_stay_in_the_form(known, post, charlie):
    earlier = said(post, charlie)
    response = send(known, post, charlie)
    assert response.status_code == 422
    assert f"You said exactly this here on {earlier.submitted_at:%-d %B %Y}" in page(response)
    assert f'<a href="{earlier.permalink}">' in page(response)
    assert TEXT in page(response).partition('id="reply-form"')[2]
    assert Reply.objects.count() == 1


def test_same_words_as_a_reply_that_waits_lead_to_its_page(known, post, charlie):
    said(post, charlie, status="pending")
    assert "/reply/waiting/" in page(send(known, post, charlie))


@pytest.mark.parametrize("status", ["withdrawn", "unconfirmed"])
def test_what_was_withdrawn_or_never_confirmed_may_be_said_again(known, post, charlie, status):
    said(post, charlie, status=status)
    assert send(known, post, charlie).status_code == 302


def test_browser_that_has_not_confirmed_the_address_learns_nothing(stranger, post, charlie):
    said(post, charlie)
    response = send(stranger, post, charlie)
    assert response.status_code == 302
    assert "/reply/waiting/" in response["Location"]


def test_same_words_of_somebody_else_are_no_repetition(known, post, charlie):
    said(post, charlie)
    assert send(known, post, {**charlie, "email": "rosa@example.org"}).status_code == 302


def test_same_words_in_answer_to_another_reply_are_no_repetition(known, post, charlie):
    said(post, charlie)
    parent = make_reply(post)
    assert send(known, post, {**charlie, "parent": parent.pk}).status_code == 302
    assert Reply.objects.filter(comment=TEXT).count() == 2


def test_same_words_under_another_article_are_no_repetition(known, post, charlie):
    said(make_post("Another"), charlie)
    assert send(known, post, charlie).status_code == 302
