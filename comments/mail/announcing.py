"""Telling followers of a reply that has become readable."""

from django.utils import timezone
from django_tasks import task

from comments.mail import outbox
from comments.mail.hearing import Hearer, hearers
from comments.models import Announcement, Cadence, Letter, Reply


@task()
def tell(reply_id: int) -> int:
    """Write to everybody who wants to hear of this reply at once; how many they are."""
    announcement = Announcement.objects.untold().filter(pk=reply_id).first()
    return write(announcement) if announcement else 0


@task()
def tell_late() -> int:
    """Write about replies whose article has become public only after them; how many letters."""
    return sum(write(announcement) for announcement in Announcement.objects.untold())


def write(announcement: Announcement) -> int:
    """Put the letters into the outbox. Running it twice writes nothing twice."""
    reply = announcement.reply
    at_once = [each for each in hearers(announcement).values() if each.cadence == Cadence.AT_ONCE]
    # Those who were not told last time because it was withdrawn before the mail left.
    Letter.objects.filter(reply=reply, kind=Letter.Kind.ANSWER).take_up_again()
    outbox.post_all(letter(hearer, reply) for hearer in at_once)
    Announcement.objects.filter(pk=announcement.pk).update(told_at=timezone.now())
    return len(at_once)


def letter(hearer: Hearer, reply: Reply) -> Letter:
    return Letter(
        key=key_of(hearer.key, reply.pk),
        kind=Letter.Kind.ANSWER,
        writer_id=None if hearer.user_id else hearer.writer_id,
        user_id=hearer.user_id,
        post_id=reply.post_id,
        reply_id=reply.pk,
    )


def key_of(person: str, number: int) -> str:
    """By what the letter about reply `number` to the address of this keyed hash is known."""
    return f"answer:{number}:{person}"
