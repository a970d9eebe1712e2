"""What mails say, what they can never say, and how they are stopped."""

import pytest
from django.core import mail
from django.utils.translation import get_language

from blog.models import Post, Publication, publication
from comments.mail import following, leaving, letters
from comments.mail.letters import message
from comments.models import Cadence, Follow, Letter, Reply, StaffMail, Writer
from comments.tree.threads import add
from tests.comments.replies import ROSA, answer_to, draft
from tests.comments.sending import TEXT, page
from tests.factories import make_post, make_writer

pytestmark = pytest.mark.django_db


def path_of(message):
    """The path that one press of a mail program goes to."""
    return "/" + message["List-Unsubscribe"].strip("<> ").split("/", 3)[3]


@pytest.fixture
def told(followed, worker, mail_server):
    """The mail that tells Rosa of an answer, as it arrived."""
    answer_to(followed, writer_name="Bruno", comment=TEXT)
    worker.work_once()
    return mail_server.arrived[0]


# What it says


def test_every_kind_of_letter_has_its_composer():
    for kind in Letter.Kind.values:
        if kind not in {"yours", "decision"}:
            assert callable(__import__(f"comments.mail.letters.{kind}", fromlist=["compose"]).compose)


def test_mail_names_who_and_where_and_never_what(told, settings):
    answer = Reply.objects.order_by("pk").last()
    assert told["Subject"] == "An answer to your reply on “The harbour”"
    assert "Bruno has answered your reply" in told.get_content()
    assert f"\n{settings.SITE_URL}/reply/{answer.pk}/\n" in told.get_content()
    assert TEXT not in told.as_string()


def test_headers_say_that_a_machine_wrote_for_whom_and_how_it_ends(told, settings):
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert told["List-Unsubscribe"].strip("<> ").startswith(f"{settings.SITE_URL}/reply/unfollow/")
    assert told["Auto-Submitted"] == "auto-generated"
    assert told["List-Id"] == f"<replies.{settings.SITE_HOST}>"
    assert told["From"] == f"Broadside <no-reply@{settings.SITE_HOST}>"
    assert told.get_content_type() == "text/plain"


def test_text_holds_both_ways_out(told, followed):
    person = leaving.Person(Writer.objects.get(email=ROSA))
    assert told["List-Unsubscribe"].strip("<> ") in told.get_content()
    assert leaving.page_of(person) in told.get_content()


def test_follower_and_author_read_why(alice, worker):
    StaffMail.objects.create(user=alice, articles=Cadence.AT_ONCE)
    article = make_post("The harbour", authors=[alice.author])
    following.start(make_writer(), post=article)
    answer_to(add(draft(article)), writer_name="Bruno")
    worker.work_once()
    said = {message.to[0]: message.body for message in mail.outbox}
    assert said.pop(alice.email).startswith("Bruno has replied to your article “The harbour”.")
    assert said.popitem()[1].startswith("Bruno has replied to “The harbour”.")


def test_mail_is_in_the_language_of_the_publication(followed, worker, monkeypatch):
    Publication.objects.update_or_create(pk=1, defaults={"language": "ar"})
    publication.forget()
    spoken = []
    monkeypatch.setattr(message, "render_to_string", lambda *_: spoken.append(get_language()) or "text")
    answer_to(followed)
    worker.work_once()
    assert spoken == ["ar"]


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("One\r\nBcc: all@example.org", "One Bcc: all@example.org"),
        ("One\x01\x0b\u2028Two\u202e", "One Two"),
        ("100 %(name)s %d", "100 %(name)s %d"),
        ("مرفأ المدينة", "مرفأ المدينة"),
        ("港の朝 🌅 " * 20, ("港の朝 🌅 " * 20).strip()),
    ],
)
def test_no_title_or_name_begins_a_header_of_its_own(title, seen, mail_server, worker):
    # As rows may be that no form has seen.
    post = make_post()
    Publication.objects.update_or_create(pk=1, defaults={"name": title[:200]})
    make_writer(ROSA)
    parent = add(draft(post, user_email=ROSA, followup=True))
    following.start_own(parent.pk)
    answer_to(parent, writer_name=title)
    Post.everything.update(title=title)
    worker.work_once()
    (message,) = mail_server.arrived
    assert message["Subject"].strip() == f"An answer to your reply on “{seen}”"
    assert message["Bcc"] is None
    assert f"\n{seen[:100].strip()} has answered" in f"\n{message.get_content()}"


# One press


def test_page_asks_before_it_ends_anything(told, stranger):
    response = stranger.get(path_of(told))
    assert '<form class="form" method="post">' in page(response)
    assert 'content="noindex"' in page(response)
    assert Follow.objects.exists()


def test_one_press_of_a_mail_program_ends_this_and_nothing_else(told, followed, stranger):
    rosa = Writer.objects.get(email=ROSA)
    other = following.start(rosa, post=make_post())
    body = {"List-Unsubscribe": "One-Click"}
    response = stranger.post(path_of(told), body, headers={"Origin": "https://mail.example"})
    assert "You will get no more mails" in page(response)
    assert list(Follow.objects.all()) == [other]
    assert not Reply.objects.get(pk=followed.pk).followup


def test_pressing_again_is_answered_alike(told, stranger):
    assert [stranger.post(path_of(told)).status_code for _ in range(2)] == [200, 200]


def test_one_press_needs_no_token_even_with_a_session(told, browse_as, alice):
    client = browse_as(alice)
    client.handler.enforce_csrf_checks = True
    assert client.post(path_of(told)).status_code == 200


def test_link_of_an_older_mail_still_works(followed, stranger):
    token = leaving.sign(str(followed.pk), leaving.FORMER)
    assert "when somebody answers your reply" in page(stranger.get(f"/reply/unfollow/{token}/"))
    stranger.post(f"/reply/unfollow/{token}/")
    assert not Follow.objects.exists()


def test_author_ends_mail_about_her_articles_with_one_press(alice, worker, stranger):
    StaffMail.objects.create(user=alice, articles=Cadence.AT_ONCE)
    answer_to(add(draft(make_post(authors=[alice.author]))))
    worker.work_once()
    stranger.post("/" + mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").split("/", 3)[3])
    assert StaffMail.objects.get().articles == Cadence.NEVER


def test_address_of_another_cannot_be_guessed(told, stranger):
    token = path_of(told).split("/")[-2]
    value, _, signature = token.rpartition(".")
    forged = [f"{value}1.{signature}", f"{value}.x", value, leaving.sign("1", "another")]
    assert {stranger.post(f"/reply/unfollow/{each}/").status_code for each in forged} == {404}
    assert stranger.get(f"/reply/following/{token}/").status_code == 404


def test_unknown_kind_is_refused():
    with pytest.raises(LookupError):
        letters.compose(Letter(kind="message"))
