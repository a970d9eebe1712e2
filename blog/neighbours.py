"""The articles before and after one."""

from datetime import datetime

from django.utils import timezone

from blog.models import Post
from blog.prepared import Prepared

NEAR = Prepared(
    lambda moment, key, now, until: Post.objects.neighbours(Post(pk=key, publish_at=moment), now, until),
    moment=datetime, key=int, now=datetime, until=datetime,
)  # fmt: skip


def neighbours_of(post: Post) -> tuple[Post | None, Post | None]:
    """(the next older, the next newer) that readers see, in one query."""
    now, moment = timezone.now(), post.publish_at
    if moment is None:
        return None, None
    found = NEAR(moment=moment, key=post.pk, now=now, until=min(now, moment))
    place = (moment, post.pk)
    return (
        next((row for row in found if (row.publish_at, row.pk) < place), None),
        next((row for row in found if (row.publish_at, row.pk) > place), None),
    )
