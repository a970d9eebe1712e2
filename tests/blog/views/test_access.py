"""Who may read what: every state of an article, asked for by everybody, in every place that could show it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from blog.models import Status, Visibility
from tests.factories import make_author, make_category, make_post

pytestmark = pytest.mark.django_db
SECRET = "the unsaid word is cormorant"
PLACES = (
    "/ /feed/ /feed/atom/ /feed/json/ /sitemap-posts-1.xml /category/ports/ /category/ports/feed/ /tag/sea/ "
    "/tag/sea/feed/ /author/ines/ /author/ines/feed/json/ /search/?q=unsaid"
).split()
HIDDEN = {
    "draft": {"status": Status.DRAFT},
    "in review": {"status": Status.REVIEW},
    "scheduled": {"status": Status.SCHEDULED, "publish_at": timezone.now() + timedelta(days=900)},
    "withdrawn": {"status": Status.WITHDRAWN},
    "in the trash": {"status": Status.TRASH},
    "private": {"visibility": Visibility.PRIVATE},
}


@pytest.fixture
def make_secret():
    """An article with a word in it that only some may read, beside one that everybody may."""
    author, category = make_author("Ines", slug="ines"), make_category("Ports", slug="ports")
    place = {"authors": [author], "categories": [category], "tags": ["sea"]}
    make_post("Open to all", **place)
    return lambda **fields: make_post(
        "Cormorant", body=f"<p>{SECRET}</p>", standfirst=SECRET, **(place | fields)
    )


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_article_is_not_found_by_a_stranger(stranger, make_secret, state):
    post = make_secret(**HIDDEN[state])
    for address in (post.get_absolute_url(), f"/{post.slug}/"):
        assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("place", PLACES)
def test_hidden_articles_are_named_nowhere(stranger, make_secret, place):
    for fields in HIDDEN.values():
        make_secret(**fields)
    assert "cormorant" not in stranger.get(place).content.decode().lower()


@pytest.mark.parametrize("state", [state for state in HIDDEN if state != "in the trash"])
def test_hidden_article_is_read_by_an_editor(browse_as, editor, make_secret, state):
    response = browse_as(editor).get(make_secret(**HIDDEN[state]).get_absolute_url())
    assert response.status_code == 200
    assert response.headers["Cache-Control"].startswith("private")


def test_draft_is_read_by_its_own_author_only(browse_as, alice, contributor, make_secret):
    draft = make_secret(status=Status.DRAFT, authors=[alice.author])
    assert browse_as(alice).get(draft.get_absolute_url()).status_code == 200
    assert browse_as(contributor).get(draft.get_absolute_url()).status_code == 404


def test_scheduled_article_appears_when_its_time_has_come(stranger, make_secret, time_machine):
    soon = timezone.now() + timedelta(hours=1)
    post = make_secret(publish_at=soon)
    assert stranger.get(post.get_absolute_url()).status_code == 404
    time_machine.move_to(soon + timedelta(minutes=1))
    assert stranger.get(post.get_absolute_url()).status_code == 200
    assert SECRET in stranger.get("/feed/").content.decode()


@pytest.mark.parametrize("place", PLACES)
def test_words_behind_a_password_are_quoted_nowhere(stranger, make_secret, place):
    make_secret(password="sesame")
    assert SECRET not in stranger.get(place).content.decode()


def test_locked_article_asks_for_its_password(stranger, make_secret):
    content = stranger.get(make_secret(password="sesame").get_absolute_url()).content.decode()
    assert 'id="password-form"' in content
    assert SECRET not in content


def test_right_password_opens_the_article_to_this_browser_only(stranger, make_secret):
    post = make_secret(password="sesame")
    address = post.get_absolute_url()
    response = stranger.post(f"{address}password/", {"password": "sesame"}, follow=True)
    assert SECRET in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"
    assert SECRET not in Client().get(address).content.decode()


def test_wrong_password_is_said_beside_the_field(stranger, make_secret):
    post = make_secret(password="sesame")
    content = stranger.post(f"{post.get_absolute_url()}password/", {"password": "open"}).content.decode()
    assert 'aria-invalid="true"' in content
    assert SECRET not in content


def test_new_password_closes_what_the_old_one_opened(stranger, make_secret):
    post = make_secret(password="sesame")
    stranger.post(f"{post.get_absolute_url()}password/", {"password": "sesame"})
    post.password = "other"
    post.save()
    assert SECRET not in stranger.get(post.get_absolute_url()).content.decode()


def test_many_wrong_passwords_are_refused_even_if_the_last_is_right(stranger, make_secret, settings):
    settings.LOGIN_LIMIT = (3, 300)
    address = f"{make_secret(password='sesame').get_absolute_url()}password/"
    for _ in range(3):
        stranger.post(address, {"password": "open"})
    assert "Too many tries" in stranger.post(address, {"password": "sesame"}).content.decode()


def test_locked_article_is_open_to_an_editor(browse_as, editor, make_secret):
    address = make_secret(password="sesame").get_absolute_url()
    assert SECRET in browse_as(editor).get(address).content.decode()


def test_edit_link_is_shown_to_those_who_may_edit(browse_as, stranger, editor, bob, make_secret):
    post = make_secret()
    shown = [
        f"/admin/blog/post/{post.pk}/change/" in client.get(post.get_absolute_url()).content.decode()
        for client in (browse_as(editor), browse_as(bob), stranger)
    ]
    assert shown == [True, False, False]
