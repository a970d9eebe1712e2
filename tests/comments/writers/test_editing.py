"""Writers edit and withdraw their own replies: in time, with their own right, and without losing a word."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import moderation
from comments.models import DebateRules, Decision, Mode, Reply, ReplyStatus, Version, Writer
from comments.tree.counts import recount
from comments.tree.threads import add
from comments.writers import editing
from comments.writers.owning import token_for
from tests.comments.replies import ROSA, draft
from tests.comments.sending import page, prove
from tests.factories import make_post

pytestmark = pytest.mark.django_db

NEW = "The pier was there before all three navies."


@pytest.fixture
def reply():
    """Rosa's, published a moment ago."""
    return add(draft(make_post("The harbour"), user_email=ROSA, submitted_at=timezone.now()))


@pytest.fixture
def rosa(stranger):
    """A browser that has proved to be Rosa's."""
    return prove(stranger, ROSA)


def save(client, reply, text=NEW, edition=0, path="", **headers):
    path = path or f"/reply/{reply.pk}/edit/"
    return client.post(path, {"comment": text, "edition": edition}, headers=headers or None)


# Editing


def test_new_words_are_read_and_earlier_ones_kept(rosa, reply):
    earlier = reply.comment
    assert save(rosa, reply)["Location"] == reply.permalink
    reply.refresh_from_db()
    assert (reply.comment, reply.status) == (NEW, ReplyStatus.APPROVED)
    assert NEW in page(rosa.get(reply.post.get_absolute_url()))
    assert reply.edited_at
    assert [version.text for version in Version.objects.all()] == [earlier]


def test_form_shows_the_words_and_until_when(rosa, reply):
    html = page(rosa.get(f"/reply/{reply.pk}/edit/"))
    assert reply.comment in html
    assert "You can edit it until" in html


def test_same_words_are_no_edit(rosa, reply):
    save(rosa, reply, reply.comment)
    reply.refresh_from_db()
    assert reply.edited_at is None
    assert not Version.objects.exists()


def test_edit_after_the_window_says_so_and_keeps_the_text(rosa, reply, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    response = save(rosa, reply)
    assert response.status_code == 403
    assert NEW in page(response)
    assert "time in which it can be edited is over" in page(response)
    assert Reply.objects.get().comment == reply.comment


def test_window_begins_with_publication(reply, time_machine):
    reply = add(draft(reply.post, user_email=ROSA, status=ReplyStatus.PENDING, submitted_at=timezone.now()))
    time_machine.move_to(timezone.now() + timedelta(hours=5))
    assert editing.window(reply).is_open
    moderation.approve(reply)
    reply.refresh_from_db()
    assert editing.window(reply).is_open
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    assert not editing.window(reply).is_open


def test_site_without_editing_has_none(rosa, reply):
    DebateRules(edit_minutes=0).save()
    assert "cannot be edited here" in page(rosa.get(f"/reply/{reply.pk}/edit/"))


@pytest.mark.parametrize("status", [ReplyStatus.TRASH, ReplyStatus.SPAM, ReplyStatus.WITHDRAWN])
def test_what_is_removed_or_withdrawn_cannot_be_edited(rosa, reply, status):
    moderation.move([reply], status)
    assert save(rosa, reply).status_code == 403


def test_edited_words_are_judged_again(rosa, reply):
    DebateRules(watch_words="navies").save()
    response = save(rosa, reply)
    reply.refresh_from_db()
    assert reply.status == ReplyStatus.PENDING
    assert reply.held_for[0]["code"] == "watch"
    assert "waits for a moderator" in page(rosa.get(response["Location"]))
    assert Decision.objects.get().actor == Decision.Actor.SITE
    assert not recount(reply.post_id, repair=False)


def test_waiting_reply_stays_waiting_however_good_the_new_words(rosa, reply):
    DebateRules(mode=Mode.NONE).save()
    waiting = add(draft(reply.post, user_email=ROSA, status=ReplyStatus.PENDING))
    save(rosa, waiting)
    waiting.refresh_from_db()
    assert (waiting.comment, waiting.status) == (NEW, ReplyStatus.PENDING)


def test_later_of_two_tabs_is_told_and_may_insist(rosa, reply):
    save(rosa, reply, "First tab.")
    response = save(rosa, reply, "Second tab.")
    assert response.status_code == 409
    assert "First tab." in page(response)
    assert "Second tab." in page(response)
    assert 'name="edition" value="1"' in page(response)
    save(rosa, reply, "Second tab.", edition=1)
    assert Reply.objects.get().comment == "Second tab."


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "w" * 20_001])
def test_what_cannot_stand_is_said_and_kept(rosa, reply, text):
    response = save(rosa, reply, text)
    assert response.status_code == 422
    assert text.strip() in page(response)
    assert Reply.objects.get().comment == reply.comment


@pytest.mark.parametrize("edition", ["", "x", "-1", "9" * 40])
def test_form_without_its_edition_changes_nothing(rosa, reply, edition):
    assert save(rosa, reply, edition=edition).status_code == 422
    assert NEW in page(save(rosa, reply, edition=edition))


# Whose it is


def test_stranger_edits_and_withdraws_nothing_and_keeps_what_was_typed(client, reply):
    assert "not known as theirs" in page(client.get(f"/reply/{reply.pk}/edit/"))
    response = save(prove(client, "other@example.org"), reply)
    assert response.status_code == 403
    assert NEW in page(response)
    client.post(f"/reply/{reply.pk}/withdraw/")
    assert Reply.objects.get().comment == reply.comment
    assert Reply.objects.get().is_read


def test_press_from_another_site_changes_nothing_and_keeps_the_text(rosa, reply):
    response = save(rosa, reply, **{"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert NEW in page(response)
    assert Reply.objects.get().comment == reply.comment


def test_login_that_wrote_it_may_edit_it(browse_as, alice):
    mine = add(draft(make_post(), user=alice, submitted_at=timezone.now()))
    client = browse_as(alice)
    assert save(client, mine).status_code == 302
    assert Reply.objects.get().comment == NEW


def test_mailed_link_edits_without_a_cookie(client, reply):
    token = token_for(Writer.objects.of(ROSA))
    response = save(client, reply, path=f"/reply/yours/{token}/{reply.pk}/edit/")
    assert response["Location"] == f"/reply/yours/{token}/"
    assert Reply.objects.get().comment == NEW


def test_mailed_link_of_another_address_edits_nothing(client, reply):
    token = token_for(Writer.objects.of("other@example.org"))
    assert save(client, reply, path=f"/reply/yours/{token}/{reply.pk}/edit/").status_code == 403


# Withdrawing


def test_withdrawing_asks_first(rosa, reply):
    assert "cannot be undone" in page(rosa.get(f"/reply/{reply.pk}/withdraw/"))
    assert Reply.objects.get().is_read


def test_withdrawn_reply_leaves_its_place_to_its_answers(rosa, reply):
    answer = add(draft(reply.post, comment="I was there too."), reply)
    rosa.post(f"/reply/{reply.pk}/withdraw/")
    html = page(rosa.get(reply.post.get_absolute_url()))
    assert "withdrawn by its writer" in html
    assert answer.comment in html
    assert reply.comment not in html
    assert Decision.objects.get().actor == Decision.Actor.WRITER
    assert not recount(reply.post_id, repair=False)


def test_no_moderator_brings_a_withdrawn_reply_back(rosa, reply):
    rosa.post(f"/reply/{reply.pk}/withdraw/")
    assert moderation.approve(reply) == moderation.restore(reply) == 0


def test_withdrawing_twice_is_said(rosa, reply):
    rosa.post(f"/reply/{reply.pk}/withdraw/")
    assert rosa.post(f"/reply/{reply.pk}/withdraw/").status_code == 302
    assert "withdrawn already" in page(rosa.get(f"/reply/{reply.pk}/withdraw/"))
