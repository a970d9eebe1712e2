"""Corrections: an editor says what was wrong; readers and feeds see it, nothing typed is lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Correction, Post
from tests.factories import make_post, make_user

pytestmark = pytest.mark.django_db

TEXT = "The ferry sank in 1952, not 1953."


@pytest.fixture
def post():
    return make_post("The ferry")


def page(post):
    return f"/admin/blog/post/{post.pk}/corrections/"


def typed(**changed):
    return {"text": TEXT, "made_at_0": "2026-05-03", "made_at_1": "10:30", **changed}


def test_a_correction_stands_on_the_page_and_at_its_head(client, post):
    client.force_login(make_user("erin", group="Editor"))
    client.post(page(post), typed())
    client.logout()
    html = client.get(post.get_absolute_url()).content.decode()
    assert html.count("3 May 2026") == 2
    assert TEXT in html
    assert f'id="correction-{post.corrections.get().pk}"' in html


def test_feeds_carry_the_correction_and_a_new_date(client, post):
    client.force_login(make_user("erin", group="Editor"))
    before = Post.objects.get(pk=post.pk).modified_at
    client.post(page(post), typed())
    assert TEXT in client.get("/feed/").content.decode()
    assert Post.objects.get(pk=post.pk).modified_at > before


def test_correcting_leaves_the_version_alone_so_that_whoever_writes_meanwhile_meets_no_conflict(client, post):
    client.force_login(make_user("erin", group="Editor"))
    client.post(page(post), typed())
    assert Post.objects.get(pk=post.pk).version == post.version


def test_a_correction_is_changed_and_taken_back(client, post):
    client.force_login(make_user("erin", group="Editor"))
    client.post(page(post), typed())
    one = f"{page(post)}{post.corrections.get().pk}/"
    client.post(one, typed(text="The ferry never sank."))
    assert post.corrections.get().text == "The ferry never sank."
    client.post(one, {"_take_back": "1"})
    assert not post.corrections.exists()


def test_what_was_typed_comes_back_with_a_date_to_come(client, post):
    client.force_login(make_user("erin", group="Editor"))
    tomorrow = (timezone.localtime() + timedelta(days=1)).date().isoformat()
    answer = client.post(page(post), typed(made_at_0=tomorrow)).content.decode()
    assert TEXT in answer
    assert "not later" in answer
    assert not post.corrections.exists()


@pytest.mark.parametrize("group", ["Contributor", "Author", "Moderator"])
def test_only_editors_correct(client, post, group):
    user = make_user("alice", group=group)
    Post.objects.filter(pk=post.pk).update(owner=user)
    client.force_login(user)
    assert client.get(page(post)).status_code in {302, 403, 404}
    client.post(page(post), typed())
    assert not post.corrections.exists()


def test_a_locked_article_does_not_tell_its_correction(client):
    post = make_post("Behind the door", password="sesame")
    Correction.objects.create(post=post, text=TEXT)
    assert TEXT not in client.get(post.get_absolute_url()).content.decode()


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


@pytest.mark.parametrize("number", [1, 30])
def test_corrections_cost_one_query_however_many(client, post, number):
    address = post.get_absolute_url()
    client.get(address)
    without = queries(client, address)
    for _each in range(number):
        Correction.objects.create(post=post, text=TEXT)
    assert queries(client, address) == without + 1
