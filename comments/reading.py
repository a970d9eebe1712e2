"""Reading a thread: a page of it in one query, at whatever place one enters."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from blog.models import Post
from comments.models import STEP, Reply
from comments.placing import lineage

PAGE = 100

OPEN_LIST, CLOSE_LIST = '<ol class="thread">', "</ol>"
OPEN_REPLY, CLOSE_REPLY = "<li>", "</article></li>"
OPEN_PLACE, CLOSE_PLACE = '<li class="continued">', "</li>"


@dataclass(frozen=True)
class Row:
    """One reply on the page. `opening` is the markup that ends what came before and leads to its place."""

    reply: Reply
    opening: SafeString
    answered: int | None = None  # its true parent's number, where the nesting does not show it


@dataclass(frozen=True)
class ThreadPage:
    """What one page of a thread shows. `older` and `newer` are the first replies of its neighbours."""

    rows: list[Row]
    closing: SafeString
    mentions: list[Reply]
    continues: Reply | None
    has_older: bool
    older: int | None
    newer: int | None


def page_of(post: Post, start: int | None = None) -> ThreadPage:
    """The page of the article's thread that begins with reply `start`, or its first page.

    A number that is no reply of this article gives the first page.
    """
    first = start and Reply.objects.of(post).filter(pk=start).values_list("path", flat=True).first()
    shown = Reply.objects.of(post).shown().order_by("path")
    found = list(shown.filter(path__gte=first or "").for_reading()[: PAGE + 1])
    replies = found[:PAGE]
    mentions = [reply for reply in apart(found) if reply in replies]
    rest = [reply for reply in replies if reply not in mentions]
    rows, closing = nested(rest)
    before = (
        list(shown.filter(path__lt=first).reverse().values_list("pk", flat=True)[: PAGE + 1]) if first else []
    )
    return ThreadPage(
        rows=rows,
        closing=closing,
        mentions=mentions,
        continues=above(rest[0]) if rest and rest[0].depth else None,
        has_older=bool(before),
        older=before[PAGE - 1] if len(before) > PAGE else None,
        newer=found[PAGE].pk if len(found) > PAGE else None,
    )


def apart(replies: list[Reply]) -> list[Reply]:
    """Pingbacks that nobody has answered: mentions elsewhere, no part of the conversation."""
    after = [*replies[1:], None]
    return [
        reply
        for reply, following in zip(replies, after, strict=False)
        if reply.kind != Reply.Kind.REPLY and not (following and following.path.startswith(reply.path))
    ]


def above(reply: Reply) -> Reply | None:
    """The reply under which `reply` is shown."""
    return Reply.objects.filter(pk=lineage(reply.path)[-2]).for_reading().first()


def nested(replies: Iterable[Reply]) -> tuple[list[Row], SafeString]:
    """The rows with the markup between them, and what closes the last; one walk, however deep."""
    rows: list[Row] = []
    closers: list[str] = []  # what ends each open level, list by list
    for reply in replies:
        opening = ""
        while len(closers) > reply.depth + 1:
            opening += closers.pop() + CLOSE_LIST
        if len(closers) > reply.depth:
            opening += closers.pop()
        else:
            while len(closers) < reply.depth:
                opening += OPEN_LIST + OPEN_PLACE
                closers.append(CLOSE_PLACE)
            opening += OPEN_LIST
        closers.append(CLOSE_REPLY)
        rows.append(Row(reply, mark_safe(opening + OPEN_REPLY), answered_elsewhere(reply)))
    return rows, mark_safe("".join(closer + CLOSE_LIST for closer in reversed(closers)))


def answered_elsewhere(reply: Reply) -> int | None:
    """The number of what it answers, if that is not the reply under which it is shown."""
    place = lineage(reply.path)
    is_said = reply.is_root or (len(place) > 1 and place[-2] == reply.parent_id)
    return None if is_said else reply.parent_id


def address_of(reply: Reply) -> str:
    """Where readers find a shown reply, however far down its thread."""
    start = page_start(reply)
    query = f"?replies={start}" if start else ""
    return f"{reply.post.get_absolute_url()}{query}#reply-{reply.pk}"


def page_start(reply: Reply) -> int | None:
    """The reply with which a page begins that shows `reply`; None for the first page.

    The nearest to the root from which one page reaches it, so that as much of the branch as fits stands
    above it. Counts at most a page of rows at each level.
    """
    shown = Reply.objects.of(reply.post).shown().order_by("path")
    last = shown.values_list("path", flat=True)[PAGE - 1 : PAGE].first()
    if last is None or reply.path <= last:
        return None
    for depth, pk in enumerate(lineage(reply.path)):
        between = Q(path__gte=reply.path[: STEP * (depth + 1)], path__lt=reply.path)
        if shown.filter(between)[:PAGE].count() < PAGE:
            return pk
    return None
