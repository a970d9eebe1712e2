"""A login that ends while somebody writes costs no word."""

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from blog.models import Post, Revision
from tests.blog.admin.keeping.openforms import ADD, OpenForm, change
from tests.factories import PASSWORD, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice):
    return make_post("The quay", body="<p>Old words.</p>", owner=alice, status="draft")


def sent_fields(answer):
    page = lxml.html.fromstring(answer.content.decode())
    form = next(found for found in page.forms if found.get("id") == "login-form")
    values = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value.removeprefix("\n"))
    return values


@pytest.fixture
def expired(browse_as, alice, post):
    """Alice has typed, and her login has ended."""
    form = OpenForm(browse_as(alice), change(post)).type(title="The pier", body="<p>New\nwords.</p>")
    form.client.logout()
    return form


def login(form, answer, username="alice", password=PASSWORD, **options):
    fields = sent_fields(answer) | {"login-username": username, "login-password": password}
    return form.client.post(form.address, fields, **options)


def test_save_happens_after_the_login_as_if_nothing_had_been(expired, post):
    page = expired.press("_save")
    assert "is not lost" in page.content.decode()
    done = login(expired, page, follow=True)
    post.refresh_from_db()
    assert (post.title, post.body) == ("The pier", "<p>New\nwords.</p>")
    assert "Readers do not see it" in done.content.decode()


def test_wrong_password_keeps_the_words(expired, post):
    page = login(expired, expired.press("_publish"), password="wrong")
    login(expired, page)
    post.refresh_from_db()
    assert (post.title, post.status) == ("The pier", "published")


def test_new_text_goes_on_after_the_login(browse_as, alice):
    form = OpenForm(browse_as(alice), ADD).type(title="Low water", body="<p>Sand.</p>")
    form.client.logout()
    login(form, form.press("_save"))
    assert Post.objects.get().body == "<p>Sand.</p>"


def test_permissions_of_who_logs_in_count_and_the_words_stay(expired, contributor, post):
    answer = login(expired, expired.press("_save"), username=contributor.username)
    post.refresh_from_db()
    assert post.title == "The quay"
    assert answer.status_code == 403
    assert "The pier" in answer.content.decode()


def test_who_may_not_publish_does_not_publish_by_another_login(browse_as, alice, contributor):
    form = OpenForm(browse_as(alice), ADD).type(title="Low water")
    form.client.logout()
    login(form, form.press("_publish"), username=contributor.username)
    assert not Post.objects.published().exists()


def test_second_person_saved_while_one_was_logged_out(expired, browse_as, editor, post):
    OpenForm(browse_as(editor), change(post)).type(title="The mole").press()
    answer = login(expired, expired.press("_save"))
    assert "both-texts" in answer.content.decode()


def checked(form):
    """The same form in a browser whose tokens are checked."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = form.client.cookies
    form.client = strict
    return form


def test_form_with_a_token_from_before_another_login_comes_back_with_its_words(browse_as, alice, post):
    form = checked(OpenForm(browse_as(alice), change(post)).type(title="The pier"))
    form.client.get(change(post))
    form.values["csrfmiddlewaretoken"] = "a" * 64
    answer = form.press()
    page = answer.content.decode()
    post.refresh_from_db()
    assert (post.title, answer.status_code) == ("The quay", 403)
    assert "The pier</textarea>" in page
    assert "save them again" in page


def test_stale_token_without_login_carries_the_words_but_saves_nothing(browse_as, alice, post):
    form = checked(OpenForm(browse_as(alice), change(post)).type(title="The pier"))
    form.client.get(change(post))
    form.client.logout()
    form.values["csrfmiddlewaretoken"] = "a" * 64
    answer = login(form, form.press("_publish"))
    post.refresh_from_db()
    assert (post.title, post.status) == ("The quay", "draft")
    assert "The pier</textarea>" in answer.content.decode()


def test_another_sites_form_is_refused_bare(browse_as, alice, post):
    form = checked(OpenForm(browse_as(alice), change(post)).type(title="The pier"))
    answer = form.press("_save", headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "The pier" not in answer.content.decode()


def test_autosave_with_a_stale_token_is_told_in_json_and_gets_a_fresh_one(browse_as, alice, post):
    form = checked(OpenForm(browse_as(alice), change(post)).type(title="The pier"))
    form.client.get(change(post))
    form.values["csrfmiddlewaretoken"] = "a" * 64
    answer = form.autosave()
    assert (answer.status_code, answer.json()["state"]) == (403, "token")
    said = form.client.get(reverse("admin:blog_post_token")).json()
    form.values["csrfmiddlewaretoken"] = said["token"]
    assert (form.autosave().json()["state"], said["user"]) == ("saved", alice.pk)
    assert Revision.objects.get().typed["title"] == ["The pier"]


# Other forms of the newsroom


HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
CORRECTION = {"text": "The pier is of 1871.", "made_at_0": "2026-01-02", "made_at_1": "10:00"}


@pytest.fixture
def published(editor):
    return make_post("The quay")


def corrections(post):
    return reverse("admin:blog_post_corrections", args=[post.pk])


def test_correction_is_made_after_the_login(client, editor, published):
    page = client.post(corrections(published), CORRECTION, headers=HTML)
    values = sent_fields(page) | {"login-username": editor.username, "login-password": PASSWORD}
    client.post(corrections(published), values, headers=HTML)
    assert published.corrections.get().text == "The pier is of 1871."


def test_correction_is_not_made_by_a_login_that_may_not(client, alice, published):
    page = client.post(corrections(published), CORRECTION, headers=HTML)
    values = sent_fields(page) | {"login-username": alice.username, "login-password": PASSWORD}
    assert client.post(corrections(published), values, headers=HTML).status_code == 403
    assert not published.corrections.exists()


def test_correction_with_a_token_from_before_another_login_is_sent_again_by_a_press(
    browse_as, editor, published
):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    strict.get(corrections(published))
    stale = {**CORRECTION, "csrfmiddlewaretoken": "a" * 64}
    answer = strict.post(corrections(published), stale, headers=HTML)
    assert answer.status_code == 403
    assert not published.corrections.exists()
    (form,) = [form for form in lxml.html.fromstring(answer.content.decode()).forms if "text" in form.fields]
    strict.post(corrections(published), dict(form.form_values()), headers=HTML)
    assert published.corrections.get().text.strip() == "The pier is of 1871."
    foreign = strict.post(corrections(published), stale, headers=HTML | {"origin": "https://evil.example"})
    assert "1871" not in foreign.content.decode()


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("admin:blog_post_changelist", {"action": "trash_chosen", "_selected_action": "1"}),
        ("admin:password_change", {"old_password": "secret", "new_password1": "secret"}),
        ("admin:blog_user_add", {"username": "ann", "password1": "secret", "password2": "secret"}),
    ],
)
def test_steps_and_secrets_are_not_carried(client, db, name, sent):
    answer = client.post(reverse(name), sent, headers=HTML)
    assert answer.status_code == 302
    assert reverse("admin:login") in answer.url
