"""Giving files to the rows that an import has made, one after the other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Literal
from urllib.parse import unquote

from django.core.files import File
from django.db import transaction

from blog.fetching import Client, FetchError
from blog.files.attachments import checked
from blog.files.filetypes import UnusableFile
from blog.files.images import UnusablePicture, clean_picture
from blog.files.uploading import row_and_file
from blog.models import Attachment, Image, Post, Redirect
from blog.urlparts import split
from wordpress.content.library import original_key

from .fetching import Fetcher
from .naming import Naming, renamed
from .places import UPLOADS, addresses, find

Row = Image | Attachment
Marked = Callable[[Post], str]
LONGEST_PATH = 800


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one file: it is here now, it was refused (no picture, too large), or is not at hand."""

    row: Row
    outcome: Literal["here", "refused", "absent"]
    reason: str = ""


@dataclass
class Ways:
    """Where files come from: a copy of the uploads folder, the old site, or both in this order."""

    media: Path | None = None
    fetcher: Fetcher | None = None

    @classmethod
    def of(cls, media: Path | None, hosts: Iterable[str] = (), client: Client | None = None) -> "Ways":
        """`hosts` may be asked, none by default; `client` asks them."""
        named = list(hosts)
        return cls(media, Fetcher.of(named, client) if named else None)

    @property
    def is_asked(self) -> bool:
        """Whether there is anywhere to look."""
        return self.media is not None or self.fetcher is not None

    def copied(self, row: Row) -> IO[bytes] | None:
        """The row's file in the copy of the uploads; None where it is not there. Raises OSError."""
        path = find(self.media, row.source_url, meta_of(row).items()) if self.media else None
        return path.open("rb") if path else None

    def fetched(self, row: Row) -> IO[bytes] | None:
        """The row's file on the old site; None where that is not asked. Raises FetchError with a reason."""
        if not (self.fetcher and row.source_url):
            return None
        return BytesIO(self.fetcher.get(addresses(row.source_url, meta_of(row))))

    def is_there(self, row: Row) -> bool:
        """Whether the old site would give the row's file, which is not taken. Raises FetchError."""
        if not (self.fetcher and row.source_url):
            return False
        self.fetcher.look(addresses(row.source_url, meta_of(row)))
        return True


def bring(
    ref_prefix: str,
    ways: Ways,
    *,
    write: bool = True,
    marked: Marked | None = None,
    progress: Callable[[str, int, int], None] = lambda what, done, of: None,
) -> list[Step]:
    """Give every row whose `import_ref` begins so, and that has no file, its file; what became of each.

    `marked` tells an import whether a text was edited here: its mark in `import_data["made"]` follows the new
    addresses. `progress(what, done, of)`. Whatever ends this half way, the next run goes on.
    """
    steps: list[Step] = []
    naming, waiting = Naming(), without_file(ref_prefix)
    for number, (model, pk) in enumerate(waiting, 1):
        row = model._default_manager.filter(pk=pk, file="").first()
        if row:
            steps.append(taken(row, ways, naming, write=write, marked=marked))
        progress("files", number, len(waiting))
    return steps


def without_file(ref_prefix: str) -> list[tuple[type[Row], int]]:
    """Model and key of each row that an import made and that still waits for its file."""
    models: tuple[type[Row], ...] = (Image, Attachment)
    return [
        (model, pk)
        for model in models
        for pk in model._default_manager.filter(import_ref__startswith=ref_prefix, file="")
        .order_by("pk")
        .values_list("pk", flat=True)
    ]


def taken(row: Row, ways: Ways, naming: Naming, *, write: bool = True, marked: Marked | None = None) -> Step:
    """One row: its file found, judged and, with `write`, stored with the texts that name it."""
    try:
        opened = ways.copied(row)
        if opened is None and not write and ways.is_there(row):
            return Step(row, "here")
        opened = opened or ways.fetched(row)
        if opened is None:
            return Step(row, "absent", "its file is not at hand")
        with opened as file:
            name = unquote(split(row.source_url).path).rpartition("/")[2] or "file"
            if write:
                keep(row, file, name, naming, marked)
            else:
                judge(row, file, name)
    except (UnusablePicture, UnusableFile) as error:
        return Step(row, "refused", f"its file cannot be kept: {error}"[:300])
    except (FetchError, OSError) as error:
        return Step(row, "absent", f"its file could not be had: {error}"[:300])
    return Step(row, "here")


def judge(row: Row, file: IO[bytes], name: str) -> tuple[File[bytes], str]:
    """The checked file and the name that follows from its content. Raises UnusablePicture or UnusableFile."""
    if isinstance(row, Image):
        picture = clean_picture(file, name)
        return picture, str(picture.name)
    given = checked(file, name)
    return given, given.safe_name


def keep(row: Row, file: IO[bytes], name: str, naming: Naming, marked: Marked | None) -> None:
    """Row, file, old address and texts together, or none of them."""
    content, safe = judge(row, file, name)
    with row_and_file(row.file, safe) as free:
        if isinstance(row, Image):
            content.name = free
        else:
            content.safe_name = free  # type: ignore[attr-defined]
        row.file.save(free, content, save=False)
        row.save()
        lead_here(row)
        for pk in naming.of(row.source_url):
            rename(pk, row, marked)


def lead_here(row: Row) -> None:
    """The old addresses of the file, and of the page that WordPress makes for one, lead to it."""
    target = {"image": row} if isinstance(row, Image) else {"new_path": row.file.url}
    file, page = (split(url).path for url in (row.source_url, str(row.import_data.get("link") or "")))
    for path in (unquote(file) if UPLOADS.match(file) else "", unquote(page) if page.strip("/") else ""):
        if path and len(path) <= LONGEST_PATH:
            Redirect.objects.leave(path, **target)


def rename(pk: int, row: Row, marked: Marked | None) -> None:
    """Say the new address in a text; an import still knows the text as its own, unless it was edited here."""
    with transaction.atomic():
        post = Post.everything.select_for_update().filter(pk=pk).first()
        if post is None:
            return
        is_as_made = marked is not None and post.import_data.get("made") == marked(post)
        post.body = renamed(post.body, original_key(row.source_url), row.file.url)
        if marked is not None and is_as_made:
            post.import_data = post.import_data | {"made": marked(post)}
        post.save()


def meta_of(row: Row) -> dict[str, str]:
    """The item's meta as the import kept it."""
    pairs = row.import_data.get("meta") or []
    found = {str(pair[0]): str(pair[1]) for pair in pairs if isinstance(pair, list) and len(pair) == 2}
    held = row.import_data.get("held_as")  # in an export of a site like this one
    return found | ({"_wp_attached_file": str(held)} if held else {})
