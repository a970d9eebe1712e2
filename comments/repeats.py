"""The same words again: their writer is led to the earlier reply.

A second press of the button is no repetition; posting leads it to what the first one made."""

from typing import Any

from django.utils import timezone

from blog.models import Post
from comments import posting
from comments.models import Reply, ReplyStatus


def earlier(post: Post, parent: Reply | None, typed: dict[str, Any]) -> Reply | None:
    """The reply by the same address that has said the same in the same place; minutes ago is not earlier.

    `typed` is the form's cleaned fields. Whoever withdrew a reply, or never confirmed it, may say it again.
    """
    rows = Reply.objects.of(post).by_writer(typed.get("email", ""))
    rows = rows.filter(comment=typed["comment"], submitted_at__lt=timezone.now() - posting.SAME_FOR)
    again = {ReplyStatus.UNCONFIRMED, ReplyStatus.WITHDRAWN}
    said = (row for row in rows.order_by("pk") if row.status not in again and is_at(row, parent))
    return next(said, None)


def is_at(reply: Reply, parent: Reply | None) -> bool:
    """Whether it answers `parent`, or the article for None."""
    return reply.is_root if parent is None else reply.parent_id == parent.pk
