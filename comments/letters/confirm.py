"""The mail that proves an address: a link and the article's title.

Nothing that was typed stands in it, not even a name: anybody can type a stranger's address."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from blog.models import Publication
from comments import confirming
from comments.mails import is_address, one_line
from comments.models import Confirmation, Letter, ReplyStatus


def compose(letter: Letter) -> EmailMessage | None:
    """The mail with a new link; None if there is nothing left to confirm."""
    if not is_wanted(letter):
        return None
    publication = Publication.current()
    with translation.override(publication.language):
        title = one_line(letter.post.title) if letter.post else ""
        context = {
            "purpose": letter.data["purpose"],
            "title": title,
            "address": confirming.link_for(letter),
            "publication": one_line(publication.name),
        }
        return EmailMessage(
            subject=_("Please confirm: “%(title)s”") % {"title": title or context["publication"]},
            body=render_to_string("email/confirm.txt", context),
            to=[letter.writer.email if letter.writer else ""],
            headers={"Auto-Submitted": "auto-generated"},
        )


def is_wanted(letter: Letter) -> bool:
    """Whether, now, the reply still waits for its writer and stands under this address."""
    if letter.writer is None or not is_address(letter.writer.email):
        return False
    if letter.data["purpose"] != Confirmation.Purpose.REPLY:
        return True
    reply = letter.reply
    is_open = reply is not None and reply.status == ReplyStatus.UNCONFIRMED
    return is_open and reply is not None and reply.writer_key == letter.writer.key
