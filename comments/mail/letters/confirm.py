"""The mail that proves an address: a link and the article's title.

Nothing that was typed stands in it, not even a name: anybody can type a stranger's address."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext_noop as _

from comments.mail.letters.message import message
from comments.models import Confirmation, Letter, ReplyStatus
from comments.writers import confirming


def compose(letter: Letter) -> EmailMessage | None:
    """The mail with a new link; None if there is nothing left to confirm."""
    if not is_wanted(letter):
        return None
    return message(
        letter,
        "email/confirm.txt",
        _("Please confirm: “%(title)s”") if letter.post else _("Please confirm your e-mail address"),
        title=letter.post.title if letter.post else "",
        purpose=letter.data["purpose"],
        address=confirming.link_for(letter),
    )


def is_wanted(letter: Letter) -> bool:
    """Whether, now, the reply still waits for its writer and stands under this address."""
    if letter.writer is None:
        return False
    if letter.data["purpose"] != Confirmation.Purpose.REPLY:
        return True
    reply = letter.reply
    if reply is None or reply.writer_key != letter.writer.key:
        return False
    return reply.status == ReplyStatus.UNCONFIRMED
