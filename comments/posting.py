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
from blog.rawrows import Question
from comments import permissions
from comments.mail import notifications
from comments.models import Confirmation, Reply, Thread, writer_key
from comments.screening import judging, repeats
from comments.screening.circumstances import Circumstances
from comments.screening.known import Known
from comments.tree import threads
from comments.tree.joining import SaidAlreadyError
from comments.writers import confirming


@dataclass(frozen=True)
class Sender:
    """Who sends, as far as the request tells."""

    user: User | AnonymousUser
    address: str = ""
    program: str = ""
    writer: int | None = None  # whose address this browser has confirmed, as its cookie says

    @classmethod
    def of(cls, request: HttpRequest) -> "Sender":
        program = request.headers.get("User-Agent", "").replace("\x00", "")[:300]
        writer = confirming.number_of_writer(request)
        return cls(reader(request), client_address(request), program, writer)


def known_of(post: Post, parent: Reply | None, typed: dict[str, Any], sender: Sender) -> Known:
    """What is known of a guest's reply (the form's cleaned fields) and of its writer."""
    said = typed["email"], typed["name"], typed["url"], typed["comment"]
    return Known(post.pk, *said, parent_id=parent.pk if parent else 0, cookie=sender.writer)


def receive(
    post: Post,
    parent: Reply | None,
    typed: dict[str, Any],
    sender: Sender,
    circumstances: Circumstances,
    *,
    known: Known | None = None,
) -> Reply:
    """Store what was typed (the form's cleaned fields), or find it if it was just sent already. `known` is
    what the gate asked about a guest's reply.

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
    is_proved = bool(user) or is_own_address(known)
    if is_proved:
        reply.confirmed_at = reply.submitted_at
    judgement = judging.judge(reply, circumstances, known, is_proved=is_proved)
    judgement.write_on(reply)
    reply.mirror_status()
    asks = not is_proved and not judgement.is_hopeless
    try:
        store(reply, parent, asks=asks, unless=repeats.same_words(reply))
    except SaidAlreadyError:
        return store_with_care(reply, parent, asks=asks)
    return reply


def is_own_address(known: Known | None) -> bool:
    """Whether this browser has proved the address; without its cookie nobody is asked."""
    return known is not None and known.cookie is not None and known.repute.is_cookies


def store(reply: Reply, parent: Reply | None, *, asks: bool, unless: Question | None = None) -> None:
    """The reply and all that follows from it, in one transaction."""
    with transaction.atomic():
        threads.add(reply, parent, unless=unless, savepoint=False)
        if reply.is_read:
            notifications.announce_new(reply)
        if asks:
            confirming.ask_about_new(reply)


def store_with_care(reply: Reply, parent: Reply | None, *, asks: bool) -> Reply:
    """What was just said here in these words: a second press of the button, unless it was said elsewhere in
    the thread, or by somebody who had not proved to be the same."""
    with transaction.atomic():
        Thread.objects.hold(reply.post_id)
        if before := repeats.just_sent(reply, parent):
            return before
        store(reply, parent, asks=asks)
    return reply


def ask(reply: Reply) -> bool:
    """Mail the link that confirms `reply`; False if its address has had its mails of this hour."""
    return confirming.ask_to_confirm(reply.user_email, Confirmation.Purpose.REPLY, reply=reply)


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
