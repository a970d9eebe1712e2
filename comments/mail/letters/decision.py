"""The mail that tells a writer why a reply was removed, or that it is published after all."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext_noop as _

from comments.mail.letters.message import message, one_line
from comments.models import Decision, Letter, ReplyStatus
from comments.moderating import telling

SUBJECTS = {
    ReplyStatus.TRASH: _("Your reply to “%(title)s” was removed"),
    ReplyStatus.APPROVED: _("Your reply to “%(title)s” is published"),
}


def compose(letter: Letter) -> EmailMessage | None:
    """The mail; None if what was decided is true no longer, or the writer has gone."""
    reply, writer = letter.reply, letter.writer
    decision = Decision.objects.filter(pk=letter.data["decision"]).first()
    if reply is None or writer is None or decision is None or writer.confirmed_at is None:
        return None
    if reply.status != decision.became or reply.writer_key != writer.key:
        return None
    removal = telling.removals([reply]).get(reply.pk)
    if decision.became == ReplyStatus.TRASH and removal is None:
        return None
    return message(
        letter,
        "email/decision.txt",
        SUBJECTS[ReplyStatus(decision.became)],
        title=reply.post.title,
        was_read=decision.was == ReplyStatus.APPROVED,
        removal=removal,
        note=[one_line(line) for line in removal.note.splitlines()] if removal else [],
        address=reply.permalink,
    )
