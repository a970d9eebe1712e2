"""Recommendations: what readers found worth reading, one a confirmed address and reply.

Counts and rows change together under the thread's hold, so that presses at the same moment count once."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from comments.models import Recommendation, Reply, Thread, Writer
from comments.tree.ranking import rank_branch


def may_recommend(reply: Reply, writer: Writer) -> bool:
    """Only what readers see, and never one's own."""
    return reply.is_read and reply.kind == Reply.Kind.REPLY and not is_own(reply, writer)


def is_own(reply: Reply, writer: Writer) -> bool:
    """Written under the same address, or by the same login."""
    by_login = writer.user_id is not None and writer.user_id == reply.user_id
    return by_login or (bool(writer.key) and writer.key == reply.writer_key)


def is_recommended_by(reply: Reply, writer: Writer) -> bool:
    return Recommendation.objects.filter(reply=reply, writer=writer).exists()


def recommend(reply: Reply, writer: Writer) -> bool:
    """Count the recommendation of `writer`, whose address is confirmed; False if it may not or does already.

    `reply.recommended` is what it is by then.
    """
    with transaction.atomic():
        Thread.objects.hold(reply.post_id)
        refresh(reply)
        if not may_recommend(reply, writer) or is_recommended_by(reply, writer):
            return False
        Recommendation.objects.create(reply=reply, writer=writer)
        count(reply, 1)
    return True


def take_back(reply: Reply, writer: Writer) -> bool:
    """Count it no longer; False if there was none."""
    with transaction.atomic():
        Thread.objects.hold(reply.post_id)
        refresh(reply)
        gone, _ = Recommendation.objects.filter(reply=reply, writer=writer).delete()
        if gone:
            count(reply, -1)
    return bool(gone)


def forget(writer: Writer) -> int:
    """Take back everything that `writer` recommended; how many. For whoever erases a writer."""
    return sum(take_back(reply, writer) for reply in recommended_by(writer))


def recommended_by(writer: Writer) -> Iterable[Reply]:
    return list(Reply.objects.filter(recommendations__writer=writer).order_by("post_id", "pk"))


def refresh(reply: Reply) -> None:
    """What stands in the row now that its thread is held."""
    reply.refresh_from_db(fields=["status", "recommended", "path", "root", "writer_key", "user_id"])


def count(reply: Reply, difference: int) -> None:
    Reply.objects.filter(pk=reply.pk).update(recommended=F("recommended") + difference)
    reply.recommended += difference
    if reply.pk == reply.root:
        rank_branch(reply)
