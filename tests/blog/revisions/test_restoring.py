"""Going back loses nothing, and readers see nothing of it."""

import pytest

from blog.models import Post, Revision, Status
from blog.revisions import revising
from blog.revisions.contents import content_of
from blog.revisions.restoring import restore
from tests.factories import make_author, make_post

pytestmark = pytest.mark.django_db


def now(post) -> Post:
    return Post.objects.get(pk=post.pk)


def rewritten(post, user) -> Revision:
    """The post's first version, after it has been given other words without a revision."""
    first = revising.record(post, user)
    Post.objects.filter(pk=post.pk).update(title="Second", body="<p>Second words.</p>")
    return first


def test_draft_gets_its_text_back_and_keeps_what_was_there(alice):
    post = make_post("First", status=Status.DRAFT, owner=alice)
    restore(now(post), rewritten(post, alice), alice)
    assert now(post).title == "First"
    assert [row.content["title"] for row in post.revisions.history()] == ["First", "Second", "First"]


def test_readers_see_nothing_of_a_restored_version(alice):
    post = make_post("First", owner=alice)
    restore(now(post), rewritten(post, alice), alice)
    assert now(post).title == "Second"
    assert Revision.objects.working_copy_of(post.pk).content["title"] == "First"


def test_working_copy_that_was_there_can_be_had_back(alice):
    post = make_post("First", owner=alice)
    first = rewritten(post, alice)
    revising.keep_working(now(post), alice, content_of(now(post)) | {"title": "Half done"}, {})
    restore(now(post), first, alice)
    assert "Half done" in [row.content["title"] for row in post.revisions.history()]


def test_forms_that_are_open_are_told(alice):
    post = make_post("First", status=Status.DRAFT, owner=alice)
    restore(now(post), rewritten(post, alice), alice)
    assert now(post).version > post.version


def test_contributor_brings_back_no_byline_and_no_date(contributor):
    post = make_post("First", status=Status.DRAFT, owner=contributor, authors=[make_author("Old Hand")])
    first = rewritten(post, contributor)
    post.post_authors.all().delete()
    Post.objects.filter(pk=post.pk).update(publish_at=None, password="sesame")
    restore(now(post), first, contributor)
    after = content_of(now(post))
    assert (after["title"], after["authors"], after["publish_at"]) == ("First", [], None)
    assert after["password"] == "sesame"


def test_slug_that_another_has_taken_stays_with_it(alice):
    post = make_post("First", status=Status.DRAFT, owner=alice, slug="wanted")
    first = revising.record(post, alice)
    Post.objects.filter(pk=post.pk).update(slug="other")
    make_post("Thief", slug="wanted")
    restore(now(post), first, alice)
    assert now(post).slug == "other"
