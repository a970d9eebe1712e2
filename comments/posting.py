"""What happens to a reply that a reader sends."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from blog.models import Author, Post, User
from blog.network import client_address
from blog.publicpages import reader
from comments import permissions
from comments.mail import notifications
from comments.models import Confirmation, Reply, Thread, Writer, writer_key
from comments.screening import judging, repeats
from comments.screening.circumstances import Circumstances
from comments.tree import threads
from comments.writers import confirming


@dataclass(frozen=True)
class Sender:
    """Who sends, as far as the request tells."""

    user: User | AnonymousUser
    address: str = ""
    program: str = ""
    proved: str = ""  # the key of the address that this browser has confirmed

    @classmethod
    def of(cls, request: HttpRequest) -> "Sender":
        program = request.headers.get("User-Agent", "").replace("\x00", "")[:300]
        confirmed = confirming.confirmed_writer(request)
        return cls(reader(request), client_address(request), program, confirmed.key if confirmed else "")


def receive(
    post: Post, parent: Reply | None, typed: dict[str, Any], sender: Sender, circumstances: Circumstances
) -> Reply:
    """Store what was typed (the form's cleaned fields), or find it if it was just sent already.

    Under an address that this browser has not confirmed, nobody sees it until its mail is answered; plain
    spam gets none, since a machine is to send no mails through this form.

    Raises ThreadError if the parent has gone meanwhile.
    """
    user = permissions.staff(sender.user)
    reply = written_by_staff(user) if user else written_by_guest(typed)
    reply.post = post
    reply.comment, reply.followup = typed["comment"], typed["followup"]
    reply.submitted_at = timezone.now()
    reply.ip_address, reply.user_agent = sender.address or None, sender.program
    reply.is_author = permissions.is_author_of(sender.user, post)
    reply.mirror()
    is_proved = bool(user) or sender.proved == reply.writer_key
    if is_proved:
        reply.confirmed_at = reply.submitted_at
    judgement = judging.judge(reply, circumstances, is_proved=is_proved)
    judgement.write_on(reply)
    reply.mirror_status()
    with transaction.atomic():
        thread = Thread.objects.hold(post.pk)
        if before := repeats.just_sent(reply, parent):
            return before
        threads.add(reply, parent, thread)
        if reply.is_read:
            notifications.announce(reply)
        if not is_proved and not judgement.is_hopeless:
            ask(reply)
    return reply


def ask(reply: Reply) -> bool:
    """Mail the link that confirms `reply`; False if its address has had its mails of this hour."""
    writer = Writer.objects.of(reply.user_email)
    return confirming.ask_to_confirm(writer, Confirmation.Purpose.REPLY, reply=reply)


def correct_address(reply: Reply, email: str) -> None:
    """The writer of an unconfirmed reply had mistyped the address: links to the wrong one are over."""
    rows = Reply.objects.unconfirmed().filter(pk=reply.pk)
    if email != reply.user_email and rows.update(user_email=email, writer_key=writer_key(email)):
        reply.user_email, reply.writer_key = email, writer_key(email)


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
