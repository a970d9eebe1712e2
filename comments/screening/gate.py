"""Who is turned away before anything is stored, with the text kept: those who are banned, and floods."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from blog import limits
from blog.network import network_of
from comments import markdown
from comments.screening import bans
from comments.screening.known import Known

NETWORK, ARTICLE = "reply", "reply-to"


@dataclass(frozen=True)
class Refusal:
    """What the reader is told. `minutes` to wait, if waiting helps."""

    notice: str
    minutes: int = 0


def why_refused(known: Known, address: str) -> Refusal | None:
    """For a guest's reply from this network address; None lets it in. Counts the attempt."""
    return flooded(known.post_id, address) or banned(known, address)


def flooded(post_id: int, address: str) -> Refusal | None:
    """By network, then by article, so that one network alone cannot close an article to all others."""
    if not settings.REPLY_LIMIT[0]:
        return None
    keys, most = (network_of(address), str(post_id)), (settings.REPLY_LIMIT, settings.ARTICLE_REPLY_LIMIT)
    allowed = limits.allow_both((NETWORK, ARTICLE), keys, most)
    if not allowed[0]:
        notice = _(
            "Many replies have come from your network in a short time. Your text is here: please wait a "
            "little, then press the button once more."
        )
        return Refusal(notice, wait(NETWORK, keys[0]))
    if not allowed[1]:
        notice = _(
            "Very many replies have come to this article in a short time. Your text is here: please wait a "
            "little, then press the button once more."
        )
        return Refusal(notice, wait(ARTICLE, keys[1]))
    return None


def wait(scope: str, key: str) -> int:
    return max(1, limits.minutes_left(scope, key))


def banned(known: Known, address: str) -> Refusal | None:
    is_trusted = known.cookie is not None and known.repute.is_cookies and known.repute.is_trusted
    text = f"{markdown.with_words(known.words)}\n{known.website}"
    ban = bans.ban_for(known, address, text, trusted=is_trusted)
    return Refusal(bans.refusal(ban)) if ban else None
