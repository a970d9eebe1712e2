"""Going back to an earlier content of a post. Nothing is lost by it: what was there stays in the history."""

from django.db import transaction

from blog import permissions
from blog.models import Post, Revision, User
from blog.revisions import revising
from blog.revisions.contents import Content, content_of, put

FOR_EDITORS = ("authors", "sticky")  # a byline is also a right to edit
FOR_PUBLISHERS = ("publish_at", "visibility", "password")


@transaction.atomic
def restore(post: Post, revision: Revision, user: User) -> None:
    """Make the revision the post's text; of an article that is out, its working copy, which no reader sees.

    What `user` could not set in the form stays as it is, and so does the slug if another post has taken it.
    """
    now = revising.locked(post.pk) or post
    content = permitted(now, revision.content, user)
    revising.raise_version(now)
    if now.is_out:
        revising.keep_working(now, user, content, {})
        return
    last = now.revisions.history().first()
    if last is None or last.content != content_of(now):
        revising.record(now, None)
    put(now, content)
    revising.record(now, user)


def permitted(post: Post, content: Content, user: User) -> Content:
    """The content as far as `user` may decide on it."""
    held = [] if permissions.edits_others(user) else list(FOR_EDITORS)
    held += [] if permissions.may_publish(user) else FOR_PUBLISHERS
    if post.rivals().filter(slug=content.get("slug", "")).exists():
        held.append("slug")
    now = content_of(post)
    return {**now, **content, **{name: now[name] for name in held}}
