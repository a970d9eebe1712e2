"""What happens in the debate is noted here, in the transaction that makes it true; mail follows later."""

from blog import rawrows
from comments.mail import announcing, following, vigil
from comments.models import Announcement, Reply


def announce(reply: Reply) -> None:
    """`reply` has become readable: have its followers told, each once, however often it is approved.

    Called inside the transaction that makes it so, and the same few rows at any number of followers.
    """
    if reply.kind != Reply.Kind.REPLY:
        return
    following.start_own(reply.pk)
    Announcement.objects.update_or_create(reply_id=reply.pk, defaults={"told_at": None})
    announcing.tell.enqueue(reply.pk)


def announce_new(reply: Reply) -> None:
    """`announce` one that this transaction has just stored, of which nothing was told before."""
    if reply.followup:
        following.start_own(reply.pk)
    rawrows.store(Announcement, Announcement(reply_id=reply.pk))
    announcing.tell.enqueue(reply.pk)


def queue_changed() -> None:
    """More replies wait for a moderator, or fewer."""
    vigil.look.enqueue()
