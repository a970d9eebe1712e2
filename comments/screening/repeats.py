"""The same words again: a second press of the button, or a writer who is led to the earlier reply."""

from datetime import datetime
from typing import Any

from django.db import connection

from blog.prepared import Prepared
from blog.rawrows import Question
from comments.models import Reply, ReplyStatus
from comments.screening.known import SAME_FOR, Known

UNCONFIRMED = ReplyStatus.UNCONFIRMED


SAID = Prepared(
    lambda post, key, words, since: Reply.objects.filter(
        post_id=post, writer_key=key, comment=words, submitted_at__gte=since
    ),
    post=int, key=str, words=str, since=datetime,
)  # fmt: skip

ANY_SAID = """
SELECT 1 FROM comments_reply JOIN django_comments ON id = xtdcomment_ptr_id
WHERE post_id = %s AND writer_key = %s AND submitted_at >= %s AND comment = %s
"""  # the same, where it is only asked whether there is any


def same_words(reply: Reply) -> Question:
    """The query that finds whatever this writer has said in these words, to this article, minutes ago."""
    said = said_like(reply)
    said["since"] = connection.ops.adapt_datetimefield_value(said["since"])
    return ANY_SAID, [said[name] for name in ("post", "key", "since", "words")]


def said_like(reply: Reply) -> dict[str, Any]:
    since = reply.submitted_at - SAME_FOR
    return {"post": reply.post_id, "key": reply.writer_key, "words": reply.comment, "since": since}


def just_sent(reply: Reply, parent: Reply | None) -> Reply | None:
    """The same words by the same writer in the same place minutes ago: a second press of the button.

    What a stranger typed under somebody's address is not what they sent themselves.
    """
    said: list[Reply] = SAID(**said_like(reply))
    for row in said:
        is_same_proof = (row.status == UNCONFIRMED) == (reply.status == UNCONFIRMED)
        if is_at(row, parent) and is_same_proof and row.user_id == reply.user_id:
            return row
    return None


def earlier(known: Known) -> Reply | None:
    """The reply in which a writer has said the same in the same place; minutes ago is not earlier.

    Only for a browser that has proved the address: nobody else may learn whose reply is whose. What was
    withdrawn or never confirmed may be said again.
    """
    if known.cookie is None or not known.repute.is_cookies or known.repute.earlier is None:
        return None
    return Reply.objects.filter(pk=known.repute.earlier).select_related("post").first()


def is_at(reply: Reply, parent: Reply | None) -> bool:
    """Whether it answers `parent`, or the article for None."""
    return reply.is_root if parent is None else reply.parent_id == parent.pk
