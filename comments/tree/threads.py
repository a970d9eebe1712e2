"""Replies come in: one from a reader, or many from another system."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from blog.alone import let_others_write
from blog.models import Post
from blog.rawrows import Question
from comments.models import Reply, ReplyQuerySet, Thread
from comments.tree.counts import count_new
from comments.tree.joining import ParentGoneError, join
from comments.tree.placing import insert

BATCH = 500
NAMED_AT_ONCE = 10_000


class ThreadError(ValueError):
    """A reply cannot hang where it was meant to; the message is for its writer."""


def add(
    reply: Reply, parent: Reply | None = None, *, unless: Question | None = None, savepoint: bool = True
) -> Reply:
    """Store a new reply under `parent`, or under the article itself, and count it. Without a `savepoint` a
    transaction around it has to be rolled back after an error.

    Raises ThreadError if the parent is gone or belongs to another article, and SaidAlreadyError if the query
    `unless` finds anything. Any number of these may run at the same time.
    """
    try:
        with transaction.atomic(savepoint=savepoint):
            join(reply, parent, unless=unless)
    except ParentGoneError as error:
        raise ThreadError(_("The reply that you were answering is no longer there.")) from error
    return reply


def add_all(post: Post, replies: Sequence[Reply], parents: Sequence[Reply | None]) -> None:
    """Store new replies of one article at once and count them.

    `parents` runs beside them: None, a stored reply of this article, or one that stands earlier in `replies`.
    """
    with transaction.atomic():
        thread = Thread.objects.hold(post.pk)
        insert(replies, parents)
        count_new(thread, replies)


@dataclass(frozen=True)
class Incoming:
    """A reply from elsewhere: an unsaved `Reply` with its `import_ref`, and that of its true parent."""

    reply: Reply
    parent_ref: str = ""

    @property
    def ref(self) -> str:
        return self.reply.import_ref or ""


@dataclass
class Placed:
    """What `place_many` did. `rootless` names those whose parent was nowhere; they answer the article now."""

    written: int = 0
    known: int = 0
    rootless: list[str] = field(default_factory=list)


def place_many(post: Post, incoming: Iterable[Incoming]) -> Placed:
    """Store replies of one article with their true parents, given in any order.

    Those that are there already (by `import_ref`) are left as they are, so that a run that was cut off can
    be repeated. Written in transactions of BATCH; states and dates are kept as given.
    """
    arrivals = {each.ref: each for each in incoming}
    known = known_replies(post, arrivals)
    placed = Placed(known=sum(ref in known for ref in arrivals))
    ordered = [arrivals[ref] for ref in parents_first(arrivals) if ref not in known]
    for start in range(0, len(ordered), BATCH):
        if start:
            let_others_write()
        place_batch(post, ordered[start : start + BATCH], known, placed)
    return placed


def known_replies(post: Post, arrivals: dict[str, Incoming]) -> dict[str, Reply]:
    """Those that are stored already, and stored parents of those that are not, by `import_ref`."""
    refs = {*arrivals, *(each.parent_ref for each in arrivals.values())} - {""}
    rows = Reply.objects.of(post).only("path", "depth", "import_ref", "root_at", "root_recommended")
    return {row.import_ref or "": row for row in called(rows, refs)}


def called(rows: ReplyQuerySet, refs: Iterable[str]) -> Iterator[Reply]:
    """Those of `rows` with these names, asked for in parts: SQLite takes 32,766 values in one question."""
    names = sorted(refs)
    for first in range(0, len(names), NAMED_AT_ONCE):
        yield from rows.filter(import_ref__in=names[first : first + NAMED_AT_ONCE])


def parents_first(arrivals: dict[str, Incoming]) -> list[str]:
    """By date, but each after its parent; a ring of parents is cut where the oldest enters it."""
    ordered: dict[str, None] = {}
    for each in sorted(arrivals.values(), key=lambda each: each.reply.submitted_at):
        line: list[str] = []
        ref = each.ref
        while ref in arrivals and ref not in ordered and ref not in line:
            line.append(ref)
            ref = arrivals[ref].parent_ref
        ordered.update(dict.fromkeys(reversed(line)))
    return list(ordered)


def place_batch(post: Post, batch: Sequence[Incoming], known: dict[str, Reply], placed: Placed) -> None:
    parents: list[Reply | None] = []
    for each in batch:
        each.reply.post = post
        parents.append(known.get(each.parent_ref))
        if each.parent_ref and parents[-1] is None:
            placed.rootless.append(each.ref)
        known[each.ref] = each.reply
    add_all(post, [each.reply for each in batch], parents)
    placed.written += len(batch)
