"""Replies of many articles stored at once: the same rows as from `threads.add_all` article by article."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django_comments.models import Comment
from django_comments_xtd.models import XtdComment

from blog import pagecache, rawrows
from blog.models import Post
from comments.models import Reply, ReplyStatus, Thread
from comments.tree.counts import rank_branches, show
from comments.tree.placing import insert, lineage, locate, place
from comments.tree.recounting import tally
from comments.tree.threads import Incoming, parents_first

FEW = 8  # of which kept pages are dropped one by one
KEPT = ("approved_count", "waiting_count", "last_reply_at")


def in_order(incoming: Sequence[Incoming], known: dict[str, Reply]) -> tuple[list[Reply], list[Reply | None]]:
    """New replies, each after the one it answers, and beside them what they answer.

    `known` holds stored replies by their `import_ref`, of the same articles; the new ones join it.
    """
    arrivals = {each.ref: each for each in incoming if each.ref not in known}
    replies: list[Reply] = []
    parents: list[Reply | None] = []
    for ref in parents_first(arrivals):
        reply, parent = arrivals[ref].reply, known.get(arrivals[ref].parent_ref)
        replies.append(reply)
        parents.append(parent if parent is not None and parent.post_id == reply.post_id else None)
        known[ref] = reply
    return replies, parents


def add_together(posts: Sequence[Post], replies: Sequence[Reply], parents: Sequence[Reply | None]) -> int:
    """Store new replies of these articles and count them; `parents` runs beside them, see `in_order`. How
    many wait for a moderator: that is left to be told, once for many calls (`notifications.queue_changed`).

    Their texts are settled before (`Reply.settle()`), so that nobody waits for it.
    """
    if not replies:
        return 0
    with transaction.atomic():
        threads = Thread.objects.hold_many(sorted({post.pk for post in posts}))
        store(replies, parents)
        show(hidden_places(replies))
        rank_branches([reply for reply in replies if reply.status == ReplyStatus.APPROVED])
        return count_together(threads, replies)


def store(replies: Sequence[Reply], parents: Sequence[Reply | None]) -> None:
    """The rows of the three tables with their places, see comments/tree/placing.py."""
    if len(replies) <= FEW:
        insert(replies, parents, mark_shown, is_settled=True)
        return
    pagecache.everything_changed()
    keys = rawrows.next_keys(Comment, len(replies))
    for reply, parent, key in zip(replies, parents, keys, strict=True):
        locate(reply)
        reply.id = reply.comment_ptr_id = reply.xtdcomment_ptr_id = key
        place(reply, parent)
    mark_shown(replies)
    for model in (Comment, XtdComment, Reply):
        rawrows.insert(model, replies)
    for reply in replies:
        reply._state.adding, reply._state.db = False, connection.alias


def mark_shown(replies: Sequence[Reply]) -> None:
    """Placed replies that are going to be stored: those that are read, and the places above them."""
    by_key = {reply.pk: reply for reply in replies}
    for reply in replies:
        if reply.status == ReplyStatus.APPROVED:
            for key in lineage(reply.path):
                if key in by_key:
                    by_key[key].shown = True


def hidden_places(replies: Sequence[Reply]) -> list[Reply]:
    """Read replies below one that was stored before, which may have to be shown for them."""
    new = {reply.pk for reply in replies}
    read = (reply for reply in replies if reply.status == ReplyStatus.APPROVED)
    return [reply for reply in read if not new.issuperset(lineage(reply.path))]


def count_together(threads: dict[int, Thread], replies: Sequence[Reply]) -> int:
    """Add to what is kept about each held thread; how many wait."""
    waiting = 0
    for reply in replies:
        thread = threads[reply.post_id]
        approved, waits = tally(reply.kind, reply.status)
        thread.approved_count += approved
        thread.waiting_count += waits
        waiting += waits
        if approved:
            thread.last_reply_at = later(thread.last_reply_at, reply.submitted_at)
    grown = [threads[key] for key in sorted({reply.post_id for reply in replies})]
    Thread.objects.bulk_create(grown, update_conflicts=True, unique_fields=["post"], update_fields=KEPT)
    return waiting


def later(one: datetime | None, other: datetime) -> datetime:
    return max(one, other) if one else other
