"""Giving files to the rows that an import has made, one after the other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
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
from wordpress.content.library import original_key, split

from .fetching import Fetcher
from .naming import posts_naming, renamed
from .places import UPLOADS, addresses, find

Row = Image | Attachment
LONGEST_PATH = 800


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one file: it is here now, it was refused (no picture, too large), or is not at hand."""

    row: Row
    outcome: Literal["here", "refused", "absent"]
    reason: str = ""


@dataclass
class Bringing:
    """How often each came out."""

    here: int = 0
    refused: int = 0
    absent: int = 0
    steps: list[Step] = field(default_factory=list)


@dataclass
class Ways:
    """Where files come from: a copy of the uploads folder, the old site, or both in this order."""

    media: Path | None = None
    fetcher: Fetcher | None = None

    def opened(self, row: Row) -> IO[bytes] | None:
        """The file of the row; None where it is not at hand. Raises OSError or FetchError with a reason."""
        meta = meta_of(row)
        if self.media and (path := find(self.media, row.source_url, meta.items())):
            return path.open("rb")
        if self.fetcher and row.source_url:
            return BytesIO(self.fetcher.get(addresses(row.source_url, meta)))
        return None


def bring(
    ref_prefix: str,
    *,
    media: Path | None = None,
    fetch_from: Iterable[str] = (),
    client: Client | None = None,
    write: bool = True,
    marked: Callable[[Post], str] | None = None,
    progress: Callable[[str, int, int], None] = lambda what, done, of: None,
) -> Bringing:
    """Give every row whose `import_ref` begins so, and that has no file, its file.

    `fetch_from`: hosts that may be asked, none by default; `client` asks them. `marked` is what tells an
    import whether a text was edited here: its mark in `import_data["made"]` follows the new addresses.
    `progress(what, done, of)`. Each file is stored in a transaction of its own with the texts that show it.
    """
    hosts = list(fetch_from)
    ways = Ways(media, Fetcher.of(hosts, client) if hosts else None)
    done, waiting = Bringing(), Waiting.of(ref_prefix)
    for number, row in enumerate(waiting.rows(), 1):
        step = taken(row, ways, waiting, write, marked)
        setattr(done, step.outcome, getattr(done, step.outcome) + 1)
        done.steps.append(step)
        progress("files", number, waiting.total)
    return done


@dataclass
class Waiting:
    """Rows without a file, and the texts that name them, read when the first file comes."""

    keys: list[tuple[type[Row], int]]
    texts: dict[str, list[int]] | None = None

    @classmethod
    def of(cls, ref_prefix: str) -> "Waiting":
        models: tuple[type[Row], ...] = (Image, Attachment)
        rows = [
            (model, pk)
            for model in models
            for pk in model._default_manager.filter(import_ref__startswith=ref_prefix, file="")
            .order_by("pk")
            .values_list("pk", flat=True)
        ]
        return cls(rows)

    @property
    def total(self) -> int:
        return len(self.keys)

    def rows(self) -> Iterator[Row]:
        """One by one; those that have got a file meanwhile, or are gone, are passed over."""
        for model, pk in self.keys:
            row = model._default_manager.filter(pk=pk, file="").first()
            if row:
                yield row

    def naming(self, row: Row) -> list[int]:
        if self.texts is None:
            urls = [
                url
                for model in (Image, Attachment)
                for url in model._default_manager.filter(
                    pk__in=[pk for kind, pk in self.keys if kind is model]
                ).values_list("source_url", flat=True)
            ]
            self.texts = posts_naming(map(original_key, urls))
        return self.texts.get(original_key(row.source_url), [])


def taken(row: Row, ways: Ways, waiting: Waiting, write: bool, marked: Callable[[Post], str] | None) -> Step:
    """One row: its file found, judged and, with `write`, stored."""
    try:
        opened = ways.opened(row)
        if opened is None:
            return Step(row, "absent", "its file is not at hand")
        with opened as file:
            name = unquote(split(row.source_url).path).rpartition("/")[2] or "file"
            keep(row, file, name, waiting, marked) if write else judge(row, file, name)
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


def keep(
    row: Row, file: IO[bytes], name: str, waiting: Waiting, marked: Callable[[Post], str] | None
) -> None:
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
        for pk in waiting.naming(row):
            rename(pk, row, marked)


def lead_here(row: Row) -> None:
    """The old address of the file leads to it."""
    path = unquote(split(row.source_url).path)
    if not UPLOADS.match(path) or len(path) > LONGEST_PATH:
        return
    target = {"image": row} if isinstance(row, Image) else {"new_path": row.file.url}
    Redirect.objects.leave(path, **target)


def rename(pk: int, row: Row, marked: Callable[[Post], str] | None) -> None:
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
    return {str(pair[0]): str(pair[1]) for pair in pairs if isinstance(pair, list) and len(pair) == 2}
