"""Unsaved replies for tests of how they are stored."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from blog.models import Post
from comments import moderation
from comments.models import Reply, ReplyStatus
from comments.tree.threads import Incoming, add, place_many

numbers = count(1)
ROSA = "rosa@example.org"


def draft(post: Post | None, **fields: Any) -> Reply:
    """A reply as the form or an import makes it; approved unless told otherwise."""
    number = next(numbers)
    fields.setdefault("status", ReplyStatus.APPROVED)
    fields.setdefault("writer_name", f"Writer {number}")
    fields.setdefault("user_email", f"writer{number}@example.org")
    fields.setdefault("comment", f"Reply {number}")
    fields.setdefault("submitted_at", datetime(2026, 2, 1, tzinfo=UTC) + timedelta(seconds=number))
    return Reply(post=post, **fields)


def grow(post, number, parent_of=lambda index: None, **fields):
    """Many replies at once; `parent_of(index)` is the index of what each answers."""
    incoming = []
    for index in range(number):
        parent = parent_of(index)
        ref = f"grown:{post.pk}:{{}}".format
        reply = draft(None, import_ref=ref(index), comment=f"Reply no. {index}", **fields)
        incoming.append(Incoming(reply, "" if parent is None else ref(parent)))
    place_many(post, incoming)
    return [each.reply for each in incoming]


def answer_to(parent: Reply, **fields) -> Reply:
    """An answer that a moderator has approved."""
    answer = add(draft(parent.post, status=ReplyStatus.PENDING, **fields), parent)
    moderation.approve(answer)
    return answer


def held(post: Post, parent: Reply | None = None, **fields) -> Reply:
    """A reply that waits for a moderator."""
    return add(draft(post, status=ReplyStatus.PENDING, **fields), parent)
