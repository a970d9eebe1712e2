"""Who is turned away before anything is stored, with the text kept: those who are banned, and floods."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from blog import limits
from blog.models import Post
from blog.network import network_of
from comments import markdown
from comments.models import Writer, writer_key
from comments.posting import Sender
from comments.screening import bans

NETWORK, ARTICLE = "reply", "reply-to"


@dataclass(frozen=True)
class Refusal:
    """What the reader is told. `minutes` to wait, if waiting helps."""

    notice: str
    minutes: int = 0


def why_refused(post: Post, typed: dict[str, Any], sender: Sender) -> Refusal | None:
    """For a guest's reply (the form's cleaned fields); None lets it in. Counts the attempt."""
    return flooded(post, sender.address) or banned(typed, sender)


def flooded(post: Post, address: str) -> Refusal | None:
    """By network, then by article, so that one network alone cannot close an article to all others."""
    network = network_of(address)
    if not limits.allow(NETWORK, network, settings.REPLY_LIMIT):
        notice = _(
            "Many replies have come from your network in a short time. Your text is here: please wait a "
            "little, then press the button once more."
        )
        return Refusal(notice, wait(NETWORK, network))
    if settings.REPLY_LIMIT[0] and not limits.allow(ARTICLE, str(post.pk), settings.ARTICLE_REPLY_LIMIT):
        notice = _(
            "Very many replies have come to this article in a short time. Your text is here: please wait a "
            "little, then press the button once more."
        )
        return Refusal(notice, wait(ARTICLE, str(post.pk)))
    return None


def wait(scope: str, key: str) -> int:
    return max(1, limits.minutes_left(scope, key))


def banned(typed: dict[str, Any], sender: Sender) -> Refusal | None:
    key = writer_key(typed["email"])
    is_trusted = sender.proved == key and Writer.objects.trusted().filter(key=key).exists()
    ban = bans.ban_for(
        email=typed["email"],
        name=typed["name"],
        address=sender.address,
        text=f"{markdown.with_words(typed['comment'])}\n{typed['url']}",
        trusted=is_trusted,
    )
    return Refusal(bans.refusal(ban)) if ban else None
