"""One reply as a thread shows it: the columns of a row, without a model around them for a hundred at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from comments.models import Reply, ReplyQuerySet, ReplyStatus

COLUMNS = (
    "pk", "path", "depth", "status", "kind", "writer_name", "writer_url", "is_author", "body_html",
    "submitted_at", "edited_at", "parent_id", "recommended",
)  # fmt: skip


class Line(NamedTuple):
    """`before` and `very_first` come with a page in the middle: where the page before it, and the thread,
    begin."""

    pk: int
    path: str
    depth: int
    status: str
    kind: str
    writer_name: str
    writer_url: str
    is_author: bool
    body_html: str
    submitted_at: datetime
    edited_at: datetime | None
    parent_id: int
    recommended: int
    before: int | None = None
    very_first: int | None = None

    @property
    def is_read(self) -> bool:
        return self.status == ReplyStatus.APPROVED

    @property
    def website(self) -> str:
        """As `Reply.website`."""
        return self.writer_url if self.writer_url.startswith(("http://", "https://")) else ""

    @property
    def is_conversation(self) -> bool:
        """No pingback."""
        return self.kind == Reply.Kind.REPLY


def columns(rows: ReplyQuerySet, *more: str) -> Any:
    """`rows` as what `lines` takes."""
    return rows.values_list(*COLUMNS, *more)


def lines(rows: Iterable[tuple[Any, ...]]) -> list[Line]:
    return [Line(*row) for row in rows]
