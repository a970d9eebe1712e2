"""What happens to a reply that a reader sends."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from blog.models import Author, Post, User
from blog.network import client_address
from blog.publicpages import reader
from comments import notifications, permissions, threads
from comments.models import Reply, ReplyStatus, Thread

SAME_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Sender:
    """Who sends, as far as the request tells."""

    user: User | AnonymousUser
    address: str = ""
    program: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Sender":
        program = request.headers.get("User-Agent", "").replace("\x00", "")[:300]
        return cls(reader(request), client_address(request), program)


def receive(
    post: Post, parent: Reply | None, typed: dict[str, Any], sender: Sender, *, trapped: bool
) -> Reply:
    """Store what was typed (the form's cleaned fields), or find it if it was just sent already.

    Raises ThreadError if the parent has gone meanwhile.
    """
    user = permissions.staff(sender.user)
    reply = written_by_staff(user) if user else written_by_guest(typed)
    reply.post = post
    reply.comment, reply.followup = typed["comment"], typed["followup"]
    reply.submitted_at = timezone.now()
    reply.ip_address, reply.user_agent = sender.address or None, sender.program
    reply.is_author = permissions.is_author_of(sender.user, post)
    reply.status = ReplyStatus.SPAM if trapped else first_status(reply)
    reply.mirror()
    with transaction.atomic():
        Thread.objects.hold(post.pk)
        if before := sent_before(reply, parent):
            return before
        threads.add(reply, parent)
        if reply.is_read:
            notifications.announce(reply)
    return reply


def written_by_guest(typed: dict[str, Any]) -> Reply:
    return Reply(writer_name=typed["name"], user_email=typed["email"], writer_url=typed["url"])


def written_by_staff(user: User) -> Reply:
    """Under the byline of whoever is logged in."""
    author = Author.objects.filter(user=user).first()
    return Reply(
        user=user,
        writer_name=staff_name(user),
        writer_url=author.website if author else "",
        user_email=user.email,
    )


def staff_name(user: User) -> str:
    """The name under which a login writes: its byline, else its own."""
    author = Author.objects.filter(user=user).first()
    return author.name if author else user.get_full_name() or user.get_username()


def first_status(reply: Reply) -> ReplyStatus:
    """The first reply of an address waits for a moderator; once one was approved, they appear at once."""
    if reply.user_id or Reply.objects.by_writer(reply.user_email).approved().exists():
        return ReplyStatus.APPROVED
    return ReplyStatus.PENDING


def sent_before(reply: Reply, parent: Reply | None) -> Reply | None:
    """The same words by the same writer in the same place minutes ago: a second press of the button."""
    since = reply.submitted_at - SAME_FOR
    rows = Reply.objects.of(reply.post).filter(
        writer_key=reply.writer_key, comment=reply.comment, submitted_at__gte=since
    )
    for row in rows:
        is_same_place = row.is_root if parent is None else row.parent_id == parent.pk
        if is_same_place and row.user_id == reply.user_id:
            return row
    return None
