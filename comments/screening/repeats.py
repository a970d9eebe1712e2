"""The same words again: a second press of the button, or a writer who is led to the earlier reply."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from blog.models import Post
from blog.prepared import Prepared
from comments.models import Reply, ReplyStatus, writer_key

SAME_FOR = timedelta(minutes=10)
UNCONFIRMED = ReplyStatus.UNCONFIRMED


SAID = Prepared(
    lambda post, key, words, since: Reply.objects.filter(
        post_id=post, writer_key=key, comment=words, submitted_at__gte=since
    ),
    post=int, key=str, words=str, since=datetime,
)  # fmt: skip


def just_sent(reply: Reply, parent: Reply | None) -> Reply | None:
    """The same words by the same writer in the same place minutes ago: a second press of the button.

    What a stranger typed under somebody's address is not what they sent themselves.
    """
    since = reply.submitted_at - SAME_FOR
    said: list[Reply] = SAID(post=reply.post_id, key=reply.writer_key, words=reply.comment, since=since)
    for row in said:
        is_same_proof = (row.status == UNCONFIRMED) == (reply.status == UNCONFIRMED)
        if is_at(row, parent) and is_same_proof and row.user_id == reply.user_id:
            return row
    return None


def earlier(post: Post, parent: Reply | None, typed: dict[str, Any], proved: str) -> Reply | None:
    """The reply in which a writer has said the same in the same place; minutes ago is not earlier.

    `typed` is the form's cleaned fields, `proved` the key of the address that this browser has confirmed:
    nobody else may learn whose reply is whose. What was withdrawn or never confirmed may be said again.
    """
    if not proved or writer_key(typed.get("email", "")) != proved:
        return None
    since = timezone.now() - SAME_FOR
    rows = Reply.objects.of(post).filter(writer_key=proved, comment=typed["comment"], submitted_at__lt=since)
    again = {UNCONFIRMED, ReplyStatus.WITHDRAWN}
    said = (row for row in rows.order_by("pk") if row.status not in again and is_at(row, parent))
    return next(said, None)


def is_at(reply: Reply, parent: Reply | None) -> bool:
    """Whether it answers `parent`, or the article for None."""
    return reply.is_root if parent is None else reply.parent_id == parent.pk
