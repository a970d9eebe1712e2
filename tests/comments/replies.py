"""Unsaved replies for tests of how they are stored."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from blog.models import Post
from comments.models import Reply, ReplyStatus

numbers = count(1)


def draft(post: Post | None, **fields: Any) -> Reply:
    """A reply as the form or an import makes it; approved unless told otherwise."""
    number = next(numbers)
    fields.setdefault("status", ReplyStatus.APPROVED)
    fields.setdefault("writer_name", f"Writer {number}")
    fields.setdefault("user_email", f"writer{number}@example.org")
    fields.setdefault("comment", f"Reply {number}")
    fields.setdefault("submitted_at", datetime(2026, 2, 1, tzinfo=UTC) + timedelta(seconds=number))
    return Reply(post=post, **fields)
