"""Whose reply it is: by login, by the cookie of a proved address, or by a link that was mailed to it."""

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from blog.publicpages import reader
from comments.models import Reply, Writer
from comments.writers import confirming

SALT = "comments.yours"
GOOD_FOR = 24 * 3600  # seconds


def token_for(writer: Writer) -> str:
    """What opens “Your replies” for a day. The key goes with the number, so that it never opens another's."""
    return signer().sign_object([writer.pk, writer.key[:16]])


def signer() -> signing.TimestampSigner:
    """Its addresses hold no colon, at which some mail programs end a link."""
    return signing.TimestampSigner(salt=SALT, sep=".")


def address_for(writer: Writer) -> str:
    return reverse("comments:yours_of", args=[token_for(writer)])


def writer_of(token: str) -> Writer | None:
    """For whom `token` was made; None for a wrong, an old, or an erased one's."""
    try:
        number, key = signer().unsign_object(token, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return Writer.objects.filter(pk=number, key__startswith=key).first()


def is_own(request: HttpRequest, reply: Reply, token: str = "") -> bool:
    """Whether whoever asks may change the reply."""
    user = reader(request)
    if user.is_authenticated and user.pk == reply.user_id:
        return True
    writer = writer_of(token) if token else confirming.confirmed_writer(request)
    return writer is not None and bool(writer.key) and writer.key == reply.writer_key
