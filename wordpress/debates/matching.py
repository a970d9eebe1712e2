"""Which article here a thread from elsewhere belongs under: by its address, in any form it ever had."""

import csv
import re
from pathlib import Path

from django.db.models import QuerySet

from blog import addresses
from blog.models import Post, Redirect
from wordpress.debates.records import SourceError, Thread
from wordpress.importing.source import number_of, path_of

INDEX_FILE = re.compile(r"/?(?:index)?\.(?:html?|php)$|/index$")
NUMBERED = re.compile(
    r"(?:(\d{1,18}) )?(https?://\S+|/\S*)"
)  # WordPress's plugin calls its threads “123 https://…/?p=123”, static sites by their addresses


def article_of(thread: Thread, moved: dict[str, str]) -> Post | None:
    """The post or page, in any state but the trash; None if nothing here ever had that address.

    `moved` says of addresses, as the source has them, which are meant here.
    """
    address = moved.get(thread.address) or moved.get(thread.key) or thread.address
    number, own_address = identified(thread)
    numbers = [number_of(address), number]
    return at_path(path_of(address)) or at_number(numbers) or at_path(path_of(own_address))


def named_alike(thread: Thread) -> Post | None:
    """The one article whose slug is the last part of the thread's address, wherever that stood."""
    for address in (thread.address, identified(thread)[1]):
        slug = INDEX_FILE.sub("", path_of(address)).rstrip("/").rpartition("/")[2]
        named = Post.everything.kept().filter(kind=Post.Kind.POST, slug=slug)
        alike = list(named[:2]) if slug and not slug.isdecimal() else []
        if len(alike) == 1:
            return alike[0]
    return None


def at_path(path: str) -> Post | None:
    """By the path itself, else without what static sites write behind it."""
    for form in dict.fromkeys((path, INDEX_FILE.sub("", path))):
        if found := living_at(form) or formerly_at(form):
            return found
    return None


def living_at(path: str) -> Post | None:
    return addresses.among(Post.everything.kept(), path).first() if path.strip("/") else None


def formerly_at(path: str) -> Post | None:
    """By the redirects that imports and changes of slug have left."""
    path = addresses.normal(path)
    rows: QuerySet[Redirect] = Redirect.objects.filter(old_path__in=[f"/{path}", f"/{path}/"])
    row = rows.exclude(post=None).select_related("post").first() if path else None
    return row.post if row else None


def at_number(numbers: list[int | None]) -> Post | None:
    known = [number for number in numbers if number]
    return Post.everything.kept().filter(legacy_id__in=known).first() if known else None


def identified(thread: Thread) -> tuple[int | None, str]:
    """The number and the address in what the site itself called the article."""
    match = NUMBERED.fullmatch(thread.identifier.strip())
    return (int(match[1]) if match[1] else None, match[2]) if match else (None, "")


def read_moves(path: Path) -> dict[str, str]:
    """Two columns: what the source calls an article (its address, or for xtd `type.number`), and its address
    here. Raises SourceError, naming the line, for anything else."""
    moves = {}
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            for number, row in enumerate(csv.reader(file), 1):
                if len(row) != 2:
                    raise SourceError(f"{path.name}, line {number}: two addresses are wanted, with a comma.")
                moves[row[0].strip()] = row[1].strip()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path.name} cannot be read: {error}.") from error
    return moves
