"""What is kept about threads, compared with their rows and put right: some hundred threads in one go.

A thread is held while it is compared, so that nobody replies or decides meanwhile. Each go is a short
transaction of its own, and what it reads is bounded by its replies, so that memory does not grow."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from blog.models import Post
from comments.models import Recommendation, Reply, ReplyStatus, Thread
from comments.tree.placing import lineage
from comments.tree.ranking import weight

THREADS, REPLIES = 200, 2_000  # in one go, if a single thread does not hold more
TOGETHER = 500  # rows that one statement changes
RANKS = ("recommended", "root_at", "root_recommended")


@dataclass(frozen=True)
class Drift:
    """How far what was kept about one thread was from its rows."""

    post_id: int
    counts: dict[str, tuple[object, object]]  # name: (kept, counted)
    wrongly_shown: int
    wrongly_hidden: int
    misranked: int

    def __bool__(self) -> bool:
        return bool(self.counts or self.wrongly_shown or self.wrongly_hidden or self.misranked)


class Row(NamedTuple):
    """Of a reply what is derived, and what that follows from."""

    pk: int
    post: int
    root: int
    path: str
    status: str
    kind: str
    reason: str
    shown: bool
    submitted_at: datetime
    import_data__recommended: int | None
    recommended: int
    root_at: datetime
    root_recommended: int


def tally(kind: str, status: str) -> tuple[int, int]:
    """What one reply adds to (approved, waiting). Pingbacks are listed, but not counted as replies."""
    approved = status == ReplyStatus.APPROVED and kind == Reply.Kind.REPLY
    return int(approved), int(status == ReplyStatus.PENDING)


def removal(kind: str, status: str, reason: str) -> list[str]:
    """The reason that counts; none for spam, and for what another system removed without a reason."""
    is_counted = status == ReplyStatus.TRASH and kind == Reply.Kind.REPLY and reason
    return [reason] if is_counted else []


def counted(rows: Sequence[Row]) -> dict[str, Any]:
    """What the rows of an article say its thread should hold."""
    tallies = [tally(row.kind, row.status) for row in rows]
    approved = [row.submitted_at for row, (is_read, _waits) in zip(rows, tallies, strict=True) if is_read]
    removed = Counter(each for row in rows for each in removal(row.kind, row.status, row.reason))
    return {
        "approved_count": len(approved),
        "last_reply_at": max(approved, default=None),
        "waiting_count": sum(waits for _is_read, waits in tallies),
        "removed": dict(sorted(removed.items())),
    }


def misranked(rows: Sequence[Row], given: dict[int, int]) -> dict[int, tuple[int, datetime, int]]:
    """Number and true ranks (RANKS) of the rows on which something else stands; `given` is how often replies
    were recommended here, to which comes what they brought along from the site where they were before."""
    numbers = {row.pk: given.get(row.pk, 0) + (row.import_data__recommended or 0) for row in rows}
    by_number = {row.pk: row for row in rows}
    wrong = {}
    for row in rows:
        root = by_number.get(row.root, row)
        true = (numbers[row.pk], root.submitted_at, weight(root.status, numbers[root.pk]))
        if true != (row.recommended, row.root_at, row.root_recommended):
            wrong[row.pk] = true
    return wrong


class Compared:
    """One thread beside its rows."""

    def __init__(self, thread: Thread, rows: Sequence[Row], given: dict[int, int]) -> None:
        self.post_id, self.true = thread.pk, counted(rows)
        kept = {name: getattr(thread, name) for name in self.true}
        self.differing = {name: (kept[name], true) for name, true in self.true.items() if kept[name] != true}
        approved = (row.path for row in rows if row.status == ReplyStatus.APPROVED)
        visible = {pk for path in approved for pk in lineage(path)}
        shown = {row.pk for row in rows if row.shown}
        self.wrongly_shown, self.wrongly_hidden = shown - visible, visible - shown
        self.ranks = misranked(rows, given)

    @property
    def drift(self) -> Drift:
        places = len(self.wrongly_shown), len(self.wrongly_hidden)
        return Drift(self.post_id, self.differing, *places, len(self.ranks))


def recount_many(post_ids: Iterable[int], *, repair: bool = True) -> list[Drift]:
    """Compare what is kept about these threads with their rows; put it right unless told otherwise."""
    keys = sorted(post_ids)
    with transaction.atomic():
        threads = Thread.objects.hold_many(keys)
        rows, given = rows_of(keys), given_to(keys)
        found = [Compared(threads[key], rows[key], given) for key in keys]
        if repair:
            put_right(found)
    return [each.drift for each in found]


def rows_of(keys: Sequence[int]) -> dict[int, list[Row]]:
    """The replies of these articles, by article."""
    found: dict[int, list[Row]] = defaultdict(list)
    for values in Reply.objects.filter(post_id__in=keys).order_by().values_list(*Row._fields):
        row = Row(*values)
        found[row.post].append(row)
    return found


def given_to(keys: Sequence[int]) -> dict[int, int]:
    """How often replies to these articles were recommended here, by reply."""
    given = Recommendation.objects.filter(reply__post_id__in=keys).order_by().values_list("reply")
    return dict(given.annotate(number=Count("pk")))


def put_right(found: Sequence[Compared]) -> None:
    for each in found:
        if each.differing:
            Thread.objects.filter(pk=each.post_id).update(
                **{name: each.true[name] for name in each.differing}
            )
    change([pk for each in found for pk in each.wrongly_shown], shown=False)
    change([pk for each in found for pk in each.wrongly_hidden], shown=True)
    alike = defaultdict(list)
    for each in found:
        for pk, ranks in each.ranks.items():
            alike[ranks].append(pk)
    for ranks, keys in alike.items():
        change(keys, **dict(zip(RANKS, ranks, strict=True)))


def change(keys: Sequence[int], **columns: Any) -> None:
    for start in range(0, len(keys), TOGETHER):
        Reply.objects.filter(pk__in=keys[start : start + TOGETHER]).update(**columns)


def recount_all(*, repair: bool, progress: Callable[[str, int, int], None]) -> Iterator[Drift]:
    """Of every article that has a thread or replies, one after the other; `progress` counts replies."""
    total, done = Reply.objects.count(), 0
    for keys, replies in goes():
        yield from recount_many(keys, repair=repair)
        done += replies
        progress("counting replies", min(done, total), total)


def goes() -> Iterator[tuple[list[int], int]]:
    """Articles for one go each, and how many replies they have."""
    keys: list[int] = []
    replies = 0
    for key, number in sizes():
        if keys and (replies + number > REPLIES or len(keys) == THREADS):
            yield keys, replies
            keys, replies = [], 0
        keys.append(key)
        replies += number
    if keys:
        yield keys, replies


def sizes() -> Iterator[tuple[int, int]]:
    """Each article that has a thread or replies, in the order of their numbers, with its number of replies.
    They are asked for a few at a time: a cursor would not outlive the transactions between."""
    mine = Reply.objects.filter(post_id=OuterRef("pk")).order_by().values("post_id")
    number = Coalesce(Subquery(mine.annotate(number=Count("pk")).values("number")), 0)
    has_some = Q(number__gt=0) | Exists(Thread.objects.filter(pk=OuterRef("pk")))
    posts = Post.everything.annotate(number=number).filter(has_some).order_by("pk")
    last = 0
    while found := list(posts.filter(pk__gt=last).values_list("pk", "number")[:THREADS]):
        yield from found
        last = found[-1][0]
