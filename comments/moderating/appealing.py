"""A writer appeals against the removal of a reply: once, and a moderator reads it again."""

from django.db import transaction
from django.utils.translation import gettext as _

from comments import moderation
from comments.models import Appeal, Decision, Reply, ReplyStatus, Thread
from comments.moderating.appeals import why_not


def appeal(reply: Reply, text: str) -> str:
    """Put a removed reply back before the moderators with what its writer says; they alone publish it.

    Returns the sentence that says why not, as `why_not`; empty if it was done.
    """
    with transaction.atomic():
        Thread.objects.hold(reply.post_id)
        current = Reply.objects.filter(pk=reply.pk).exclude(writer_key="").first()
        if current is None:
            return _("This reply is no longer here.")
        if reason := why_not(current):
            return reason
        Appeal.objects.create(reply_id=current.pk, text=text)
        because = [{"code": "appeal"}]
        moderation.decide([current], ReplyStatus.PENDING, actor=Decision.Actor.WRITER, because=because)
    return ""
