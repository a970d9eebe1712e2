"""What becomes of what nobody confirms."""

from django.db import transaction
from django.utils import timezone

from comments.models import Confirmation, Reply, Thread, Writer


def discard(reply: Reply) -> bool:
    """Remove a reply that nobody has confirmed. It was never seen, so nothing hangs from it."""
    with transaction.atomic():
        Thread.objects.hold(reply.post_id)
        return bool(Reply.objects.unconfirmed().filter(pk=reply.pk).delete()[0])


def purge() -> int:
    """Remove what nobody has confirmed in time: replies, links, and addresses that hold nothing; how many
    replies."""
    before = timezone.now() - Confirmation.GOOD_FOR
    late = Reply.objects.unconfirmed().filter(submitted_at__lt=before)
    number = sum(discard(reply) for reply in late.only("post_id"))
    Confirmation.objects.filter(expires_at__lt=timezone.now()).delete()
    Writer.objects.unused(before).delete()
    return number
