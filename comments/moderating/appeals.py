"""Who may appeal against the removal of which reply, and on which page."""

from collections.abc import Iterable

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from comments.models import Appeal, Reply, ReplyStatus, Writer

SALT = "comments.appeal"
GOOD_FOR = 180 * 24 * 3600  # seconds
REMOVED = frozenset({ReplyStatus.TRASH, ReplyStatus.SPAM})


def signer() -> signing.TimestampSigner:
    """Its addresses hold no colon, at which some mail programs end a link."""
    return signing.TimestampSigner(salt=SALT, sep=".")


def address(reply: Reply) -> str:
    """Where its writer may appeal; whoever knows it may, so it stands in mails and on private pages alone."""
    token = signer().sign_object(reply.pk)
    return settings.SITE_URL + reverse("comments:appeal", args=[token])


def reply_of(token: str) -> Reply | None:
    """The reply that `token` was made for; None for a wrong or old one, and for one that was erased."""
    try:
        number = signer().unsign_object(token, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return Reply.objects.select_related("post").filter(pk=number).exclude(writer_key="").first()


def appealed(replies: Iterable[Reply]) -> set[int]:
    """The numbers of those whose writers have appealed."""
    numbers = [reply.pk for reply in replies]
    return set(Appeal.objects.filter(reply_id__in=numbers).values_list("reply_id", flat=True))


def why_not(reply: Reply) -> str:
    """The sentence that says why nobody can appeal for it now; empty if its writer can."""
    if reply.status == ReplyStatus.APPROVED:
        return _("Your reply is published.")
    if reply.status == ReplyStatus.WITHDRAWN:
        return _("You have withdrawn this reply.")
    has_appealed = bool(appealed([reply]))
    if reply.status in REMOVED and has_appealed:
        return _("You have appealed once, and a moderator has read your reply again. The decision is final.")
    if has_appealed:
        return _("You have appealed. A moderator will read your reply once more.")
    if reply.status not in REMOVED:
        return _("Your reply waits. Nobody has decided about it yet.")
    return "" if proved([reply]) else _("Only the owner of a confirmed address can appeal.")


def proved(replies: Iterable[Reply]) -> set[int]:
    """The numbers of those whose writers have shown that the address is theirs: back in the queue nobody
    asks again."""
    rows = list(replies)
    keys = {reply.writer_key for reply in rows if not (reply.confirmed_at or reply.user_id)}
    confirmed = set(Writer.objects.confirmed().filter(key__in=keys).values_list("key", flat=True))
    return {reply.pk for reply in rows if reply.writer_key not in keys - confirmed}
