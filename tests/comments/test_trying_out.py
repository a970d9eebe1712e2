"""The reply form's other buttons: Preview and Quote this reply. Neither stores anything."""

import re

import pytest
from django.core import mail

from comments.models import Reply
from tests.comments.sending import TEXT, page, send
from tests.factories import make_post, make_reply

pytestmark = pytest.mark.django_db

PREVIEW = {"preview": "1"}


@pytest.fixture
def post(db):
    return make_post("The harbour")


@pytest.fixture
def parent(post):
    return make_reply(post, writer_name="Rosa", comment="I *disagree*.\nWholly.\n\nAnd so on.")


def preview_in(html):
    """The part of a page that shows the reply as it would look; empty if there is none."""
    return html.partition('id="reply-preview"')[2].partition("</section>")[0]


# Preview


def test_preview_shows_the_reply_above_the_filled_form(stranger, post, charlie):
    html = page(send(stranger, post, {**charlie, "comment": "So *much* for that", **PREVIEW}))
    assert "<em>much</em>" in preview_in(html)
    assert charlie["name"] in preview_in(html)
    form = html.partition('id="reply-form"')[2]
    for typed in ("So *much* for that", charlie["name"], charlie["email"]):
        assert typed in form


def test_preview_stores_nothing_and_mails_nobody(stranger, post, charlie):
    assert send(stranger, post, {**charlie, **PREVIEW}).status_code == 200
    assert not Reply.objects.exists()
    assert mail.outbox == []


def test_preview_uses_up_no_attempt_to_post(stranger, post, charlie, settings):
    settings.REPLY_LIMIT = (1, 60)
    for _ in range(3):
        send(stranger, post, {**charlie, **PREVIEW})
    assert send(stranger, post, charlie).status_code == 302


def test_preview_needs_the_text_alone(stranger, post):
    html = page(send(stranger, post, {"name": "", "email": "no address", **PREVIEW}))
    assert TEXT in preview_in(html)
    assert "errorlist" not in html


@pytest.mark.parametrize("text", ["", "\u200b", "x" * 20_001])
def test_preview_of_what_cannot_be_posted_says_why(stranger, post, charlie, text):
    response = send(stranger, post, {**charlie, "comment": text, **PREVIEW})
    assert response.status_code == 422
    assert 'id="reply_comment_error"' in page(response)
    assert text in page(response)
    assert "There is nothing to preview yet" in page(response)
    assert not preview_in(page(response))


def test_preview_keeps_the_reply_that_is_answered(stranger, post, parent, charlie):
    html = page(send(stranger, post, {**charlie, "parent": parent.pk, **PREVIEW}))
    assert f'name="parent" value="{parent.pk}"' in html
    assert "Answer to Rosa" in html


def test_preview_runs_nothing(stranger, post, charlie):
    html = preview_in(
        page(send(stranger, post, {**charlie, "comment": "<script>alert(1)</script>", **PREVIEW}))
    )
    assert "<script" not in html
    assert "&lt;script" in html


def test_preview_from_another_site_is_not_made(stranger, post, charlie):
    response = send(stranger, post, {**charlie, **PREVIEW}, **{"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert not preview_in(page(response))
    assert TEXT in page(response)


def test_many_previews_are_slowed_and_the_text_is_kept(stranger, post, charlie, settings):
    settings.PREVIEW_LIMIT = (1, 60)
    send(stranger, post, {**charlie, **PREVIEW})
    response = send(stranger, post, {**charlie, **PREVIEW})
    assert response.status_code == 429
    assert TEXT in page(response)


def test_staff_preview_under_their_byline(alice, browse_as, post):
    assert "Alice Marlowe" in preview_in(page(send(browse_as(alice), post, PREVIEW)))


# Quote this reply

QUOTED = "&gt; I *disagree*.\n&gt; Wholly.\n&gt;\n&gt; And so on.\n\n"


def test_address_with_quote_fills_the_form(stranger, post, parent):
    html = page(stranger.get(f"{post.get_absolute_url()}reply/?to={parent.pk}&quote=1"))
    assert QUOTED in html


def test_button_adds_the_quotation_to_what_is_typed(stranger, post, parent, charlie):
    response = send(stranger, post, {**charlie, "parent": parent.pk, "followup": "on", "quote": "1"})
    assert response.status_code == 200
    assert f"{TEXT}\n\n{QUOTED}" in page(response)
    assert charlie["email"] in page(response)
    assert re.search(r'<input[^>]*name="followup"[^>]*checked', page(response))
    assert Reply.objects.count() == 1


def test_button_stands_only_on_the_form_of_an_answer(stranger, post, parent):
    assert 'name="quote"' not in page(stranger.get(f"{post.get_absolute_url()}reply/"))
    assert 'name="quote"' in page(stranger.get(f"{post.get_absolute_url()}reply/?to={parent.pk}"))


def test_quotation_of_a_reply_that_has_gone_loses_nothing(stranger, post, charlie):
    response = send(stranger, post, {**charlie, "parent": 999, "quote": "1"})
    assert TEXT in page(response)
    assert "no longer there" in page(response)


def test_quoted_reply_that_waits_is_not_shown(stranger, post):
    hidden = make_reply(post, comment="Not yet", status="pending")
    assert "Not yet" not in page(stranger.get(f"{post.get_absolute_url()}reply/?to={hidden.pk}&quote=1"))
