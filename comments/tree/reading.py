"""Reading a thread: a page of it in one query, at whatever place one enters."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Q, Subquery
from django.db.models.functions import Left, Length
from django.utils.safestring import SafeString, mark_safe

from blog.models import Post
from blog.prepared import Prepared
from comments.models import STEP, Reply, ReplyStatus
from comments.tree.lines import Line, columns, lines
from comments.tree.ordering import OLDEST, Order, order_named
from comments.tree.placing import lineage

PAGE = 100
MOST_AT_ONCE = 2_000  # on the page of all replies
READ = ReplyStatus.APPROVED.value
ALL = "all"  # the value of `?replies=` that asks for it

OPEN_LIST, CLOSE_LIST = '<ol class="thread">', "</ol>"
OPEN_REPLY, CLOSE_REPLY = "<li>", "</article></li>"
OPEN_PLACE, CLOSE_PLACE = '<li class="continued">', "</li>"


@dataclass(slots=True)
class Row:
    """One reply on the page. `opening` is the markup that ends what came before and leads to its place."""

    reply: Line
    opening: str
    answered: int | None = None  # its true parent's number, where the nesting does not show it
    answers: int = 0  # how many of the rows below stand in its branch and are read
    has_more: bool = False  # its branch goes on on the next page


@dataclass(frozen=True)
class ThreadPage:
    """What one page of a thread shows. `before` and `after` are the first replies of its neighbours; None
    before a page that has one is the first page."""

    order: Order
    rows: list[Row]
    closing: SafeString
    mentions: list[Line]
    continues: Reply | None
    has_before: bool
    before: int | None
    after: int | None


def page_of(post: Post, start: int | None = None, order: Order = OLDEST) -> ThreadPage:
    """The page of the article's thread that begins with reply `start`, or its first page.

    A number that is no reply of this article gives the first page. One query, and one more with a `start`.
    """
    line = line_to(post, start) if start else []
    found = lines(rows_from(post, line[-1] if line else None, order))
    if line and not found:  # it was the last, and is shown no longer
        return page_of(post, None, order)
    return made(order, found, line, PAGE)


def made(order: Order, found: list[Line], line: list[Reply], most: int) -> ThreadPage:
    """The page of the first `most` of `found`, which holds one more if there is one; entered by `line`."""
    replies = found[:most]
    aside = {reply.pk for reply in apart(found)}
    mentions = [reply for reply in replies if reply.pk in aside]
    rest = [reply for reply in replies if reply.pk not in aside]
    following = found[most] if len(found) > most else None
    rows, closing = nested(rest, following)
    return ThreadPage(
        order=order,
        rows=rows,
        closing=closing,
        mentions=mentions,
        continues=above(rest[0], line) if rest else None,
        has_before=bool(line and found and found[0].pk != found[0].very_first),
        before=page_before(found) if line else None,
        after=following.pk if following else None,
    )


def whole(post: Post, order: Order = OLDEST) -> ThreadPage:
    """All replies of the article on one page, to read on and to print; of a very long thread so many, with
    the way to the rest."""
    found = lines(beginning(order.name, MOST_AT_ONCE + 1)(post=post.pk))
    return made(order, found, [], MOST_AT_ONCE)


def line_to(post: Post, start: int) -> list[Reply]:
    """Reply `start`, after the one under which it is shown, in one query; nothing if there is none."""
    path = Reply.objects.of(post).filter(pk=start)
    upper = path.annotate(upper=Left("path", Length("path") - STEP)).values("upper")
    places = {"shown__in": [True, False], "path__in": [Subquery(path.values("path")), Subquery(upper)]}
    return list(Reply.objects.of(post).filter(**places).for_reading().order_by("path"))


def rows_from(post: Post, first: Reply | None, order: Order) -> Any:
    """A page of replies and one more. Those from `first` on carry where the page before theirs begins."""
    if first is None:
        return beginning(order.name, PAGE + 1)(post=post.pk)
    shown = Reply.objects.of(post).shown()
    before = order.back(shown, first, PAGE).values("pk")[PAGE - 1 :]
    very_first = order.all(shown).values("pk")[:1]
    rows = order.onward(shown, first, PAGE + 1)
    starts: Any = {"before": Subquery(before), "very_first": Subquery(very_first)}
    return columns(rows.annotate(**starts), *starts)


@cache
def beginning(order: str, most: int) -> Prepared:
    """The first replies of an article in this order."""
    return Prepared(lambda post: first_rows(order_named(order), post, most), post=int)


def first_rows(order: Order, post: int, most: int) -> Any:
    """Up to so many, from the first on, of the article with this key."""
    return columns(order.all(Reply.objects.filter(post_id=post).shown()))[:most]


def page_before(found: list[Line]) -> int | None:
    """Where the page before begins; None for the first page, whether or not that is a whole one."""
    return found[0].before if found and found[0].before != found[0].very_first else None


def apart(replies: list[Line]) -> list[Line]:
    """Pingbacks that nobody has answered: mentions elsewhere, no part of the conversation."""
    after = [*replies[1:], None]
    return [
        reply
        for reply, following in zip(replies, after, strict=False)
        if not reply.is_conversation and not (following and following.path.startswith(reply.path))
    ]


def above(reply: Line, line: list[Reply]) -> Reply | None:
    """The last of `line` under which `reply` is shown: what a page continues that begins with it."""
    places = [each for each in line if each.pk != reply.pk and reply.path.startswith(each.path)]
    return places[-1] if places else None


def nested(replies: Iterable[Line], following: Line | None = None) -> tuple[list[Row], SafeString]:
    """The rows with the markup between them, and what closes the last; one walk, however deep.

    `following` is the first reply of the next page.
    """
    ongoing = following.path[:-STEP] if following else ""
    rows: list[Row] = []
    above: list[Row] = []  # those in whose branch the walk stands
    closers: list[str] = []  # what ends each open level, list by list
    for reply in replies:
        path = reply.path
        while above and not path.startswith(above[-1].reply.path):
            above.pop()
        if reply.status == READ:
            for each in above:
                each.answers += 1
        row = Row(reply, opened(closers, reply.depth), answered_elsewhere(reply), 0, ongoing.startswith(path))
        rows.append(row)
        above.append(row)
    return rows, mark_safe("".join(closer + CLOSE_LIST for closer in reversed(closers)))


def opened(closers: list[str], depth: int) -> str:
    """The markup from the place where `closers` stand to a reply at `depth`; `closers` stand there then."""
    opening = ""
    while len(closers) > depth + 1:
        opening += closers.pop() + CLOSE_LIST
    if len(closers) > depth:
        opening += closers.pop()
    else:
        while len(closers) < depth:
            opening += OPEN_LIST + OPEN_PLACE
            closers.append(CLOSE_PLACE)
        opening += OPEN_LIST
    closers.append(CLOSE_REPLY)
    return opening + OPEN_REPLY


def answered_elsewhere(reply: Line) -> int | None:
    """The number of what it answers, if that is not the reply above it."""
    parent, path = reply.parent_id, reply.path
    if parent in {0, reply.pk}:
        return None
    is_said = len(path) > STEP and int(path[-2 * STEP : -STEP], 36) == parent
    return None if is_said else parent


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
    shown = Reply.objects.of(reply.post).shown()
    if OLDEST.back(shown, reply, PAGE).count() < PAGE:
        return None
    for depth, pk in enumerate(lineage(reply.path)):
        between = Q(path__gte=reply.path[: STEP * (depth + 1)], path__lt=reply.path)
        if shown.filter(between)[:PAGE].count() < PAGE:
            return pk
    return None
