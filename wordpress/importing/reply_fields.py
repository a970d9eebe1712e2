"""One comment as the columns of a reply."""

import ipaddress
import re
from datetime import datetime
from functools import lru_cache
from html import unescape
from typing import Any

from comments.models import Reply, ReplyStatus
from wordpress.reader import Comment
from wordpress.states import COMMENT_TYPES, PRIVATE_TYPE, kind_of_reply

from .missing import MISSING
from .run import words

STATUSES = {
    "1": ReplyStatus.APPROVED,
    "approve": ReplyStatus.APPROVED,
    "approved": ReplyStatus.APPROVED,
    "0": ReplyStatus.PENDING,
    "hold": ReplyStatus.PENDING,
    "spam": ReplyStatus.SPAM,
    "trash": ReplyStatus.TRASH,
    "post-trashed": ReplyStatus.TRASH,
    MISSING: ReplyStatus.TRASH,
}
WEB = ("http://", "https://")
BYTE = "(?:0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])"
IP_V4 = re.compile(rf"{BYTE}(?:\.{BYTE}){{3}}")


def doubt(comment: Comment) -> str:
    """Why a comment waits for a moderator whatever WordPress says of it; empty if it does not.

    What is not plainly approved is not shown, nor what was never meant for readers.
    """
    if PRIVATE_TYPE.search(comment.type):
        return f"a “{comment.type}” is a plug-in's own record, not for readers; it waits for a moderator"
    if comment.approved not in STATUSES:
        return f"the state “{comment.approved}” is unknown here; it waits for a moderator"
    return ""


def turned(comment: Comment) -> str:
    """What a comment of a plug-in's type has become; empty for the types of WordPress itself."""
    if comment.type in COMMENT_TYPES.values() or not comment.type or PRIVATE_TYPE.search(comment.type):
        return ""
    word = "pingback" if kind_of_reply(comment.type) == Reply.Kind.PINGBACK else "reply"
    return f"the type “{comment.type}” has no form of its own here; it is a {word}"


def columns(comment: Comment, submitted_at: datetime) -> dict[str, Any]:
    """What the reply is to hold of the comment, by column."""
    name = words(comment.author) or ("Not in the export" if comment.approved == MISSING else "Anonymous")
    url = unescape(comment.url)
    return {
        "legacy_id": comment.id if comment.id and comment.id > 0 else None,
        "kind": kind_of_reply(comment.type),
        "status": ReplyStatus.PENDING if doubt(comment) else STATUSES[comment.approved],
        "writer_name": name[:255],
        "writer_url": url[:500] if url.startswith(WEB) else "",
        "user_email": comment.email[:254] if "@" in comment.email else "",
        "ip_address": network_address(comment.ip),
        "comment": wording(comment),
        "submitted_at": submitted_at,
        "held_for": held_for(comment),
        "import_data": kept(comment),
    }


def wording(comment: Comment) -> str:
    """Its words, as WordPress keeps them."""
    return comment.content.strip()


def held_for(comment: Comment) -> list[dict[str, str]]:
    """What comments/screening/holding.py tells moderators about one that waits."""
    if doubt(comment):
        return [{"code": "unknown"}]
    return [{"code": "imported"}] if STATUSES[comment.approved] == ReplyStatus.PENDING else []


@lru_cache(maxsize=1000)
def network_address(text: str) -> str | None:
    """The address, None for what is none; of several (behind proxies) the first."""
    if IP_V4.fullmatch(text):  # most often, and then it is written in no other way
        return text
    try:
        return str(ipaddress.ip_address(text.partition(",")[0].strip()))
    except ValueError:
        return None


def kept(comment: Comment) -> dict[str, Any]:
    """What the comment says that has no column here."""
    data = {
        "missing": comment.approved == MISSING,
        "parent": comment.parent,
        "type": comment.type,
        "approved": comment.approved,
        "user_id": comment.user_id,
        "date": str(comment.date or ""),
        "date_gmt": str(comment.date_gmt or ""),
        "author": comment.author if words(comment.author)[:255] != comment.author else "",
        "email": comment.email if "@" not in comment.email else "",
        "url": comment.url if not comment.url.startswith(WEB) else "",
        "ip": comment.ip if network_address(comment.ip) != comment.ip else "",
        "meta": [list(pair) for pair in comment.meta],
    }
    return {name: value for name, value in data.items() if value}
