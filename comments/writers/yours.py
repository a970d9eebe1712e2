"""“Your replies”: everything written under one address, for whoever has shown that it is theirs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from blog import limits
from blog.models import Post
from comments.mail import following, outbox
from comments.models import Follow, Letter, Reply, ReplyStatus, Writer, writer_key
from comments.moderating import telling
from comments.moderating.telling import Removal
from comments.writers import editing
from comments.writers.editing import Window

PAGE = 50
SCOPE = "yours"
MOST_MAILS = (3, 3600)  # to one address in an hour


@dataclass(frozen=True)
class Row:
    """One reply and what its writer may do with it."""

    reply: Reply
    state: str
    removal: Removal | None
    window: Window
    is_readable: bool
    is_followed: bool

    @property
    def is_unconfirmed(self) -> bool:
        return self.reply.status == ReplyStatus.UNCONFIRMED

    @property
    def can_withdraw(self) -> bool:
        return self.reply.status in editing.EDITABLE


@dataclass(frozen=True)
class Page:
    """A page of them, the newest first; `older` is the number before which the next page begins."""

    rows: list[Row]
    older: int | None


def send_link(email: str) -> None:
    """Mail the link, if anything stands under this address; whoever asks is never told whether it does."""
    key = writer_key(email)
    known = Reply.objects.by_key(key).exists() or Writer.objects.filter(key=key).exists()
    if not limits.allow(SCOPE, key, MOST_MAILS) or not known:
        return
    writer = Writer.objects.of(email)
    outbox.post(Letter.Kind.YOURS, outbox.anew(f"yours:{writer.pk}"), writer=writer)


def page_of(writer: Writer, before: int | None = None) -> Page:
    """Replies of the address older than number `before`, imported ones too. At most ten queries."""
    rows = Reply.objects.by_key(writer.key).select_related("post").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    return Page(described(shown, writer), shown[-1].pk if len(found) > PAGE else None)


def described(replies: Sequence[Reply], writer: Writer) -> list[Row]:
    numbers = [reply.pk for reply in replies]
    windows = editing.windows(replies)
    posts = {reply.post_id for reply in replies if reply.is_read}
    readable = set(Post.everything.readable().of_keys(posts).values_list("pk", flat=True))
    followed = set(Follow.objects.filter(writer=writer, reply__in=numbers).values_list("reply_id", flat=True))
    removals = telling.removals(replies)
    return [
        Row(
            reply=reply,
            state=state_in_words(reply),
            removal=removals.get(reply.pk),
            window=windows[reply.pk],
            is_readable=reply.is_read and reply.post_id in readable,
            is_followed=reply.pk in followed,
        )
        for reply in replies
    ]


def state_in_words(reply: Reply) -> str:
    """Where it stands, as its writer should hear it."""
    return {
        ReplyStatus.UNCONFIRMED: _("Not confirmed: nobody sees it yet"),
        ReplyStatus.PENDING: _("Waits for a moderator"),
        ReplyStatus.APPROVED: _("Published"),
        ReplyStatus.SPAM: _("Not published: taken for spam"),
        ReplyStatus.TRASH: _("Removed by a moderator"),
        ReplyStatus.WITHDRAWN: _("Withdrawn by you"),
    }[ReplyStatus(reply.status)]


def follow(reply: Reply, writer: Writer, *, wanted: bool) -> None:
    """Have the writer told of answers to an own reply, or no longer."""
    if wanted:
        following.start(writer, reply=reply)
    else:
        following.stop_own(reply)
