"""Where posts and replies stand, in WordPress's words. Nothing is public there that is not so here. Pure."""

import re
from datetime import datetime

from blog.models import Post, Status, Visibility
from comments.models import Reply, ReplyStatus

POST_STATES: dict[str, str] = {
    Status.DRAFT: "draft",
    Status.REVIEW: "pending",
    Status.SCHEDULED: "future",
    Status.PUBLISHED: "publish",
    Status.WITHDRAWN: "draft",  # WordPress would empty its trash after a month
    Status.TRASH: "trash",
}
# WordPress itself leaves spam out of its exports, and reads it.
REPLY_STATES: dict[str, str] = {
    ReplyStatus.APPROVED: "1",
    ReplyStatus.PENDING: "0",
    ReplyStatus.SPAM: "spam",
    ReplyStatus.TRASH: "trash",
    ReplyStatus.WITHDRAWN: "trash",
}
# What other sites say about an article by themselves stands apart from what people write.
LINKBACKS = "webmention mention like repost favorite bookmark".split()
REPLY_KINDS: dict[str, Reply.Kind] = {
    "": Reply.Kind.REPLY,
    "comment": Reply.Kind.REPLY,
    "pingback": Reply.Kind.PINGBACK,
    "trackback": Reply.Kind.TRACKBACK,
} | dict.fromkeys(LINKBACKS, Reply.Kind.PINGBACK)
# What a shop or an editors' plug-in notes for its own people: WordPress shows none of it to readers.
PRIVATE_TYPE = re.compile(r"(?:^|[_-])(?:note|log|delivery)s?$|^editorial")
COMMENT_TYPES: dict[str, str] = {
    Reply.Kind.REPLY: "comment",
    Reply.Kind.PINGBACK: "pingback",
    Reply.Kind.TRACKBACK: "trackback",
}


def kind_of_reply(comment_type: str) -> Reply.Kind:
    """What a comment of this type is here; one of a type that only a plug-in knows is a reply."""
    return REPLY_KINDS.get(comment_type, Reply.Kind.REPLY)


def comment_type(reply: Reply) -> str:
    """WordPress's word, or a plug-in's where the reply came with one."""
    said = str(reply.import_data.get("type") or "")
    return said if said and kind_of_reply(said) == reply.kind else COMMENT_TYPES[reply.kind]


def post_state(post: Post, now: datetime) -> str:
    """WordPress's word. What is private and out is `private` there, also if its time has not come."""
    if post.visibility == Visibility.PRIVATE and post.is_out:
        return "private"
    if post.status == Status.SCHEDULED and post.publish_at and post.publish_at <= now:
        return "publish"
    return POST_STATES[post.status]


def is_said_by(post: Post, state: str) -> bool:
    """Whether the word alone, read again, gives the post's own state and visibility."""
    plain = Visibility.PRIVATE if state == "private" else Visibility.PUBLIC
    meant = {word: status for status, word in POST_STATES.items() if status != Status.WITHDRAWN}
    meant["private"] = Status.PUBLISHED
    return post.visibility == plain and meant[state] == post.status
