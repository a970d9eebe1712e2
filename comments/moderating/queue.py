"""The moderators' queue: what stands around each reply of a page, in the same few queries for any page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.network import network_of
from comments.models import Ban, Decision, Reply, ReplyStatus, Report, Version, Writer
from comments.moderating.choosing import Choice, choices, may_be_removed, told
from comments.moderating.reporting import open_reports
from comments.screening import holding

CLIPPED = 900  # characters shown before a long reply is folded
PARENT = 160
TOLD = 3  # decisions shown in a row; the page of the reply shows all
LOOKED = 500  # replies among which the effect of a ban is shown

State = ReplyStatus


@dataclass
class Row:
    """A reply as a moderator sees it. `why` are sentences; `decisions` begin with the newest."""

    reply: Reply
    parent: Reply | None = None
    history: dict[str, int] = field(default_factory=dict)
    is_trusted: bool = False
    bans: list[Ban] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    next: int = 0  # the number of the reply below it

    @property
    def choices(self) -> list[Choice]:
        """The buttons, besides the one that removes."""
        return choices(self.reply)

    @property
    def may_be_removed(self) -> bool:
        return may_be_removed(self.reply)

    @property
    def network(self) -> str:
        """What its sender holds: one address, or a /64, in which addresses change by the hour."""
        return network_of(self.reply.ip_address) if self.reply.ip_address else ""

    @property
    def head(self) -> str:
        """The words, as far as they stand open."""
        return clip(self.reply.comment)[0]

    @property
    def rest(self) -> str:
        return clip(self.reply.comment)[1]

    @property
    def answered(self) -> str:
        """The first words of what it answers."""
        text = " ".join(self.parent.comment.split()) if self.parent else ""
        return text if len(text) <= PARENT else f"{text[:PARENT].rstrip()}…"

    @property
    def told(self) -> list[tuple[str, str]]:
        """The newest decisions about it in words, each with its note to the writer."""
        return [(told(decision), decision.note) for decision in self.decisions[:TOLD]]

    @property
    def past(self) -> str:
        """What became of the writer's other replies, in words."""
        return past_in_words(self.reply, self.history)


def clip(text: str) -> tuple[str, str]:
    """The beginning of a long text up to a space, and what follows."""
    if len(text) <= CLIPPED * 1.2:
        return text, ""
    cut = text.rfind(" ", CLIPPED // 2, CLIPPED)
    cut = cut if cut > 0 else CLIPPED
    return text[:cut], text[cut:].lstrip()


def past_in_words(reply: Reply, history: dict[str, int]) -> str:
    """As “3 approved, 1 removed”; this reply itself is left out."""
    if not reply.writer_key:
        return _("no address")
    others = {**history, reply.status: history.get(reply.status, 1) - 1}
    return history_in_words(others) or _("first reply")


def history_in_words(history: dict[str, int]) -> str:
    """Numbers by state as “3 approved, 1 removed”; empty for none."""
    approved, withdrawn = history.get(State.APPROVED, 0), history.get(State.WITHDRAWN, 0)
    removed = history.get(State.TRASH, 0) + history.get(State.SPAM, 0)
    waiting = history.get(State.PENDING, 0) + history.get(State.UNCONFIRMED, 0)
    parts = [
        approved and ngettext("%(number)d approved", "%(number)d approved", approved) % {"number": approved},
        removed and ngettext("%(number)d removed", "%(number)d removed", removed) % {"number": removed},
        waiting and ngettext("%(number)d waiting", "%(number)d waiting", waiting) % {"number": waiting},
        withdrawn
        and ngettext("%(number)d withdrawn", "%(number)d withdrawn", withdrawn) % {"number": withdrawn},
    ]
    return ", ".join(part for part in parts if part)


def rows(replies: Iterable[Reply]) -> list[Row]:
    """What is shown of these replies (`ReplyQuerySet.for_queue`). The same queries for one and for fifty."""
    replies = list(replies)
    keys = {reply.writer_key for reply in replies}
    parents = Reply.objects.only("writer_name", "comment").in_bulk({reply.parent_id for reply in replies})
    histories = Reply.objects.histories(keys)
    trusted = set(Writer.objects.trusted().filter(key__in=keys).values_list("key", flat=True))
    reports = open_reports(replies)
    decided = grouped(Decision.objects.filter(reply_id__in=[each.pk for each in replies]).order_by("-pk"))
    versions = grouped(Version.objects.filter(reply_id__in=[each.pk for each in replies if each.edited_at]))
    banned = bans_on(replies)
    return [
        Row(
            reply,
            None if reply.is_root else parents.get(reply.parent_id),
            histories.get(reply.writer_key, {}),
            bool(reply.writer_key) and reply.writer_key in trusted,
            banned.get(reply.pk, []),
            holding.why_held(reply),
            reports.get(reply.pk, []),
            versions.get(reply.pk, []),
            decided.get(reply.pk, []),
            after.pk if after else 0,
        )
        for reply, after in zip_longest(replies, replies[1:])
    ]


def grouped(found: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows by the number of the reply that they belong to, in their order."""
    rows: dict[int, list[Any]] = {}
    for each in found:
        rows.setdefault(each.reply_id, []).append(each)
    return rows


def bans_on(replies: Iterable[Reply]) -> dict[int, list[Ban]]:
    """The bans that keep the writers of these out now, by the number of the reply."""
    current = list(Ban.objects.in_force().exclude(kind=Ban.Kind.WORD))
    return {reply.pk: [ban for ban in current if is_banned_by(reply, ban)] for reply in replies}


def is_banned_by(reply: Reply, ban: Ban) -> bool:
    address = reply.ip_address or ""
    return ban.fits(email=reply.user_email, name=reply.writer_name, address=address, text=reply.comment)


def caught_by(kind: str, value: str) -> tuple[list[Reply], int]:
    """Which of the newest replies a ban would have kept out, and among how many was looked.

    Nothing for a value that could never fit.
    """
    ban = Ban(kind=kind, value=value)
    try:
        ban.clean()
    except ValidationError:
        return [], 0
    words = ["writer_name", "user_email", "ip_address", "comment", "status", "submitted_at"]
    looked = list(Reply.objects.order_by("-submitted_at").only(*words)[:LOOKED])
    return [reply for reply in looked if is_banned_by(reply, ban)], len(looked)
