"""Writers change their words for a while. Moderators keep the earlier ones; the new ones are judged again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from comments import moderation
from comments.models import DebateRules, Decision, Reply, ReplyStatus, Thread, Version
from comments.screening import judging, learning

EDITABLE = (ReplyStatus.UNCONFIRMED, ReplyStatus.PENDING, ReplyStatus.APPROVED)


@dataclass(frozen=True)
class Window:
    """The time in which a reply may be edited. Without an end: for as long as nobody has published it."""

    is_open: bool
    until: datetime | None = None


class TooLateError(Exception):
    """The time to edit is over, or the reply is where its writer cannot change it."""


class ChangedMeanwhileError(Exception):
    """It was changed since the form was opened, as in another tab; `reply` is what stands there now."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.pk)
        self.reply = reply


def window(reply: Reply) -> Window:
    """Whether its writer may change it."""
    return windows([reply])[reply.pk]


def windows(replies: Sequence[Reply]) -> dict[int, Window]:
    """The same for each of many, by number; two queries."""
    minutes = DebateRules.current().edit_minutes
    published = Decision.objects.let_out(reply.pk for reply in replies)
    return {reply.pk: window_of(reply, minutes, published.get(reply.pk)) for reply in replies}


def window_of(reply: Reply, minutes: int, published: datetime | None) -> Window:
    """What moderators have never let out may be changed while it waits; the rest for `minutes`."""
    if not minutes or reply.status not in EDITABLE or reply.kind != Reply.Kind.REPLY:
        return Window(is_open=False)
    if reply.status != ReplyStatus.APPROVED and published is None:
        return Window(is_open=True)
    moments = filter(None, [reply.submitted_at, reply.confirmed_at, published])
    until = max(moments) + timedelta(minutes=minutes)
    return Window(timezone.now() < until, until)


def edition(reply: Reply) -> int:
    """How often it was changed: what a form shows that it has seen."""
    return Version.objects.filter(reply_id=reply.pk).count()


def edit(reply: Reply, text: str, seen: int) -> Reply:
    """Put `text` in the place of its words, if it is still the edition that the form has `seen`.

    Judged again: readers may lose sight of it until a moderator has looked. Raises TooLateError and
    ChangedMeanwhileError; Reply.DoesNotExist if it is gone.
    """
    with transaction.atomic():
        Thread.objects.hold(reply.post_id)
        fresh = Reply.objects.select_related("post").get(pk=reply.pk)
        if fresh.comment == text:
            return fresh
        if not window(fresh).is_open:
            raise TooLateError
        if edition(fresh) != seen:
            raise ChangedMeanwhileError(fresh)
        learning.forget(fresh)
        Version.objects.create(reply=fresh, text=fresh.comment)
        fresh.comment, fresh.edited_at = text, timezone.now()
        fresh.settle()
        Reply.objects.filter(pk=fresh.pk).update(
            comment=text, body_html=fresh.body_html, edited_at=fresh.edited_at
        )
        judge_again(fresh)
    fresh.refresh_from_db(fields=["status"])
    return fresh


def judge_again(reply: Reply) -> None:
    """New words may have to wait; that they would not does not let out what waits already."""
    if reply.status == ReplyStatus.UNCONFIRMED:
        return  # judged when it is confirmed
    judgement = judging.judge(reply, is_proved=True)
    if judgement.status == ReplyStatus.APPROVED:
        return
    if reply.status == ReplyStatus.APPROVED:
        moderation.decide([reply], ReplyStatus.PENDING, actor=Decision.Actor.SITE, because=judgement.held_for)
    judgement.note(reply)
