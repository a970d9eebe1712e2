"""Decisions about replies: the one place in which a reply's state changes.

Every change is a guarded UPDATE under the thread's hold, so that two moderators cannot both have moved a
reply, and counts move only with rows that really changed."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django_comments.models import Comment

from comments import notifications
from comments.counts import add_to_counts, forget_newest, hide, note_newest, show, tally
from comments.models import Reply, ReplyStatus, Thread

State = ReplyStatus

# To which state, from which others.
MOVES: dict[str, tuple[str, ...]] = {
    State.APPROVED: (State.PENDING, State.SPAM, State.TRASH),
    State.SPAM: (State.UNCONFIRMED, State.PENDING, State.APPROVED, State.TRASH),
    State.TRASH: (State.UNCONFIRMED, State.PENDING, State.APPROVED, State.SPAM),
    State.WITHDRAWN: (State.UNCONFIRMED, State.PENDING, State.APPROVED),
    State.PENDING: (State.SPAM, State.TRASH),
}


def approve(*replies: Reply | int) -> int:
    """Let readers see them. Held answers below stay held. Like all of these, returns how many it changed."""
    return move(replies, State.APPROVED)


def mark_spam(*replies: Reply | int) -> int:
    """Out of sight, as spam."""
    return move(replies, State.SPAM)


def trash(*replies: Reply | int) -> int:
    """Out of sight, by a moderator. Where approved answers hang below, a place without words stays."""
    return move(replies, State.TRASH)


def withdraw(*replies: Reply | int) -> int:
    """Out of sight, by the writer's own wish; no moderator's decision brings it back."""
    return move(replies, State.WITHDRAWN)


def restore(*replies: Reply | int) -> int:
    """From spam or trash back among those that wait."""
    return move(replies, State.PENDING)


def move(replies: Iterable[Reply | int], to: str, *, seen: str = "") -> int:
    """Move each reply that may go there to the state `to`; those that may not, or are there, stay.

    With `seen`, only those still in the state in which the moderator saw them.

    One transaction for each article, so that long selections hold no other article's thread.
    """
    numbers = {reply.pk if isinstance(reply, Reply) else reply for reply in replies}
    threads: dict[int, list[int]] = defaultdict(list)
    for post_id, pk in Reply.objects.filter(pk__in=numbers).order_by("pk").values_list("post_id", "pk"):
        threads[post_id].append(pk)
    origins = [state for state in MOVES[to] if seen in {"", state}]
    return sum(move_in_thread(post_id, pks, origins, to) for post_id, pks in threads.items())


def move_in_thread(post_id: int, pks: list[int], origins: list[str], to: str) -> int:
    with transaction.atomic():
        thread = Thread.objects.hold(post_id)
        rows = Reply.objects.filter(pk__in=pks).with_status(*origins)
        rows = rows.only("post_id", "path", "kind", "status", "submitted_at", "parent_id", "writer_key")
        return sum(move_one(thread, reply, to) for reply in rows)


def move_one(thread: Thread, reply: Reply, to: str) -> bool:
    """One row from the state it was read in to another; False if it is no longer in that state."""
    old = reply.status
    if not Reply.objects.filter(pk=reply.pk).with_status(old).update(status=to):
        return False
    reply.status = to
    reply.mirror_status()
    Comment.objects.filter(pk=reply.pk).update(is_public=reply.is_public, is_removed=reply.is_removed)
    before, after = tally(reply.kind, old), tally(reply.kind, to)
    add_to_counts(thread, after[0] - before[0], after[1] - before[1])
    if to == State.APPROVED:
        show([reply])
        notifications.announce(reply)
    elif old == State.APPROVED:
        hide(reply)
    if after[0] and not before[0]:
        note_newest(thread, [reply.submitted_at])
    elif before[0] and not after[0]:
        forget_newest(thread, reply.submitted_at)
    return True
