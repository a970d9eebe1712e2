"""Pictures and other files of the library as attachments, by their numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from blog.models import Attachment, Image, Publication
from blog.models.slugs import slug_from
from wordpress import saidcolumns, vocabulary
from wordpress.content import plain
from wordpress.importing.run import words
from wordpress.rowvalues import values_of
from wordpress.vocabulary import own, written

from .clocks import told
from .items import Item
from .keptmeta import imported, kept_meta
from .markup import Pair, as_html
from .numbers import Numbers
from .texts import absolute, file_address, wordpress_slug

BATCH = 200
Kept = Image | Attachment


def batches(model: type[Kept]) -> Iterator[list[Any]]:
    """Every row of the library, with the people and posts that it belongs to."""
    rows = model._default_manager.select_related("uploaded_by").order_by("pk")
    rows = rows.prefetch_related(
        "former_files", *(["post_images__post", "redirect_set"] if model is Image else [])
    )
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


@dataclass(frozen=True)
class Files:
    """Turns a picture or another file into an item."""

    numbers: Numbers

    def item(self, row: Kept) -> Item:
        number, address, said = self.numbers.thing(row), file_address(row), row.import_data
        at = first_date(row)
        return Item(
            number=number,
            type="attachment",
            title=as_html(row.title),
            link=absolute(f"/?attachment_id={number}"),
            guid=str(said.get("guid") or address),
            status="inherit",
            at=at,
            begun=at,
            modified=row.created_at,
            name=str(said.get("slug") or wordpress_slug(slug_from(row.title or str(number)))),
            creator=str(said.get("creator") or ""),
            content=describing(row),
            excerpt=row.caption if isinstance(row, Image) else str(said.get("caption") or ""),
            replies_open=bool(said.get("open", [0, 0])[0]),
            pings_open=bool(said.get("open", [0, 0])[1]),
            order=int(said.get("position") or 0),
            said=said,
            parent=self.parent(row),
            attachment_url=address,
            meta=self.meta(row),
        )

    def parent(self, row: Kept) -> int:
        """The post to which it is attached."""
        attached = row.post_images.all() if isinstance(row, Image) else ()
        return next(
            (self.numbers.thing(each.post) for each in attached), int(row.import_data.get("parent") or 0)
        )

    def meta(self, row: Kept) -> list[Pair]:
        theirs = list(self.wordpress_meta(row))
        return [*theirs, *self.own_meta(row), *imported(row.import_data, theirs)]

    def wordpress_meta(self, row: Kept) -> Iterator[Pair]:
        yield "_wp_attached_file", row.file.name or original_file(row)
        if isinstance(row, Image) and row.alt:
            yield "_wp_attachment_image_alt", row.alt
        yield from kept_meta(row.import_data)

    def own_meta(self, row: Kept) -> Iterator[Pair]:
        said = values_of(row, besides=saidcolumns.IMAGE if isinstance(row, Image) else saidcolumns.ATTACHMENT)
        yield from ((own(name), written(value)) for name, value in said.items())
        if row.uploaded_by is not None:
            yield own("uploaded_by"), written(row.uploaded_by.get_username())
        if former := [each.name for each in row.former_files.all()]:
            yield own("former_files"), written(former)
        if isinstance(row, Image):
            old = [each.old_path for each in sorted(row.redirect_set.all(), key=lambda each: each.pk)]
            yield from [(vocabulary.OLD_PATHS, written(old))] if old else []


def describing(row: Kept) -> str:
    """WordPress's description: what it was there, or what stands here; else whose work the file is."""
    said, now = str(row.import_data.get("description") or ""), str(getattr(row, "description", ""))
    if now and now != words(plain(said)):  # edited here since, unless its caption stands in
        return said if not said and now == words(plain(str(row.import_data.get("caption") or ""))) else now
    return said or as_html(" · ".join(filter(None, (row.credit, row.licence))))


def first_date(row: Kept) -> datetime:
    """When WordPress took it in, or when it came here."""
    if gmt := told(row.import_data, "date_gmt"):
        return gmt.replace(tzinfo=UTC)
    local = told(row.import_data, "date")  # in older imports alone
    return local.replace(tzinfo=Publication.current().zone) if local else row.created_at


def original_file(row: Kept) -> str:
    """Where it lay in WordPress's folder of uploads, while it is not here yet."""
    said = next(
        (str(pair[1]) for pair in row.import_data.get("meta", []) if pair[0] == "_wp_attached_file"), ""
    )
    return said or re.sub(r"^.*?/uploads/|^https?://[^/]*/", "", row.source_url)
