"""Whose address it is: a mailed link proves it, and a signed cookie remembers it on that browser."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from blog.models import Post
from comments.mail import outbox
from comments.models import Confirmation, Letter, Reply, Writer

COOKIE = "writer"
SALT = "comments.confirmed"
REMEMBERED = timedelta(days=180)
MOST_MAILS = 3  # to one address in an hour: the form must not serve to pester a stranger


def confirmed_writer(request: HttpRequest) -> Writer | None:
    """The writer whose address this browser has proved to be its own. One query, none without the cookie."""
    number = number_of_writer(request)
    return Writer.objects.confirmed().filter(pk=number).first() if number else None


def number_of_writer(request: HttpRequest) -> int | None:
    """Whom the cookie names; it lasts no longer than the row of a confirmed address."""
    try:
        number = signing.loads(request.COOKIES[COOKIE], salt=SALT, max_age=REMEMBERED)
    except (KeyError, signing.BadSignature):
        return None
    return int(number)


def remember(response: HttpResponse, writer: Writer) -> None:
    """Have this browser known as `writer`'s. Only for a browser that has just followed a mailed link."""
    response.set_cookie(
        COOKIE,
        signing.dumps(writer.pk, salt=SALT),
        max_age=REMEMBERED,
        secure=settings.SITE_IS_HTTPS,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Have this browser known as nobody's."""
    response.delete_cookie(COOKIE, samesite="Lax")


def ask_to_confirm(
    email: str, purpose: str, *, reply: Reply | None = None, post: Post | None = None, cadence: str = ""
) -> bool:
    """Mail the owner of `email` a link that does what `purpose` (Confirmation.Purpose) says to `reply` or
    `post`.

    `cadence` is how often mail about it is wanted, where it is to be followed.
    False if no mail goes out, because the address has had its mails of this hour.
    """
    writer = Writer.objects.to_ask(email)
    if writer.asked > MOST_MAILS:
        return False
    post = post or (reply.post if reply else None)
    about = f"confirm:{purpose}:{writer.pk}:{post.pk if post else 0}:{reply.pk if reply else 0}"
    said: dict[str, Any] = {"about": post, "reply": reply, "purpose": purpose, "cadence": cadence}
    outbox.post(Letter.Kind.CONFIRM, outbox.anew(about), writer=writer, **said)
    return True


def ask_about_new(reply: Reply) -> bool:
    """`ask_to_confirm` a reply that this transaction has just stored, about which no mail has gone out."""
    writer = Writer.objects.to_ask(reply.user_email)
    if writer.asked > MOST_MAILS:
        return False
    purpose = Confirmation.Purpose.REPLY
    key = f"confirm:{purpose}:{writer.pk}:{reply.post_id}:{reply.pk}:0"
    data = {"purpose": purpose, "cadence": ""}
    kind = Letter.Kind.CONFIRM
    outbox.post_first(
        Letter(kind=kind, key=key, writer=writer, post_id=reply.post_id, reply=reply, data=data)
    )
    return True


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def link_for(letter: Letter) -> str:
    """A new address that confirms what `letter` is about. Its token is nowhere but in the mail.

    Raises ValueError for a letter to nobody.
    """
    if letter.writer is None:
        raise ValueError(letter)
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    Confirmation.objects.create(
        purpose=letter.data["purpose"],
        token_hash=hashed(token),
        writer=letter.writer,
        post=letter.post,
        reply=letter.reply,
        cadence=letter.data.get("cadence", ""),
        made_at=now,
        expires_at=now + Confirmation.GOOD_FOR,
    )
    return settings.SITE_URL + reverse("comments:confirm", args=[token])


def found(token: str) -> Confirmation | None:
    """What `token` confirms, used and expired ones too; None for an unknown one."""
    rows = Confirmation.objects.select_related("writer", "post", "reply__post")
    return rows.filter(token_hash=hashed(token)).first()
