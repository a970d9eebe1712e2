"""Decisions about replies: the one place in which a reply's state changes, and is written down.

Every change is a guarded UPDATE under the thread's hold, so that two moderators cannot both have moved a
reply, and counts, reports and the ledger move only with rows that really changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_comments.models import Comment

from blog.models import User
from comments.mail import notifications
from comments.models import Decision, Reason, Reply, ReplyQuerySet, ReplyStatus, Report, Thread
from comments.moderating import telling
from comments.screening import learning
from comments.tree.counts import count_move, count_removed, forget_newest, hide, note_newest, show

State = ReplyStatus
Actor = Decision.Actor

# To which state, from which others.
MOVES: dict[str, tuple[str, ...]] = {
    State.APPROVED: (State.PENDING, State.SPAM, State.TRASH),
    State.SPAM: (State.UNCONFIRMED, State.PENDING, State.APPROVED, State.TRASH),
    State.TRASH: (State.UNCONFIRMED, State.PENDING, State.APPROVED, State.SPAM),
    State.WITHDRAWN: (State.UNCONFIRMED, State.PENDING, State.APPROVED),
    State.PENDING: (State.APPROVED, State.SPAM, State.TRASH),
}
OUT = (State.SPAM, State.TRASH)
BEFORE = "before"  # to the state in which a removed reply was before it was removed


@dataclass(frozen=True)
class Order:
    """What is to be done, on whose word and why; `seen` is what its giver knew of each reply, by number."""

    to: str
    by: User | None = None
    actor: str = Actor.MODERATOR
    reason: str = ""
    note: str = ""
    seen: Mapping[int, str] = field(default_factory=dict)
    undoes: Decision | None = None
    because: list[dict[str, Any]] | None = None


@dataclass
class Outcome:
    """The rows of the ledger that were written, and the numbers of replies that stayed as they were."""

    made: list[Decision] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)


def approve(*replies: Reply | int, **on: Any) -> int:
    """Let readers see them; settles reports of those that they see already. Held answers below stay held.

    Like all of these, takes the words of `move` by name and returns how many it changed.
    """
    return move(replies, State.APPROVED, **on)


def mark_spam(*replies: Reply | int, **on: Any) -> int:
    """Out of sight, as spam."""
    return move(replies, State.SPAM, **on)


def trash(*replies: Reply | int, **on: Any) -> int:
    """Out of sight, by a moderator. Where approved answers hang below, a place without words stays."""
    return move(replies, State.TRASH, **on)


def withdraw(*replies: Reply | int, **on: Any) -> int:
    """Out of sight, by the writer's own wish; no moderator's decision brings it back."""
    return move(replies, State.WITHDRAWN, **{"actor": Actor.WRITER, **on})


def restore(*replies: Reply | int, **on: Any) -> int:
    """From spam or trash back to the state from before; to those that wait, where nobody wrote it down."""
    return move(replies, BEFORE, **on)


def hold(reply: Reply | int, because: dict[str, Any], *, actor: str = Actor.SITE, **on: Any) -> int:
    """Out of readers' sight until a moderator has looked; `because` is what screening.holding explains."""
    return len(decide([reply], State.PENDING, actor=actor, because=[because], **on).made)


def admit(reply: Reply, to: str) -> bool:
    """The writer has confirmed the address: the reply goes where judging says. False if it had gone already.

    No moderator decided, so nothing stands in the ledger. However often it is called at once, one call wins.
    """
    with transaction.atomic():
        thread = Thread.objects.hold(reply.post_id)
        row = same(reply).for_deciding().get()
        if not same(reply).with_status(State.UNCONFIRMED).update(status=to):
            return False
        row.status = reply.status = to
        keep_in_step(thread, row, State.UNCONFIRMED)
    return True


def move(replies: Iterable[Reply | int], to: str, *, seen: str = "", **on: Any) -> int:
    """Move each reply that may go there to the state `to`; returns how many. See `decide`."""
    return len(decide(replies, to, seen=seen, **on).made)


def undo(decision: Decision, *, by: User | None = None) -> Outcome:
    """Put the reply back exactly as it was before `decision`, unless somebody has decided on it since."""
    reason = Decision.objects.reason_before(decision)
    return decide([decision.reply_id], decision.was, by=by, reason=reason, undoes=decision)


def decide(
    replies: Iterable[Reply | int], to: str, *, seen: str | Mapping[int, str] = "", **on: Any
) -> Outcome:
    """Move each reply that may go there to `to` (a ReplyStatus, or BEFORE), and append it to the ledger.

    `by`, `actor`, `reason` (a Reason), `note` (to the writer) and `undoes` (a Decision) are written down.
    With `seen`, a state or `Reply.seen_as`, or such by number, only those that are still what was seen.
    One transaction for each article, so that long selections hold no other article's thread.
    """
    numbers = {reply.pk if isinstance(reply, Reply) else reply for reply in replies}
    known = dict.fromkeys(numbers, seen) if isinstance(seen, str) else seen
    order = Order(to, seen=known, **on)
    threads: dict[int, list[int]] = defaultdict(list)
    for post_id, pk in Reply.objects.filter(pk__in=numbers).order_by("pk").values_list("post_id", "pk"):
        threads[post_id].append(pk)
    made = [row for post_id, pks in threads.items() for row in decide_in_thread(post_id, pks, order)]
    return Outcome(made, sorted(numbers - {row.reply_id for row in made}))


def decide_in_thread(post_id: int, pks: list[int], order: Order) -> list[Decision]:
    with transaction.atomic():
        thread = Thread.objects.hold(post_id)
        rows = Reply.objects.filter(pk__in=pks).for_deciding().order_by("pk")
        made = [carry_out(thread, reply, order) for reply in rows if is_possible(reply, order)]
        decisions = [decision for decision in made if decision]
        learning.follow(decisions)
        return decisions


def is_possible(reply: Reply, order: Order) -> bool:
    """Whether the reply may go where it is ordered to, and is what the giver of the order saw."""
    if order.seen.get(reply.pk, "") not in {"", reply.status, reply.seen_as}:
        return False
    if order.undoes:
        is_writers = order.undoes.actor == Actor.WRITER
        return reply.last_decision == order.undoes.pk and not is_writers
    if order.to == BEFORE:
        return reply.status in OUT
    if order.to == State.PENDING and order.actor in {Actor.SITE, Actor.READERS}:
        return reply.status == State.APPROVED  # they hold, and bring nothing back that was removed
    return reply.status in MOVES[order.to] or is_keeping(reply, order)


def is_keeping(reply: Reply, order: Order) -> bool:
    """To leave a reply where it is decides something if readers reported it or rules alone put it away."""
    is_open = bool(reply.reports_open) if reply.is_read else reply.is_unseen_spam
    return reply.status == order.to and is_open and order.actor == Actor.MODERATOR


def carry_out(thread: Thread, reply: Reply, order: Order) -> Decision | None:
    """One row from the state it was read in to another; None if it is no longer in that state."""
    old = reply.status
    to = (reply.state_before or State.PENDING) if order.to == BEFORE else order.to
    old_reason, reason = reply.reason, reason_of(to, order)
    if not same(reply).with_status(old).update(status=to, reason=reason, **held_for(to, order)):
        return None
    reply.status, reply.reason = to, reason
    decision = write_down(reply, old, order)
    settle_reports(reply, decision)
    telling.tell(reply, decision)
    if to != old:
        keep_in_step(thread, reply, old)
    count_removed(thread, reply.kind, (old, old_reason), (to, reason))
    return decision


def reason_of(to: str, order: Order) -> str:
    """What stands on the reply while it is removed. To undo is to give back the reason from before."""
    if order.undoes or to not in OUT:
        return order.reason if to in OUT else ""
    return str(Reason.SPAM) if to == State.SPAM else order.reason or str(Reason.OTHER)


def held_for(to: str, order: Order) -> dict[str, Any]:
    """Why a reply waits stays with it, so that an undo brings it back; who holds anew says why anew."""
    if to != State.PENDING or order.because is None:
        return {}
    return {"held_for": order.because, "suspected": False}


def write_down(reply: Reply, old: str, order: Order) -> Decision:
    return Decision.objects.create(
        reply_id=reply.pk,
        post_id=reply.post_id,
        actor=order.actor,
        by=order.by,
        by_name=(order.by.get_full_name() or order.by.get_username())[:150] if order.by else "",
        was=old,
        became=reply.status,
        reason=reply.reason,
        note=order.note,
        undoes=order.undoes,
        made_at=timezone.now(),
    )


def settle_reports(reply: Reply, decision: Decision) -> None:
    """Moderators answer readers' reports by deciding; an undo opens again what the decision had settled."""
    reports = Report.objects.filter(reply_id=reply.pk)
    if decision.undoes:
        reopened = reports.filter(settled_at=decision.undoes.made_at).update(settled_at=None)
        if reopened:
            same(reply).update(reports_open=reply.reports_open + reopened)
    elif reply.reports_open and (decision.actor == Actor.MODERATOR or reply.status == State.WITHDRAWN):
        reports.filter(settled_at=None).update(settled_at=decision.made_at)
        same(reply).update(reports_open=0)


def keep_in_step(thread: Thread, reply: Reply, old: str) -> None:
    """What is kept about the thread, what it shows, xtd's own columns, and who is told."""
    reply.mirror_status()
    Comment.objects.filter(pk=reply.pk).update(is_public=reply.is_public, is_removed=reply.is_removed)
    before, after = count_move(thread, reply.kind, old, reply.status)
    if reply.status == State.APPROVED:
        show([reply])
        notifications.announce(reply)
    elif old == State.APPROVED:
        hide(reply)
    if after and not before:
        note_newest(thread, [reply.submitted_at])
    elif before and not after:
        forget_newest(thread, reply.submitted_at)


def same(reply: Reply) -> ReplyQuerySet:
    return Reply.objects.filter(pk=reply.pk)
