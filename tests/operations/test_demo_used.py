"""Who may log in to the demonstration, and what is left when it is taken away from under them."""

import pytest
from django.core.management import CommandError

from blog.models import Category, Image, Post, Tag, User
from comments import moderation
from comments.models import Decision, Reply
from operations.demo import logins, source
from operations.demo.writing import REF
from operations.greeting import greeting
from tests.factories import make_category, make_post, make_reply
from tests.operations.demonstration import article, demo

pytestmark = pytest.mark.django_db


# The logins


def log_in(client, username: str, **where: str):
    typed = {"username": username, "password": logins.password(), "next": "/admin/"}
    return client.post("/admin/login/", typed, **where)


@pytest.mark.parametrize("username", [each["username"] for each in source.people()["login"]])
def test_demo_login_works_on_this_machine(lantern, client, username):
    assert username in lantern
    assert log_in(client, username).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_demo_login_is_refused_from_elsewhere(lantern, client):
    assert log_in(client, "administrator", REMOTE_ADDR="203.0.113.5").status_code == 200
    assert client.get("/admin/").status_code == 302


def test_demo_login_is_refused_on_a_public_site(lantern, client, settings):
    settings.SITE_IS_LOOPBACK = False
    assert log_in(client, "administrator").status_code == 200


def test_demo_session_ends_when_the_site_becomes_public(lantern, client, settings):
    log_in(client, "editor")
    settings.SITE_IS_LOOPBACK = False
    assert client.get("/admin/").status_code == 302


def test_demo_session_is_no_use_elsewhere(lantern, client):
    log_in(client, "editor")
    assert client.get("/admin/", REMOTE_ADDR="203.0.113.5").status_code == 302


def test_greeting_names_the_demo_logins(lantern):
    assert any(logins.password() in line for line in greeting())


def test_greeting_says_where_mails_lie(lantern, settings):
    settings.EMAIL_FILE_PATH = "var/mail"
    assert any(line.endswith("var/mail") for line in greeting())


def test_greeting_keeps_quiet_about_a_changed_password(lantern):
    for user in User.objects.filter(is_demonstration=True):
        user.set_password("another long password")
        user.save()
    assert not any(logins.password() in line for line in greeting())


# Once more, and away


def test_demo_a_second_time_changes_nothing(lantern):
    before = Post.everything.count()
    with pytest.raises(CommandError):
        demo()
    assert Post.everything.count() == before


def test_removing_leaves_what_was_written_since(lantern):
    ours = make_post("Our own", categories=[make_category("Letters")])
    make_reply(ours)
    assert "Kept" not in demo("--remove")
    assert list(Post.everything.all()) == [ours]
    assert Reply.objects.get().post == ours
    assert [category.name for category in Category.objects.all()] == ["Letters"]


def test_removing_leaves_what_an_own_article_uses_and_says_so(lantern):
    category = Category.objects.get(name="Reviews")
    ours = make_post("Our own", categories=[category], featured_image=Image.objects.get(title="Ferry"))
    ours.tags.add("strikes")
    said = demo("--remove")
    assert {category.name for category in Category.objects.all()} == {"Culture", "Reviews"}
    assert Image.objects.get().file.size
    assert Tag.objects.get().name == "strikes"
    for name in ("Culture", "Reviews", "Ferry", "strikes"):
        assert f"“{name}”" in said


def test_removing_says_that_replies_of_readers_go_with_their_article(lantern):
    make_reply(article("the-harbour-that-two-navies-want"))
    assert "went 1 reply that was written here" in demo("--remove")
    assert not Reply.objects.exists()


def test_removing_leaves_an_article_that_was_edited(lantern):
    edited = article("nine-years-of-the-price-of-bread")
    edited.body += "<p>And cake.</p>"
    edited.save()
    said = demo("--remove")
    assert list(Post.everything.all()) == [edited]
    assert "Kept “Nine years of the price of bread”" in said


def test_decisions_about_the_demonstration_go_with_it_and_others_stay(lantern):
    ours = Reply.objects.filter(post__import_ref__startswith=REF).approved().first()
    theirs = make_reply(make_post())
    moderation.trash(ours, theirs)
    demo("--remove")
    assert list(Decision.objects.values_list("reply_id", flat=True)) == [theirs.pk]
