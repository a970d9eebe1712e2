"""What happens once an address is confirmed."""

from collections.abc import Callable, Collection

from django.db import transaction
from django.utils import timezone

from comments import moderation, recommending
from comments.mail import following
from comments.models import Confirmation, Reply, Thread, Writer
from comments.screening import judging

Purpose = Confirmation.Purpose


def fulfil(confirmation: Confirmation, also: Collection[int] = ()) -> None:
    """Do what was confirmed: once, however often this runs at the same moment.

    `also` are numbers of further unconfirmed replies that the writer has recognised as theirs.
    """
    confirmation.writer.confirm()
    PURPOSES[confirmation.purpose](confirmation)
    for reply in Reply.objects.unconfirmed().by_key(confirmation.writer.key).filter(pk__in=also):
        release(reply, confirmation.writer)
    # Last, so that a process that dies before it leaves a link that still works.
    Confirmation.objects.filter(pk=confirmation.pk, used_at=None).update(used_at=timezone.now())


def confirm_here(reply: Reply, writer: Writer) -> None:
    """The same for one reply, behind a link that has shown whose address it is."""
    writer.confirm()
    release(reply, writer)


def release_one(confirmation: Confirmation) -> None:
    if confirmation.reply is not None:
        release(confirmation.reply, confirmation.writer)


def release(reply: Reply, writer: Writer) -> bool:
    """An unconfirmed reply of `writer` is judged, and goes where that leads; whether this call did it."""
    with transaction.atomic():
        Thread.objects.hold(reply.post_id)
        mine = Reply.objects.unconfirmed().by_key(writer.key).select_related("post")
        fresh = mine.filter(pk=reply.pk).first()
        if fresh is None:
            return False
        Reply.objects.filter(pk=fresh.pk).update(confirmed_at=timezone.now())
        judgement = judging.judge(fresh, is_proved=True)
        judgement.note(fresh)
        moderation.admit(fresh, judgement.status)
        return True


def follow(confirmation: Confirmation) -> None:
    following.start(
        confirmation.writer,
        post=confirmation.post,
        reply=confirmation.reply,
        cadence=confirmation.cadence,
    )


def recommend(confirmation: Confirmation) -> None:
    if confirmation.reply is not None:
        recommending.recommend(confirmation.reply, confirmation.writer)


PURPOSES: dict[str, Callable[[Confirmation], None]] = {
    Purpose.REPLY: release_one,
    Purpose.FOLLOW: follow,
    Purpose.RECOMMEND: recommend,
}
