"""Content that is tried out leaves nothing behind."""

import pytest

from blog.models import Post, Revision
from blog.revisions.contents import content_of
from blog.revisions.revising import applied, record
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def test_tried_content_is_seen_inside_only():
    post = make_post("Quiet harbour", tags=["ports"])
    other = content_of(post) | {"title": "Loud harbour", "tags": ["navy"]}
    with applied(Post.everything.get(pk=post.pk), other) as tried:
        assert (tried.title, list(tried.tags.names())) == ("Loud harbour", ["navy"])
        assert Post.objects.get(pk=post.pk).title == "Loud harbour"
    after = Post.objects.get(pk=post.pk)
    assert (after.title, list(after.tags.names())) == ("Quiet harbour", ["ports"])


def test_history_holds_what_was_saved_newest_first():
    post = make_post("One")
    record(post, None)
    post.title = "Two"
    record(post, None, Revision.Kind.PUBLISHED)
    record(post, None, Revision.Kind.AUTOSAVE)
    assert [row.content["title"] for row in post.revisions.history()] == ["Two", "One"]
