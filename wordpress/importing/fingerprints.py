"""How a thing is known again: what the source said of it last, and what was made of it here.

Both are kept in the row's `import_data` (`seen`, `made`). If what the source says is the same, nothing is to
be done; if it is not, the row is brought up to date, unless it is no longer what was made: then somebody has
edited it here, and it is left alone.
"""

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from blog.models import Post, Status
from comments.models import Reply
from wordpress.reader import Comment, Item, Term

POST_COLUMNS = (
    "title", "slug", "standfirst", "body", "visibility", "password", "sticky", "replies_open", "position",
    "parent_id", "primary_category_id", "featured_image_id", "seo_title", "seo_description", "canonical_url",
)  # fmt: skip
REPLY_COLUMNS = ("comment", "status", "writer_name", "writer_url", "user_email", "kind", "ip_address")
ITEM_FIELDS = tuple(field.name for field in fields(Item) if field.name != "comments")
COMMENT_FIELDS = tuple(field.name for field in fields(Comment))
said_by_item, said_by_comment = attrgetter(*ITEM_FIELDS), attrgetter(*COMMENT_FIELDS)


def mark(*values: Any) -> str:
    """A short hash of plain values."""
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def of_item(item: Item) -> str:
    """All that the source says of it, without its comments."""
    return mark(*said_by_item(item))


def of_comment(comment: Comment) -> str:
    return mark(*said_by_comment(comment))


def of_term(term: Term) -> str:
    return mark(term.name, term.parent, term.description, term.meta)


def of_post(post: Post, authors: Iterable[int], categories: Iterable[int], tags: Iterable[int]) -> str:
    """A row with the keys of what hangs on it. That a scheduled one has appeared is no edit."""
    status = Status.PUBLISHED if post.is_out else post.status
    at = post.publish_at.astimezone(UTC) if post.publish_at else None
    columns = (plain(getattr(post, name)) for name in POST_COLUMNS)
    return mark(*columns, str(status), moment(at), list(authors), sorted(categories), sorted(tags))


def plain(value: Any) -> Any:
    """A choice's member is the same as its value."""
    return str(value) if isinstance(value, str) else value


def of_reply(reply: Reply) -> str:
    return mark(*(str(getattr(reply, name) or "") for name in REPLY_COLUMNS))


def moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""
