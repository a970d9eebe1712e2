"""The mail that tells a writer of an answer, and the way out of such mails.

It says who answered and where, never what: nobody's words reach an inbox through this site."""

import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from blog.models import Post, Publication
from comments.models import Reply
from comments.models.notice import Notice

SALT = "comments.unfollow"
LONGEST_NAME = 100
# Each opens a change of direction that may never be closed.
TURNS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


class BeingSentError(RuntimeError):
    """Another worker is sending this notice, or died over it; later one can tell which."""


def send(notice: Notice) -> bool:
    """Send it, unless it was sent or is wanted no more; whether a mail left.

    Raises BeingSentError, or whatever the mail server's refusal raises: then it is to be tried again.
    """
    if notice.sent_at is not None or not is_wanted(notice):
        return False
    if not notice.claim():
        raise BeingSentError(notice.pk)
    try:
        message(notice).send()
    except BaseException:
        notice.release()
        raise
    notice.mark_sent()
    return True


def is_wanted(notice: Notice) -> bool:
    """Whether, now, both replies and the article can be read, the writer still follows and has an address."""
    answer = notice.answer
    asked = Reply.objects.to_be_told_of(answer).filter(pk=notice.parent_id).exists()
    published = Post.everything.published().filter(pk=answer.post_id).exists()
    return asked and published and answer.is_read and is_address(notice.parent.user_email)


def is_address(text: str) -> bool:
    """Imports bring all kinds; a wrong one would fail for ever."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def message(notice: Notice) -> EmailMessage:
    """The mail in the publication's language, with RFC 8058's one-click unsubscribing.

    Its Message-ID is the same at every try, so that mail programs know a second copy, should a worker die
    between the server's answer and writing it down.
    """
    publication = Publication.current()
    unfollow = settings.SITE_URL + unfollow_address(notice.parent)
    with translation.override(publication.language):
        title = one_line(notice.answer.post.title)
        context = {
            "title": title,
            "name": one_line(notice.answer.writer_name)[:LONGEST_NAME],
            "address": settings.SITE_URL + notice.answer.permalink,
            "unfollow": unfollow,
            "publication": one_line(publication.name),
        }
        return EmailMessage(
            subject=_("An answer to your reply on “%(title)s”") % {"title": title},
            body=render_to_string("email/answer.txt", context),
            to=[notice.parent.user_email],
            headers={
                "Message-ID": f"<answer-{notice.parent_id}-{notice.answer_id}@{settings.SITE_HOST}>",
                "List-Unsubscribe": f"<{unfollow}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )


def one_line(text: str) -> str:
    """Without what could begin another header or turn the text around it."""
    kept = ("" if ord(char) in TURNS else " " if is_control(char) else char for char in text)
    return " ".join("".join(kept).split())


def is_control(char: str) -> bool:
    """Control characters, halves of characters, and separators of lines and paragraphs."""
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}


def unfollow_address(reply: Reply) -> str:
    """Where its writer stops hearing of answers: no login, and good for as long as the mail is kept."""
    token = Signer(salt=SALT, sep=".").sign(str(reply.pk))
    return reverse("comments:unfollow", args=[token])


def followed_reply(token: str) -> Reply | None:
    """The reply that `token` was made for, followed or not; None for a wrong one."""
    try:
        number = Signer(salt=SALT, sep=".").unsign(token)
    except BadSignature:
        return None
    return Reply.objects.select_related("post").filter(pk=number).first()
