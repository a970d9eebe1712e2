"""What becomes of a post's content when it is saved, tried out, or taken back: revisions meet rows here."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from blog.contents import Content, content_of, put
from blog.models import Post, Revision, User


def record(post: Post, user: User | None, kind: Revision.Kind = Revision.Kind.SAVED) -> Revision:
    """Keep what the post says now as a line of its history."""
    return Revision.objects.create(
        post=post, user=user, kind=kind, content=content_of(post), base=post.version
    )


@contextmanager
def applied(post: Post, content: Content) -> Iterator[Post]:
    """Inside, the post's rows hold the content, so that whatever reads them shows it; afterwards the
    database is as it was. `post` itself keeps the tried values: read it anew to go on with it."""
    with transaction.atomic():
        put(post, content)
        yield post
        transaction.set_rollback(True)
