"""The mail that tells a moderator that replies wait: how many, and nothing of what they say."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from comments.mail import leaving, vigil
from comments.mail.letters.message import message
from comments.models import Letter, Reply

SUBJECT = ("%(number)d reply waits for a moderator", "%(number)d replies wait for a moderator")


def compose(letter: Letter) -> EmailMessage | None:
    """None if nothing waits any more, or the moderator is none any more, or wants no such mail."""
    waiting = Reply.objects.waiting()
    number = waiting.count()
    if not number or letter.user is None or not vigil.is_wanted_by(letter.user):
        return None
    return message(
        letter,
        "email/queue.txt",
        SUBJECT,
        stop=leaving.stop_address(letter),
        number=number,
        suspected=waiting.filter(suspected=True).count(),
        reported=waiting.filter(reports_open__gt=0).count(),
        address=settings.SITE_URL + reverse("admin:comments_reply_changelist"),
        manage=leaving.page_of(leaving.person_of(letter)),
    )
