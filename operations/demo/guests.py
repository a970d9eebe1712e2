"""Those who write in the demonstration without an account: their addresses, and what they recommend."""

import zlib
from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.text import slugify

from comments.models import Recommendation, Reply, Writer

HOST = "mail.example"  # cannot exist


def address_of(name: str) -> str:
    """One address for each name."""
    return f"{slugify(name) or zlib.crc32(name.encode())}@{HOST}"


def is_guest(reply: Reply) -> bool:
    """Not by one of the journal's own people."""
    return bool(reply.user_email.endswith(f"@{HOST}"))


def make_writers(replies: Iterable[Reply]) -> list[Writer]:
    """The writers of `replies` (oldest first) who have no login, each confirmed with the first of theirs."""
    first: dict[str, Reply] = {}
    for reply in replies:
        if is_guest(reply):
            first.setdefault(reply.writer_key, reply)
    rows = [
        Writer(key=key, email=reply.user_email, made_at=reply.submitted_at, confirmed_at=reply.confirmed_at)
        for key, reply in first.items()
    ]
    Writer.objects.bulk_create(rows, ignore_conflicts=True)
    return list(Writer.objects.filter(key__in=first).order_by("made_at", "pk"))


def write_recommendations(replies: Iterable[Reply], writers: list[Writer]) -> None:
    """As many for each stored reply as it says to have, of others than its own writer."""
    now = timezone.now()
    rows = []
    for reply in replies:
        start = zlib.crc32(reply.comment.encode()) % len(writers)
        others = [each for each in writers[start:] + writers[:start] if each.key != reply.writer_key]
        for number, writer in enumerate(others[: reply.recommended], 1):
            moment = min(now, reply.submitted_at + number * timedelta(minutes=21))
            rows.append(Recommendation(reply=reply, writer=writer, made_at=moment))
    Recommendation.objects.bulk_create(rows)


def remove_writers(names: Iterable[str]) -> None:
    """Those under whose addresses nothing is left, once the articles are gone."""
    ours = Writer.objects.filter(email__in={address_of(name) for name in names}, recommendations=None)
    gone = ours.exclude(key__in=Reply.objects.order_by().values("writer_key"))
    Writer.objects.filter(pk__in=list(gone.values_list("pk", flat=True))).delete()
