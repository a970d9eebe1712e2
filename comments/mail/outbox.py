"""Putting mail into the outbox. Whether, when and how it leaves is comments/mail/sending.py's.

`post()` writes a row and a task in the caller's transaction, so that both are there or neither is."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from blog import rawrows
from blog.models import Post, User
from comments.mail.sending import send_letters
from comments.models import Letter, Reply, Writer

BATCH = 500


def post(
    kind: str,
    key: str,
    *,
    writer: Writer | None = None,
    user: User | None = None,
    about: Post | None = None,
    reply: Reply | None = None,
    **data: Any,
) -> Letter:
    """Have a letter sent to `writer`, or to `user` of the publication; a known `key` sends nothing new.

    `key` says what is told to whom, such as `decision:12`. `data` is kept as JSON and must hold no words of a
    reader. What the letter says is composed when it is sent: comments/mail/letters/<kind>.py.
    """
    known = {"kind": kind, "writer": writer, "user": user, "post": about, "reply": reply, "data": data}
    with transaction.atomic(savepoint=False):
        letter, made = Letter.objects.get_or_create(key=key, defaults=known)
        if made:
            send_letters.enqueue()
    return letter


def post_first(letter: Letter) -> None:
    """Have a letter sent of which the caller knows that its key is new, inside the caller's transaction."""
    rawrows.store(Letter, letter)
    send_letters.enqueue()


def anew(about: str) -> str:
    """A key for what may be told again and again, such as `yours:7`: two presses at once get the same.

    Numbered by the newest letter before it, and not by how many there were: old ones are forgotten.
    """
    before = Letter.objects.filter(key__startswith=f"{about}:")
    if connection.vendor == "sqlite":  # where no index knows beginnings
        before = before.filter(key__gt=f"{about}:", key__lt=f"{about};")
    return f"{about}:{max(before.order_by().values_list('pk', flat=True), default=0)}"


def post_all(letters: Iterable[Letter]) -> None:
    """Have many letters sent; those whose key is known already are left as they are."""
    rows = list(letters)
    for start in range(0, len(rows), BATCH):
        Letter.objects.bulk_create(rows[start : start + BATCH], ignore_conflicts=True)
    if rows:
        send_letters.enqueue()
