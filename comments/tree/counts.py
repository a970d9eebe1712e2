"""What is kept about a thread, and kept exactly: which places it shows, how many replies it has.

Everything here runs inside a transaction that holds the thread (`Thread.objects.hold`), so that changes of
one thread follow one another and changes of different threads do not wait."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max

from comments.mail import notifications
from comments.models import STEP, Reply, ReplyStatus, Thread
from comments.tree.placing import lineage
from comments.tree.ranking import misranked, rank_branch


@dataclass(frozen=True)
class Drift:
    """How far what was kept about one thread was from its rows."""

    post_id: int
    counts: dict[str, tuple[object, object]]  # name: (kept, counted)
    wrongly_shown: int
    wrongly_hidden: int
    misranked: int

    def __bool__(self) -> bool:
        return bool(self.counts or self.wrongly_shown or self.wrongly_hidden or self.misranked)


def tally(kind: str, status: str) -> tuple[int, int]:
    """What one reply adds to (approved, waiting). Pingbacks are listed, but not counted as replies."""
    approved = status == ReplyStatus.APPROVED and kind == Reply.Kind.REPLY
    return int(approved), int(status == ReplyStatus.PENDING)


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


def removal(kind: str, status: str, reason: str) -> list[str]:
    """The reason that counts; none for spam, and for what another system removed without a reason."""
    is_counted = status == ReplyStatus.TRASH and kind == Reply.Kind.REPLY and reason
    return [reason] if is_counted else []


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
        keep_newest(thread, counted(thread.pk)["last_reply_at"])


def keep_newest(thread: Thread, last: datetime | None) -> None:
    if last != thread.last_reply_at:
        Thread.objects.filter(pk=thread.pk).update(last_reply_at=last)
        thread.last_reply_at = last


def counted(post_id: int) -> dict[str, Any]:
    """What the rows of an article say its thread should hold."""
    rows = Reply.objects.filter(post_id=post_id)
    approved = rows.approved().filter(kind=Reply.Kind.REPLY)
    return {
        **approved.aggregate(approved_count=Count("pk"), last_reply_at=Max("submitted_at")),
        "waiting_count": rows.waiting().count(),
        "removed": rows.removed_by_reason(),
    }


def recount(post_id: int, *, repair: bool = True) -> Drift:
    """Compare what is kept about one thread with its rows; put it right unless told otherwise."""
    with transaction.atomic():
        thread = Thread.objects.hold(post_id)
        true = counted(post_id)
        kept = {name: getattr(thread, name) for name in true}
        visible = places_to_show(post_id)
        shown = set(Reply.objects.filter(post_id=post_id).shown().values_list("pk", flat=True))
        ranks = misranked(post_id)
        if repair:
            Thread.objects.filter(pk=post_id).update(**true)
            Reply.objects.filter(pk__in=shown - visible).update(shown=False)
            Reply.objects.filter(pk__in=visible - shown).update(shown=True)
            for pk, true_rank in ranks.items():
                Reply.objects.filter(pk=pk).update(**true_rank)
    differing = {name: (kept[name], true[name]) for name in true if kept[name] != true[name]}
    return Drift(post_id, differing, len(shown - visible), len(visible - shown), len(ranks))


def places_to_show(post_id: int) -> set[int]:
    paths = Reply.objects.filter(post_id=post_id).approved().values_list("path", flat=True)
    return {pk for path in paths for pk in lineage(path)}
