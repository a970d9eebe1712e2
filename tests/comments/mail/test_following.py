"""Following by a form, and changing one's mind on a page, both without an account."""

import re

import pytest
from django.core import mail

from comments.mail import following, leaving
from comments.models import Cadence, Follow, Letter, StaffMail
from comments.tree.threads import add
from comments.writers import confirming
from tests.comments.replies import draft
from tests.comments.sending import page
from tests.factories import make_post, make_writer

pytestmark = pytest.mark.django_db

BRUNO = "bruno@example.org"


@pytest.fixture
def post():
    return make_post("The harbour")


@pytest.fixture
def bruno():
    return make_writer(BRUNO)


@pytest.fixture
def bruno_at_home(stranger, bruno):
    """A browser that has proved the address."""
    from django.http import HttpResponse

    response = HttpResponse()
    confirming.remember(response, bruno)
    stranger.cookies = response.cookies
    return stranger


def ask(client, post, **typed):
    data = {"email": BRUNO, "about": "article", "cadence": "at-once", **typed}
    return client.post(f"{post.get_absolute_url()}follow/", data)


def page_of(writer):
    return "/" + leaving.page_of(leaving.Person(writer)).split("/", 3)[3]


# The form


def test_thread_leads_to_the_form_and_to_the_feed(stranger, post):
    text = page(stranger.get(post.get_absolute_url()))
    assert f'href="{post.get_absolute_url()}follow/"' in text
    assert f'href="{post.get_absolute_url()}feed/"' in text
    assert stranger.get(f"{post.get_absolute_url()}follow/").status_code == 200


def test_unproved_address_gets_a_link_and_follows_nothing(stranger, post, worker):
    response = ask(stranger, post)
    worker.work_once()
    assert "A mail is on its way" in page(response)
    assert [message.to for message in mail.outbox] == [[BRUNO]]
    assert not Follow.objects.exists()


def test_link_starts_what_was_asked_for(stranger, post, worker):
    ask(stranger, post, cadence="daily")
    worker.work_once()
    link = re.search(r"http://[^/]+(/reply/confirm/\S+)", mail.outbox[0].body)[1]
    assert "Replies to “The harbour”" in page(stranger.post(link, follow=True))
    follow = Follow.objects.get()
    assert (follow.writer.email, follow.post, follow.cadence) == (BRUNO, post, Cadence.DAILY)


def test_answer_is_the_same_for_known_and_unknown_addresses(stranger, post, bruno):
    following.start(bruno, post=post)
    known, unknown = page(ask(stranger, post)), page(ask(stranger, post, email="nobody@example.org"))
    assert known.replace(BRUNO, "nobody@example.org") == unknown


def test_proved_address_follows_at_once(bruno_at_home, post, bruno):
    assert "You follow" in page(ask(bruno_at_home, post))
    assert Follow.objects.get().post == post
    assert not Letter.objects.exists()


def test_cookie_proves_no_other_address(bruno_at_home, post):
    ask(bruno_at_home, post, email="another@example.org")
    assert not Follow.objects.exists()
    assert Letter.objects.get().writer.email == "another@example.org"


def test_following_all_is_about_no_article(bruno_at_home, post):
    ask(bruno_at_home, post, about="all")
    assert Follow.objects.get().post is None


def test_asking_again_changes_how_often(bruno, post):
    following.start(bruno, post=post)
    following.start(bruno, post=post, cadence=Cadence.DAILY)
    assert Follow.objects.get().cadence == Cadence.DAILY


def test_what_is_wrong_is_said_beside_what_was_typed(stranger, post):
    response = ask(stranger, post, email="bruno at home", cadence="daily")
    assert response.status_code == 422
    assert "This is no e-mail address" in page(response)
    assert 'value="bruno at home"' in page(response)


def test_form_of_another_site_starts_nothing(bruno_at_home, post):
    data = {"email": BRUNO, "about": "article", "cadence": "daily"}
    address = f"{post.get_absolute_url()}follow/"
    response = bruno_at_home.post(address, data, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert not Follow.objects.exists()


def test_trap_and_limit_send_nothing(stranger, post, monkeypatch):
    ask(stranger, post, subject="cheap pills")
    assert not Letter.objects.exists()
    monkeypatch.setattr("comments.views.following.MOST", (1, 60))
    assert [ask(stranger, post).status_code for _ in range(2)][-1] == 429


def test_one_address_is_not_pestered(stranger, post, monkeypatch):
    for _ in range(5):
        ask(stranger, post)
    assert Letter.objects.count() == confirming.MOST_MAILS


# The page


def test_page_names_all_that_is_followed(stranger, bruno, post):
    following.start(bruno)
    following.start(bruno, post=post)
    following.start(bruno, reply=add(draft(post)))
    text = page(stranger.get(page_of(bruno)))
    assert "Replies to every article" in text
    assert "Replies to “The harbour”" in text
    assert "Answers to your reply on “The harbour”" in text


def test_each_is_changed_or_ended_for_itself(stranger, bruno, post):
    kept, ended = following.start(bruno), following.start(bruno, post=post)
    choices = {f"follow-{kept.pk}": "daily", f"follow-{ended.pk}": "never"}
    response = stranger.post(page_of(bruno), choices, follow=True)
    assert "It is kept so from now on" in page(response)
    assert [(each.pk, each.cadence) for each in Follow.objects.all()] == [(kept.pk, Cadence.DAILY)]


def test_one_button_ends_all(stranger, bruno, post):
    following.start(bruno)
    following.start(bruno, reply=add(draft(post, user_email=BRUNO)))
    stranger.post(page_of(bruno), {"stop": "1"})
    assert not Follow.objects.exists()


def test_nobody_changes_what_another_follows(stranger, bruno, post):
    other = following.start(make_writer(), post=post)
    stranger.post(page_of(bruno), {f"follow-{other.pk}": "never"})
    assert Follow.objects.get() == other


def test_page_is_kept_nowhere(stranger, bruno):
    response = stranger.get(page_of(bruno))
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_page_costs_the_same_for_many(stranger, bruno, assert_same_queries):
    def more():
        for _ in range(30):
            following.start(bruno, post=make_post())

    following.start(bruno, post=make_post())
    assert_same_queries(lambda: stranger.get(page_of(bruno)), more)


def test_staff_find_their_own_page_and_choose(browse_as, alice, bob):
    client = browse_as(alice)
    response = client.get("/reply/following/", follow=True)
    assert "Replies to your own articles" in page(response)
    assert "wait for a moderator" not in page(response)
    client.post(response.redirect_chain[-1][0], {"articles": "at-once"})
    assert StaffMail.objects.get().articles == Cadence.AT_ONCE


def test_moderator_ends_mail_about_the_queue(browse_as, bob):
    client = browse_as(bob)
    address = client.get("/reply/following/", follow=True).redirect_chain[-1][0]
    client.post(address, {})
    assert not StaffMail.objects.get(user=bob).queue
