"""The box of an article's form in which editors rule its debate."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from comments.models import Mode, Thread
from comments.tree.threads import add
from tests.blog.admin.forms import form_values, submit
from tests.comments.replies import draft
from tests.factories import make_author, make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_user(group="Editor"))
    return client


def form_of(post):
    return reverse("admin:blog_post_change", args=[post.pk])


def test_editor_rules_an_article_nobody_has_replied_to(editor):
    post = make_post()
    submit(
        editor,
        form_of(post),
        **{"thread-0-mode": Mode.ALL, "thread-0-closes_at_0": "2099-01-02", "thread-0-closes_at_1": "18:00"},
    )
    thread = Thread.objects.get(pk=post.pk)
    assert (thread.mode, thread.closes_at) == (Mode.ALL, datetime(2099, 1, 2, 18, tzinfo=UTC))


def test_replies_that_came_meanwhile_are_counted(editor):
    post = make_post()
    add(draft(post))
    values = form_values(editor, form_of(post))
    add(draft(post))
    values = {name: value for name, value in values.items() if not name.startswith("_")}
    editor.post(form_of(post), {**values, "thread-0-mode": Mode.NONE, "_save": "Save"})
    thread = Thread.objects.get(pk=post.pk)
    assert (thread.mode, thread.approved_count) == (Mode.NONE, 2)


def test_saving_an_article_makes_no_rules(editor):
    post = make_post()
    submit(editor, form_of(post), title="Another title")
    assert not Thread.objects.filter(pk=post.pk).exclude(mode="", closes_at=None).exists()


def test_authors_do_not_rule_the_debate(client):
    user = make_user(group="Author")
    client.force_login(user)
    post = make_post(authors=[make_author(user=user)])
    page = client.get(form_of(post)).content.decode()
    assert 'name="title"' in page
    assert "thread-0" not in page
