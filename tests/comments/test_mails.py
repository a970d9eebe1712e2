"""The mail about an answer: what it says, what it can never say, and how it is stopped."""

import pytest
from django.core import mail

from blog.models import Post
from comments import mails
from comments.models import Reply
from comments.models.notice import Notice
from comments.threads import add
from tests.comments.replies import ROSA, answer_to, draft
from tests.comments.sending import TEXT, page
from tests.factories import make_post

pytestmark = pytest.mark.django_db

# The mail


def test_mail_names_who_and_where_and_never_what(followed, worker, settings):
    answer = answer_to(followed, writer_name="Bruno", comment=TEXT)
    worker.work_once()
    message = mail.outbox[0]
    assert message.subject == "An answer to your reply on “The harbour”"
    assert "Bruno has answered your reply" in message.body
    assert f"\n{settings.SITE_URL}/reply/{answer.pk}/\n" in message.body
    assert TEXT not in message.message().as_string()


def test_headers_stop_it_with_one_click_and_say_that_a_machine_wrote(followed, worker, mail_server, settings):
    answer_to(followed)
    worker.work_once()
    (message,) = mail_server.arrived
    address = settings.SITE_URL + mails.unfollow_address(followed)
    assert message["List-Unsubscribe"].strip() == f"<{address}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain"
    assert address in message.get_content()


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("One\r\nBcc: all@example.org", "One Bcc: all@example.org"),
        ("One\x01\x0b\u2028Two\u202e", "One Two"),
        ("مرفأ المدينة", "مرفأ المدينة"),
        ("港の朝 🌅 " * 20, ("港の朝 🌅 " * 20).strip()),
    ],
)
def test_no_title_or_name_begins_a_header_of_its_own(title, seen, mail_server, worker):
    # As rows may be that no form has seen.
    post = make_post()
    parent = add(draft(post, user_email=ROSA, followup=True))
    answer_to(parent, writer_name=title)
    Post.everything.update(title=title)
    worker.work_once()
    (message,) = mail_server.arrived
    assert message["Subject"].strip() == f"An answer to your reply on “{seen}”"
    assert message["Bcc"] is None
    assert f"\n{seen[:100]} has answered" in f"\n{message.get_content()}"


# No more of these


def test_page_asks_before_it_unfollows(followed, stranger):
    response = stranger.get(mails.unfollow_address(followed))
    assert '<form class="form" method="post">' in page(response)
    assert 'content="noindex"' in page(response)
    assert Reply.objects.get(pk=followed.pk).followup


def test_one_click_of_a_mail_program_unfollows_this_reply_alone(followed, stranger, worker):
    other = add(draft(followed.post, user_email=ROSA, followup=True))
    body = {"List-Unsubscribe": "One-Click"}
    response = stranger.post(mails.unfollow_address(followed), body)
    assert response.status_code == 200
    answer_to(followed)
    answer_to(other)
    worker.work_once()
    assert Notice.objects.get().parent_id == other.pk


def test_unfollowing_needs_no_token_even_with_a_session(followed, browse_as, alice):
    client = browse_as(alice)
    client.handler.enforce_csrf_checks = True
    response = client.post(mails.unfollow_address(followed), headers={"Origin": "https://mail.example"})
    assert "You will get no more mails" in page(response)


def test_address_of_another_reply_cannot_be_guessed(followed, stranger):
    _number, _, signature = mails.unfollow_address(followed).split("/")[-2].partition(".")
    for token in (f"{followed.pk + 1}.{signature}", f"{followed.pk}.x", str(followed.pk)):
        assert stranger.post(f"/reply/unfollow/{token}/").status_code == 404
