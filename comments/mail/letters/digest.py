"""The mail of a day: which articles were replied to, by whom, and where to read it; never what."""

from dataclasses import dataclass, field
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage

from comments.mail import hearing, leaving
from comments.mail.letters.message import LONGEST_NAME, LONGEST_TITLE, message, one_line
from comments.models import Letter, Reply

SUBJECT = ("%(number)d new reply to what you follow", "%(number)d new replies to what you follow")
MOST = 20  # replies named under one article


@dataclass(frozen=True)
class Section:
    """One article: its title, (who, where) of its replies, and how many more there are."""

    title: str
    replies: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""
    more: int = 0


def compose(letter: Letter) -> EmailMessage | None:
    """None if nothing of that day can be read any more, or is still wanted."""
    numbers = letter.data.get("replies", [])
    rows = Reply.objects.public().select_related("post").filter(pk__in=numbers)
    replies = hearing.still_wanted(letter, rows.order_by("post_id", "submitted_at", "pk"))
    if not replies:
        return None
    return message(
        letter,
        "email/digest.txt",
        SUBJECT,
        stop=leaving.stop_address(letter),
        manage=leaving.page_of(leaving.person_of(letter)),
        sections=sections(replies),
        number=len(replies),
    )


def sections(replies: list[Reply]) -> list[Section]:
    """The replies by article; those of one article stand together."""
    return [section(list(group)) for _, group in groupby(replies, key=lambda reply: reply.post_id)]


def named(reply: Reply) -> str:
    return one_line(reply.writer_name)[:LONGEST_NAME]


def section(replies: list[Reply]) -> Section:
    post, shown = replies[0].post, replies[:MOST]
    lines = [(named(each), settings.SITE_URL + each.permalink) for each in shown]
    address = f"{settings.SITE_URL}{post.get_absolute_url()}#replies"
    return Section(one_line(post.title)[:LONGEST_TITLE], lines, address, len(replies) - len(shown))
