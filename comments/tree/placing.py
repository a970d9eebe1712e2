"""Where a reply stands: its path, and the rows that hold it.

A path is the path of what it answers plus its own number in base 36, so that sorting by path is reading order
and nothing written before has to change."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models.sql import InsertQuery
from django.utils.http import int_to_base36
from django_comments.models import Comment
from django_comments_xtd.models import XtdComment

from blog.models import Post
from comments.models import STEP, Reply
from comments.tree.ranking import rank


def step(pk: int) -> str:
    """One level of a path: the reply's number in a fixed width."""
    return int_to_base36(pk).zfill(STEP)


def lineage(path: str) -> list[int]:
    """The numbers of the replies on the way down to `path`, the root first and its own last."""
    return [int(path[start : start + STEP], 36) for start in range(0, len(path), STEP)]


def place(reply: Reply, parent: Reply | None) -> None:
    """Settle where `reply`, which has its number, hangs.

    Below settings.REPLY_DEPTH levels it hangs under the deepest ancestor that may have answers;
    `parent_id` is the true parent at any depth. xtd's convention: a root is its own parent.
    """
    reply.depth = min(parent.depth + 1, settings.REPLY_DEPTH - 1) if parent else 0
    base = parent.path[: STEP * reply.depth] if parent else ""
    reply.path = base + step(reply.pk)
    reply.root = reply.thread_id = lineage(reply.path)[0]
    reply.parent_id = parent.pk if parent else reply.pk
    reply.level = reply.depth
    rank(reply, parent)


def insert(
    replies: Sequence[Reply],
    parents: Sequence[Reply | None],
    mark: Callable[[Sequence[Reply]], None] | None = None,
    *,
    is_settled: bool = False,
) -> None:
    """Write new replies with their places; `parents` runs beside them and may hold earlier ones of them.

    `mark` is given them placed and not yet written, to say more of them; `is_settled` if their texts are
    rendered already. Three tables hold a reply. The first
    gives the numbers, from which the paths follow, so the other two are written once and never updated.
    """
    for reply in replies:
        if not is_settled:
            reply.settle()
        locate(reply)
    rows = Comment.objects.bulk_create([first_row(reply) for reply in replies])
    for reply, row, parent in zip(replies, rows, parents, strict=True):
        reply.id = reply.comment_ptr_id = reply.xtdcomment_ptr_id = row.pk
        place(reply, parent)
    if mark:
        mark(replies)
    write(XtdComment, replies)
    write(Reply, replies)
    for reply in replies:
        reply._state.adding = False
        reply._state.db = connection.alias


def locate(reply: Reply) -> None:
    """Say in the columns of the first table what it is a reply to."""
    reply.content_type_id = ContentType.objects.get_for_model(Post).pk
    reply.object_pk = str(reply.post_id)
    reply.site_id = settings.SITE_ID


def first_row(reply: Reply) -> Comment:
    fields = [field.attname for field in Comment._meta.concrete_fields if not field.primary_key]
    return Comment(**{name: getattr(reply, name) for name in fields})


def write(model: type[models.Model], rows: Sequence[Reply]) -> None:
    """One table of the three. bulk_create refuses joined models, since it would have to learn the numbers
    of their first rows; here they are known."""
    fields = model._meta.local_concrete_fields
    size = max(1, connection.ops.bulk_batch_size(fields, rows))
    for start in range(0, len(rows), size):
        query = InsertQuery(model)
        query.insert_values(fields, list(rows[start : start + size]))
        query.get_compiler(connection=connection).execute_sql()
