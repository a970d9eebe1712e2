"""Attachments: pictures of the library, with their file where it is at hand; other files are listed."""

import mimetypes
import unicodedata
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.files import File
from django.urls import reverse

from blog.files.images import UnusablePicture, clean_picture
from blog.models import Image, Post, Redirect
from blog.models.body_media import show_anew
from wordpress import content
from wordpress.reader import Item

from .addresses import LONGEST
from .run import Run, words, write_each
from .source import number_of, path_of

UPLOADS = "/uploads/"


def source_url(item: Item) -> str:
    """Where the file is on the old site."""
    return item.attachment_url or item.guid


class Files:
    """Takes an export's attachments into the library, and answers what the conversion of a text asks."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def take(self, items: list[Item]) -> None:
        """A batch of attachments."""
        refs = {self.run.ref(item): item for item in items}
        here = {image.import_ref: image for image in Image.objects.filter(import_ref__in=refs)}
        new: list[Image] = []
        for ref, item in refs.items():
            image = here.get(ref)
            if self.kind(item) != "image":
                self._list_other(ref, item)
            elif image is None:
                new.append(self._picture(ref, item))
            else:
                self.run.ledger.found("picture")
                self.run.ledger.here("picture")
                self._bring_file(image, item)
            self._remember(item, image or (new[-1] if new and new[-1].import_ref == ref else None))
        if self.run.write:
            write_each(new, self._write, self._refuse)

    def kind(self, item: Item) -> str:
        mime = mimetypes.guess_type(urlsplit(source_url(item)).path)[0] or ""
        return mime.partition("/")[0] or content.library.kind_of(source_url(item)) or "image"

    def _picture(self, ref: str, item: Item) -> Image:
        image = Image(
            import_ref=ref,
            legacy_id=item.id if item.id and item.id > 0 else None,
            import_data=self._data(item),
            title=words(content.plain(item.title))[:500],
            alt=words(item.meta_value("_wp_attachment_image_alt")),
            caption=item.excerpt.strip(),
            source_url=source_url(item)[:2000],
        )
        self.run.ledger.found("picture")
        self.run.ledger.taken("picture")
        if not self._give_file(image, item):
            reason = "its file is not at hand: pages show its caption and a link"
            self.run.ledger.note("picture", ref, image.title or image.source_url, "kept", reason)
        return image

    def _data(self, item: Item) -> dict[str, object]:
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

    def _write(self, image: Image) -> None:
        image.save()
        file, page = path_of(image.source_url), path_of(str(image.import_data.get("link", "")))
        for old in (file if UPLOADS in file else "", page.rstrip("/") and page):
            if old and len(old) <= LONGEST:
                Redirect.objects.get_or_create(old_path=old, defaults={"image": image})

    def _refuse(self, image: Image, reason: str) -> None:
        self.run.ledger.of("picture").taken -= 1
        self.run.ledger.failed("picture", image.import_ref or "", image.title, reason)

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
        self.run.ledger.found("file")
        reason = "only pictures have a place in the library yet; links to the file stay as they are"
        self.run.ledger.left_out("file", ref, words(item.title) or source_url(item), reason)

    # Files from an uploads folder

    def _bring_file(self, image: Image, item: Item) -> None:
        """A picture that came without its file gets it now, and the texts that show it too."""
        if image.file or not self.run.write or not self._give_file(image, item):
            return
        self._write(image)
        for post in Post.everything.naming(image):
            show_anew(post)
        self.run.ledger.note(
            "picture", image.import_ref or "", image.title, "changed", "its file is here now"
        )

    def _give_file(self, image: Image, item: Item) -> bool:
        """Copy the file from the uploads folder; False where it is not there or is no picture."""
        path = find_file(self.run.media, item) if self.run.media else None
        if path is None:
            return False
        try:
            with path.open("rb") as opened:
                if self.run.write:
                    image.file.save(path.name, File(opened), save=False)
                else:
                    clean_picture(opened, path.name)
        except (UnusablePicture, OSError) as error:
            reason = f"its file cannot be shown as a picture: {error}"[:300]
            self.run.ledger.note("picture", image.import_ref or "", image.title, "left out", reason)
            return False
        return True


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
