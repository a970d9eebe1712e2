"""The page on which readers report a reply."""

import pytest

from blog import limits
from comments import moderation
from comments.models import Report
from comments.moderating import reporting
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.comments.sending import page
from tests.factories import make_post
from tests.site.documents import Document
from tests.site.inspection import dangers
from tests.site.payloads import OWN

pytestmark = pytest.mark.django_db
THANKS = "Moderators look at what readers report."


@pytest.fixture
def reply():
    return add(draft(make_post("The harbour"), comment="You are all mad."))


def address(reply):
    return f"/reply/{reply.pk}/report/"


def send(client, reply, **typed):
    headers = typed.pop("headers", {"Origin": "http://testserver"})
    return client.post(address(reply), {"why": "abuse", **typed}, headers=headers)


def test_article_links_to_the_form_of_each_reply(stranger, reply):
    text = page(stranger.get(reply.post.get_absolute_url()))
    assert f'href="{address(reply)}" rel="nofollow"' in text


def test_form_shows_the_reply_and_is_the_same_for_everybody(stranger, reply):
    response = stranger.get(address(reply))
    assert "You are all mad." in page(response)
    assert not response.cookies
    assert Document.of(address(reply), page(response)).faults() == []


def test_report_is_kept_and_its_reader_thanked(stranger, reply):
    response = send(stranger, reply, note="He means my brother.")
    assert THANKS in page(response)
    row = Report.objects.get()
    assert (row.reply_id, row.why, row.note) == (reply.pk, "abuse", "He means my brother.")
    assert "127.0.0.1" not in row.reporter


def test_everybody_is_thanked_alike_whatever_is_kept(stranger, reply):
    first = send(stranger, reply)
    again, trapped = send(stranger, reply), send(stranger, reply, subject="buy")
    moderation.trash(reply)
    late = send(stranger, reply)
    assert first.content == again.content == trapped.content == late.content
    assert Report.objects.count() == 1


def test_network_that_reports_all_day_is_thanked_and_not_kept(stranger, reply, monkeypatch):
    monkeypatch.setattr(reporting, "MOST", (1, 60))
    send(stranger, reply)
    other = add(draft(reply.post))
    assert THANKS in page(send(stranger, other))
    assert not Report.objects.filter(reply=other).exists()


def test_report_without_reason_keeps_what_was_typed(stranger, reply):
    response = send(stranger, reply, why="", note="He means my brother.")
    assert response.status_code == 422
    assert "He means my brother." in page(response)
    assert "Please choose what is wrong with the reply." in page(response)
    assert Document.of(address(reply), page(response)).faults() == []


def test_note_that_is_too_long_comes_back_whole(stranger, reply):
    response = send(stranger, reply, note="x" * 1001)
    assert response.status_code == 422
    assert "x" * 1001 in page(response)
    assert not Report.objects.exists()


def test_form_from_another_page_is_refused_and_its_text_kept(stranger, reply):
    response = send(stranger, reply, note="He means us.", headers={"Origin": "https://evil.example"})
    assert response.status_code == 403
    assert "He means us." in page(response)
    assert not Report.objects.exists()


def test_moderator_who_is_logged_in_needs_the_token(browse_as, bob, reply, contexts):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)
    assert send(client, reply).status_code == 403
    token = client.get(address(reply)).context["csrf_token"]
    assert send(client, reply, csrfmiddlewaretoken=str(token)).status_code == 200


@pytest.mark.parametrize("pk", ["0", "999999999999999"])
def test_reply_that_is_not_there_cannot_be_reported(stranger, pk):
    assert stranger.get(f"/reply/{pk}/report/").status_code == 404
    assert stranger.post(f"/reply/{pk}/report/").status_code == 404


def test_held_reply_and_reply_of_a_closed_article_have_no_form(stranger, reply):
    locked = add(draft(make_post(password="ferry")))
    moderation.trash(reply)
    assert stranger.get(address(reply)).status_code == 404
    assert stranger.get(address(locked)).status_code == 404


@pytest.mark.parametrize("text", [*OWN, "\x00\x01\u202e", "\ud83d", "😀" * 400, "  "])
def test_hostile_notes_break_nothing(stranger, reply, text):
    typed = text.encode(errors="ignore").decode()
    assert send(stranger, reply, note=typed).status_code in {200, 422}
    shown = page(send(stranger, reply, why="<b>", note=typed))
    assert dangers(shown) == []


def test_form_costs_few_queries(stranger, reply, django_assert_max_num_queries):
    stranger.get(address(reply))
    with django_assert_max_num_queries(5):
        stranger.get(address(reply))


def test_limit_is_counted_by_network(stranger, reply):
    send(stranger, reply)
    assert limits.minutes_left("report", "127.0.0.1")
