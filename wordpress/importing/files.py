"""Attachments: pictures of the library, with their file where it is at hand; other files are listed."""

import mimetypes
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.files import File
from django.db import transaction
from django.urls import reverse

from blog.files.images import UnusablePicture, clean_picture
from blog.models import Image, Post, Redirect
from blog.models.body_media import show_anew
from blog.models.media import source_key
from wordpress import content
from wordpress.ledger import Outcome, Reason, Target
from wordpress.reader import Item

from .addresses import LONGEST
from .fingerprints import mark, of_item
from .keeping import Keeping
from .kinds import file_kind, source_url
from .run import Run, kept_raw, left_out, words
from .source import number_of, path_of

UPLOADS = "/uploads/"
NOT_AT_HAND = "its file is not at hand: pages show its caption and a link"


@dataclass
class Arrived:
    """One attachment and what it becomes."""

    item: Item
    ref: str
    image: Image
    outcome: Outcome
    reasons: list[Reason] = field(default_factory=list)
    has_new_file: bool = False


class Files:
    """Takes an export's attachments into the library, and answers what the conversion of a text asks."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.keeping = Keeping(run)

    def take(self, items: list[Item]) -> None:
        """A batch of attachments, in one transaction."""
        refs = {self.run.ref(item): item for item in items}
        here = {str(image.import_ref): image for image in Image.objects.filter(import_ref__in=refs)}
        with transaction.atomic(), self.run.ledger.attempt():
            for ref, item in refs.items():
                if file_kind(item) != "image":
                    self._list_other(ref, item)
                if item.comments:
                    self.keeping.comments_of_file(item)
            arrived = [
                self._arrived(ref, item, here.get(ref))
                for ref, item in refs.items()
                if file_kind(item) == "image"
            ]
            if self.run.write:
                self._write(arrived)
            for each in arrived:
                self._account(each)
            self.run.ledger.flush()
        for item in items:
            found = next((each.image for each in arrived if each.item is item), None)
            self._remember(item, found)

    def _arrived(self, ref: str, item: Item, image: Image | None) -> Arrived:
        seen = of_item(item)
        known = self.run.last_seen(ref, image.import_data if image else {})
        arrived = Arrived(item, ref, image or Image(import_ref=ref), Outcome.UNCHANGED)
        if known != seen:
            if image and made_of(image) != image.import_data.get("made"):
                arrived.outcome = Outcome.EDITED_HERE
            else:
                arrived.outcome = Outcome.UPDATED if known is not None else Outcome.CREATED
                fill(arrived.image, item, seen)
                self.run.note_seen(ref, seen)
        self._bring_file(arrived)
        return arrived

    def _bring_file(self, arrived: Arrived) -> None:
        """The file from the uploads folder, if it is there and not here yet."""
        if arrived.image.file:
            return
        try:
            arrived.has_new_file = self._give_file(arrived.image, arrived.item)
        except (UnusablePicture, OSError) as error:
            arrived.reasons.append(kept_raw(f"its file cannot be shown as a picture: {error}"[:300]))
            return
        if arrived.has_new_file and arrived.outcome is Outcome.UNCHANGED:
            arrived.outcome = Outcome.UPDATED
            arrived.reasons.append(Reason(Outcome.UPDATED, "its file is here now"))
        elif not arrived.has_new_file and arrived.outcome is Outcome.CREATED:
            arrived.reasons.append(kept_raw(NOT_AT_HAND))

    def _give_file(self, image: Image, item: Item) -> bool:
        """Copy the file from the uploads folder; False where it is not there. Raises UnusablePicture."""
        path = find_file(self.run.media, item) if self.run.media else None
        if path is None:
            return False
        with path.open("rb") as opened:
            if self.run.write:
                image.file.save(path.name, File(opened), save=False)
            else:
                clean_picture(opened, path.name)
        return True

    def _write(self, arrived: list[Arrived]) -> None:
        new = [each for each in arrived if each.image._state.adding and not each.has_new_file]
        for each in new:
            each.image.source_key = source_key(each.image.source_url)
        Image.objects.bulk_create([each.image for each in new])
        for each in arrived:
            if each.has_new_file or each.outcome is Outcome.UPDATED:
                each.image.save()
            if each.has_new_file:
                for post in Post.everything.naming(each.image):
                    show_anew(post)
        written = [each.image for each in arrived if each.outcome in {Outcome.CREATED, Outcome.UPDATED}]
        Redirect.objects.bulk_create(
            [Redirect(old_path=old, image=image) for image in written for old in old_paths(image)],
            ignore_conflicts=True,
        )

    def _account(self, each: Arrived) -> None:
        title = each.image.title or each.image.source_url
        target = Target("blog.image", each.image.pk) if each.image.pk else None
        self.run.ledger.came("picture", each.outcome, each.ref, title, reasons=each.reasons, target=target)

    def _remember(self, item: Item, image: Image | None) -> None:
        """What texts may ask about the file."""
        if item.id is None:
            return
        mime = mimetypes.guess_type(urlsplit(source_url(item)).path)[0] or ""
        attachment = content.Attachment(
            item.id,
            source_url(item),
            mime,
            words(content.plain(item.title)),
            words(item.meta_value("_wp_attachment_image_alt")),
            item.excerpt.strip(),
        )
        local = image.file.url if image is not None and image.file else ""
        self.run.scratch.add_attachment(attachment, post=item.parent, position=item.menu_order, local=local)

    def _list_other(self, ref: str, item: Item) -> None:
        reason = left_out("only pictures have a place in the library yet; links to the file stay as they are")
        title = words(item.title) or source_url(item)
        self.run.ledger.came("file", Outcome.LEFT_OUT, ref, title, reasons=[reason])


def fill(image: Image, item: Item, seen: str) -> None:
    """The picture's columns from the item."""
    image.legacy_id = item.id if item.id and item.id > 0 else None
    image.title = words(content.plain(item.title))[:500]
    image.alt = words(item.meta_value("_wp_attachment_image_alt"))
    image.caption = item.excerpt.strip()
    image.source_url = source_url(item)[:2000]
    image.import_data = kept(item) | {"seen": seen, "made": made_of(image)}


def made_of(image: Image) -> str:
    return mark(image.title, image.alt, image.caption)


def kept(item: Item) -> dict[str, Any]:
    """What the item says that has no column here."""
    return {
        "link": item.link,
        "guid": item.guid,
        "slug": item.slug,
        "parent": item.parent,
        "creator": item.creator,
        "description": item.content,
        "date": str(item.date or ""),
        "meta": [list(pair) for pair in item.meta],
    }


def old_paths(image: Image) -> list[str]:
    """Where WordPress had the file, and the page that it makes for one."""
    file, page = path_of(image.source_url), path_of(str(image.import_data.get("link", "")))
    found = (file if UPLOADS in file else "", page.rstrip("/") and page)
    return [old for old in found if old and len(old) <= LONGEST]


def find_file(folder: Path, item: Item) -> Path | None:
    """The attachment's original in a folder of uploads, whose names may be composed differently (macOS)."""
    relative = item.meta_value("_wp_attached_file").strip() or unquote(urlsplit(source_url(item)).path)
    relative = relative.rpartition(UPLOADS)[2].lstrip("/")
    root = folder.resolve()
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, relative)
        for start in ("", "uploads", "wp-content/uploads"):
            path = (root / start / name).resolve()
            if path.is_file() and path.is_relative_to(root):
                return path
    return None


class ExportLibrary:
    """What a text may ask about the rest of the export."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @property
    def base(self) -> str:
        return self.run.source.base

    def attachment(self, number: int) -> content.Attachment | None:
        return self.run.scratch.attachment(number)

    def attachment_at(self, url: str) -> content.Attachment | None:
        return self.run.scratch.attachment_at(url)

    def attached_to(self, post: int) -> list[content.Attachment]:
        return self.run.scratch.attached_to(post)

    def reusable(self, number: int) -> str | None:
        return self.run.scratch.block(number)

    def new_address(self, url: str) -> str | None:
        """Links into the old site lead here: to where the post is now, else to the same path on this site.

        A file's address is its new one if the file is here; else it stays where it was."""
        if not self.run.source.is_own(url):
            return None
        parts = urlsplit(url)
        if UPLOADS in parts.path or content.library.kind_of(url):
            return self.run.scratch.local_address(url) or None
        if parts.path.startswith(("/wp-admin", "/wp-login.php")):
            return reverse("admin:index")
        known = self.run.scratch.new_address(path_of(url), number_of(url))
        path = known or (parts.path if path_of(url) else "")
        return f"{path}#{parts.fragment}" if path and parts.fragment else path or None
