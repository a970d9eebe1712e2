"""The mail that tells of one reply. It says who wrote and where, never what: nobody's words reach an inbox
through this site."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext_noop

from comments.mail import hearing, leaving
from comments.mail.letters.message import LONGEST_NAME, message
from comments.models import Letter, Reply, writer_key


def compose(letter: Letter) -> EmailMessage | None:
    """None once the reply, or its article, cannot be read, or its hearer wants to hear of it no more."""
    reply = Reply.objects.public().select_related("post").filter(pk=letter.reply_id or 0).first()
    if reply is None or not hearing.still_wanted(letter, [reply]):
        return None
    answered = is_answer_to(letter.address, reply)
    return message(
        letter,
        "email/answer.txt",
        gettext_noop("An answer to your reply on “%(title)s”")
        if answered
        else gettext_noop("A new reply to “%(title)s”"),
        stop=leaving.stop_address(letter),
        title=reply.post.title,
        name=reply.writer_name[:LONGEST_NAME],
        address=settings.SITE_URL + reply.permalink,
        manage=leaving.page_of(leaving.person_of(letter)),
        answered=answered,
        is_author=letter.user is not None and reply.post in hearing.own_articles(letter.user),
    )


def is_answer_to(address: str, reply: Reply) -> bool:
    """Whether what `reply` answers was written under this address."""
    if reply.is_root:
        return False
    return Reply.objects.filter(pk=reply.parent_id, writer_key=writer_key(address)).exists()
