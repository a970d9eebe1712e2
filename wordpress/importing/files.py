"""Attachments: rows of the media library, with their file where it is at hand."""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from blog.models import Attachment, Image, Post, Redirect
from blog.models.media import source_key
from blog.urlparts import split
from wordpress import content
from wordpress.files import Naming, Ways, taken
from wordpress.ledger import Outcome, Reason, Target
from wordpress.reader import Item

from . import ownfiles
from .addresses import LONGEST
from .fingerprints import mark, of_item
from .keeping import Keeping
from .kinds import file_kind, kind_of, source_url
from .run import Run, kept_raw, words
from .source import decoded, path_of, plain_address

UPLOADS = "/uploads/"
ITS_FILES = ".files.wordpress.com"  # where WordPress.com keeps them, beside the blog's own host
NOT_AT_HAND = {
    "picture": "its file is not at hand: pages show its caption and a link",
    "file": "its file is not at hand: links lead to where it was",
}
Row = Image | Attachment


@dataclass
class Arrived:
    """One attachment and what it becomes."""

    item: Item
    ref: str
    row: Row
    outcome: Outcome
    reasons: list[Reason] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return "picture" if isinstance(self.row, Image) else "file"


class Files:
    """Takes an export's attachments into the library."""

    def __init__(self, run: Run, marked: Callable[[Post], str]) -> None:
        self.run, self.marked = run, marked
        self.keeping = Keeping(run)
        self.ways = Ways.of(run.media, run.source.hosts if run.fetch else ())
        self.naming = Naming()

    def take(self, items: list[Item]) -> None:
        """A batch: rows in one transaction, then the file of each in its own with the texts that name it."""
        arrived = self._prepared(items)
        if self.run.write:
            with transaction.atomic():
                self._write(arrived)
        for number, each in enumerate(arrived):
            if not each.row.file:
                self._bring_file(each)
                self.run.tell(number)
        with transaction.atomic(), self.run.ledger.attempt():
            for item in items:
                if item.comments:
                    self.keeping.comments_of_file(item)
            for each in arrived:
                self._account(each)
            self.run.ledger.flush()
        for each in arrived:
            self._remember(each)

    def _prepared(self, items: list[Item]) -> list[Arrived]:
        refs = {self.run.ref(item): item for item in items}
        here: dict[str, Row] = {
            str(row.import_ref): row
            for model in (Image, Attachment)
            for row in model._default_manager.filter(import_ref__in=refs)
        }
        return [self._arrived(ref, item, here.get(ref)) for ref, item in refs.items()]

    def _arrived(self, ref: str, item: Item, row: Row | None) -> Arrived:
        seen = of_item(item)
        known = self.run.last_seen(ref, row.import_data if row else {})
        arrived = Arrived(item, ref, row or new_row(item, ref), Outcome.UNCHANGED)
        if known != seen:
            if row and made_of(row) != row.import_data.get("made"):
                arrived.outcome = Outcome.EDITED_HERE
            else:
                arrived.outcome = Outcome.UPDATED if known is not None else Outcome.CREATED
                fill(arrived.row, item, seen)
                self.run.note_seen(ref, seen)
        return arrived

    def _write(self, arrived: list[Arrived]) -> None:
        self.run.fells_pages(sum(each.outcome is not Outcome.UNCHANGED for each in arrived))
        for model in (Image, Attachment):
            new = [each.row for each in arrived if isinstance(each.row, model) and each.row._state.adding]
            for row in new:
                if isinstance(row, Image):
                    row.source_key = source_key(row.source_url)
            model._default_manager.bulk_create(new)  # type: ignore[arg-type]
        for each in arrived:
            if each.outcome is Outcome.UPDATED:
                each.row.save()
        changed = [each.row for each in arrived if each.outcome in {Outcome.CREATED, Outcome.UPDATED}]
        pictures = [row for row in changed if isinstance(row, Image)]
        Redirect.objects.bulk_create(
            [Redirect(old_path=old, image=image) for image in pictures for old in old_paths(image)],
            ignore_conflicts=True,
        )
        ownfiles.complete([(each.row, each.item) for each in arrived if each.row in changed])

    def _bring_file(self, each: Arrived) -> None:
        """The file, if it is at hand and not here yet; texts that name it say its new address."""
        step = taken(each.row, self.ways, self.naming, write=self.run.write, marked=self.marked)
        if step.outcome == "here":
            if each.outcome is Outcome.UNCHANGED:
                each.outcome = Outcome.UPDATED
                each.reasons.append(Reason(Outcome.UPDATED, "its file is here now"))
        elif step.outcome == "refused" or self.ways.is_asked:
            each.reasons.append(kept_raw(f"{step.reason}: {NOT_AT_HAND[each.kind].partition(': ')[2]}"))
        elif each.outcome is Outcome.CREATED:
            each.reasons.append(kept_raw(NOT_AT_HAND[each.kind]))

    def _account(self, each: Arrived) -> None:
        row = each.row
        target = Target(f"blog.{row._meta.model_name}", row.pk) if row.pk else None
        title = row.title or row.source_url
        self.run.ledger.came(
            kind_of(each.item), each.outcome, each.ref, title, reasons=each.reasons, target=target
        )

    def _remember(self, each: Arrived) -> None:
        """What texts may ask about the file."""
        item = each.item
        if item.id is None:
            return
        attachment = content.Attachment(
            item.id,
            source_url(item),
            mimetypes.guess_type(split(source_url(item)).path)[0] or "",
            words(content.plain(item.title)),
            words(item.meta_value("_wp_attachment_image_alt")),
            item.excerpt.strip(),
            each.row.file.url if each.row.pk and each.row.file else "",
        )
        self.run.scratch.add_attachment(attachment, post=item.parent, position=item.menu_order)


def new_row(item: Item, ref: str) -> Row:
    """A row of the kind that the file's name promises."""
    kind = file_kind(item)
    if kind == "image":
        return Image(import_ref=ref)
    return Attachment(import_ref=ref, kind=kind if kind in {"audio", "video"} else Attachment.Kind.DOCUMENT)


def fill(row: Row, item: Item, seen: str) -> None:
    """The row's columns from the item."""
    row.legacy_id = item.id if item.id and item.id > 0 else None
    row.title = words(content.plain(item.title))[:500]
    row.source_url = source_url(item)[:2000]
    if isinstance(row, Image):
        row.alt = words(item.meta_value("_wp_attachment_image_alt"))
        row.caption = item.excerpt.strip()
    else:
        row.description = words(content.plain(item.content)) or words(content.plain(item.excerpt))
        row.page_slug = decoded(item.slug)[:200]
    ownfiles.fill(row, item)
    row.import_data = ownfiles.data_of(kept(item), item) | {"seen": seen, "made": made_of(row)}


def made_of(row: Row) -> str:
    if isinstance(row, Image):
        return mark(row.title, row.alt, row.caption)
    return mark(row.title, row.description)


def kept(item: Item) -> dict[str, Any]:
    """What the item says that has no column here."""
    return {
        "link": item.link,
        "guid": item.guid,
        "slug": item.slug,
        "parent": item.parent,
        "creator": item.creator,
        "caption": item.excerpt,
        "description": item.content,
        "date": str(item.date or ""),
        "date_gmt": str(item.date_gmt or ""),
        "open": [item.replies_open, item.pings_open],
        "position": item.menu_order,
        "meta": [list(pair) for pair in item.meta],
    }


def old_paths(row: Row) -> list[str]:
    """Where WordPress had the file, and the page that it makes for one."""
    link = str(row.import_data.get("link", ""))
    file, page = path_of(row.source_url), path_of(link) or plain_address(link, row.legacy_id)
    found = (file if UPLOADS in file else "", page.rstrip("/") and page)
    return [old for old in found if old and len(old) <= LONGEST]
