"""Everything that is held about one address, for its owner to take along."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from comments.models import (
    Appeal,
    Decision,
    Follow,
    Letter,
    Recommendation,
    Reply,
    ReplyStatus,
    Report,
    Version,
    Writer,
)
from comments.moderating import reporting

Entry = dict[str, Any]


def everything_about(writer: Writer) -> Entry:
    """As plain values for JSON; moments in UTC. Moderators are not named, nor anybody else's address."""
    return {
        "site": settings.SITE_URL,
        "made_at": moment(timezone.now()),
        "address": writer.email,
        "known_since": moment(writer.made_at),
        "confirmed_at": moment(writer.confirmed_at),
        "trusted": writer.trusted,
        "mail": writer.mail,
        "replies": list(replies_of(writer)),
        "follows": [
            {**about(row), "how_often": row.cadence, "since": moment(row.made_at)}
            for row in Follow.objects.filter(writer=writer).select_related("post", "reply")
        ],
        "recommendations": [
            {**about(row), "at": moment(row.made_at)}
            for row in Recommendation.objects.filter(writer=writer).select_related("reply")
        ],
        "reports": [
            {**about(row), "reason": row.why, "note": row.note, "at": moment(row.made_at)}
            for row in Report.objects.filter(reporter=reporting.reporter(writer, "")).select_related("reply")
        ],
        "letters": [
            {"kind": row.kind, "at": moment(row.made_at), "sent_at": moment(row.sent_at)}
            for row in Letter.objects.filter(writer=writer).order_by("pk")
        ],
    }


def moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def about(row: Any) -> Entry:
    """The addresses of the reply and the article that a row is about."""
    reply, post = getattr(row, "reply", None), getattr(row, "post", None)
    return {
        "reply": settings.SITE_URL + reply.permalink if reply else None,
        "article": settings.SITE_URL + post.get_absolute_url() if post else None,
    }


def replies_of(writer: Writer) -> Iterator[Entry]:
    replies = list(Reply.objects.by_key(writer.key).select_related("post").order_by("pk"))
    numbers = [reply.pk for reply in replies]
    versions = grouped(Version.objects.filter(reply__in=numbers).order_by("pk"))
    decisions = grouped(Decision.objects.filter(reply_id__in=numbers).order_by("pk"))
    appeals = grouped(Appeal.objects.filter(reply__in=numbers))
    for reply in replies:
        yield {
            **fields_of(reply),
            "earlier_words": [
                {"text": row.text, "until": moment(row.replaced_at)} for row in versions[reply.pk]
            ],
            "decisions": [decided(row) for row in decisions[reply.pk]],
            "appeals": [{"text": row.text, "at": moment(row.made_at)} for row in appeals[reply.pk]],
        }


def grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows by the number of their reply."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.reply_id].append(row)
    return found


def fields_of(reply: Reply) -> Entry:
    return {
        "number": reply.pk,
        "address": settings.SITE_URL + reply.permalink,
        "article": {"title": reply.post.title, "address": settings.SITE_URL + reply.post.get_absolute_url()},
        "answers": None if reply.is_root else reply.parent_id,
        "state": reply.status,
        "name": reply.writer_name,
        "website": reply.writer_url,
        "text": reply.comment,
        "written_at": moment(reply.submitted_at),
        "confirmed_at": moment(reply.confirmed_at),
        "edited_at": moment(reply.edited_at),
        "recommended": reply.recommended,
        **({} if reply.status == ReplyStatus.UNCONFIRMED else machine_of(reply)),
        "follows_answers": reply.followup,
        "spam_score": reply.score,
        "held_for": reply.held_for,
        "imported": reply.import_data,
    }


def machine_of(reply: Reply) -> Entry:
    """From where it was written. Of an unconfirmed reply that may be a stranger's, who typed this address."""
    return {"network_address": reply.ip_address, "browser": reply.user_agent}


def decided(row: Decision) -> Entry:
    """Who decided is said by role, never by name."""
    return {
        "at": moment(row.made_at),
        "by": row.actor,
        "from": row.was,
        "to": row.became,
        "reason": row.reason,
        "note": row.note,
    }
