"""What is kept about a thread, and kept exactly: which places it shows, how many replies it has.

Everything here runs inside a transaction that holds the thread (`Thread.objects.hold`), so that changes of
one thread follow one another and changes of different threads do not wait."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Max

from comments.mail import notifications
from comments.models import STEP, Reply, ReplyStatus, Thread
from comments.tree.placing import lineage
from comments.tree.ranking import rank_branch
from comments.tree.recounting import Drift, recount_many, removal, tally


def add_to_counts(thread: Thread, approved: int, waiting: int) -> None:
    """Raise or lower what is kept."""
    if approved or waiting:
        Thread.objects.filter(pk=thread.pk).update(
            approved_count=F("approved_count") + approved, waiting_count=F("waiting_count") + waiting
        )
    if waiting:
        notifications.queue_changed()


def count_move(thread: Thread, kind: str, old: str, new: str) -> tuple[int, int]:
    """A reply went from one state to another; returns what it added to `approved_count` before and after."""
    before, after = tally(kind, old), tally(kind, new)
    add_to_counts(thread, after[0] - before[0], after[1] - before[1])
    return before[0], after[0]


def count_removed(thread: Thread, kind: str, old: tuple[str, str], new: tuple[str, str]) -> None:
    """A reply went from one (state, reason) to another: keep how many were removed for which reason."""
    removed = Counter(thread.removed)
    removed.subtract(removal(kind, *old))
    removed.update(removal(kind, *new))
    kept = {reason: number for reason, number in sorted(removed.items()) if number}
    if kept != thread.removed:
        Thread.objects.filter(pk=thread.pk).update(removed=kept)
        thread.removed = kept


def count_new(thread: Thread, replies: Iterable[Reply]) -> None:
    """Take replies that were just written into the counts, and show what they make visible."""
    replies = list(replies)
    tallies = [tally(reply.kind, reply.status) for reply in replies]
    add_to_counts(thread, sum(each[0] for each in tallies), sum(each[1] for each in tallies))
    approved = [reply for reply in replies if reply.status == ReplyStatus.APPROVED]
    show(approved)
    note_newest(thread, [reply.submitted_at for reply in approved if reply.kind == Reply.Kind.REPLY])


def show(approved: Iterable[Reply]) -> None:
    """Show these and the places from which they hang."""
    approved = list(approved)
    places = {pk for reply in approved for pk in lineage(reply.path)}
    if places:
        Reply.objects.filter(pk__in=places, shown=False).update(shown=True)
    rank_branches(approved)


def hide(reply: Reply) -> None:
    """Take from sight `reply`, and each place above it, that no approved answer needs any more."""
    rank_branches([reply])
    above = lineage(reply.path)
    approved = set(Reply.objects.filter(pk__in=above).approved().values_list("pk", flat=True))
    for depth in range(len(above) - 1, -1, -1):
        path = reply.path[: STEP * (depth + 1)]
        below = Reply.objects.filter(post_id=reply.post_id).shown().branch(path).exclude(pk=above[depth])
        if above[depth] in approved or below.exists():
            return
        Reply.objects.filter(pk=above[depth]).update(shown=False)


def rank_branches(moved: Iterable[Reply]) -> None:
    """Recommendations of a root count while it is read."""
    for reply in moved:
        if reply.depth == 0 and reply.recommended:
            rank_branch(reply)


def note_newest(thread: Thread, moments: Iterable[datetime]) -> None:
    """Replies of these times are approved now."""
    last = max([*moments, *filter(None, [thread.last_reply_at])], default=None)
    keep_newest(thread, last)


def forget_newest(thread: Thread, moment: datetime) -> None:
    """A reply of this time is approved no longer."""
    if thread.last_reply_at == moment:
        read = Reply.objects.filter(post_id=thread.pk).approved().filter(kind=Reply.Kind.REPLY)
        keep_newest(thread, read.aggregate(last=Max("submitted_at"))["last"])


def keep_newest(thread: Thread, last: datetime | None) -> None:
    if last != thread.last_reply_at:
        Thread.objects.filter(pk=thread.pk).update(last_reply_at=last)
        thread.last_reply_at = last


def recount(post_id: int, *, repair: bool = True) -> Drift:
    """Compare what is kept about one thread with its rows; put it right unless told otherwise."""
    return recount_many([post_id], repair=repair)[0]
