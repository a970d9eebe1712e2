"""One finished page in all its forms, and as many of them as memory may hold."""

import gzip
import math
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import brotli

Headers = list[tuple[str, str]]
Key = tuple[str, str, str, str]  # path, query, host, scheme

IDENTITY, GZIP, BROTLI = "identity", "gzip", "br"
LEAST_TO_COMPRESS = 200
TEXT = ("text/", "application/rss+xml", "application/xml", "application/feed+json", "application/json")
OWN = {"content-length", "content-encoding", "etag", "server-timing", "connection"}
OVERHEAD = 3000  # bytes that a page takes beside its bodies
SMALL = 50_000
LARGE = 400_000  # from here on the very best compression takes seconds


@dataclass(frozen=True)
class Answer:
    """What a rendering gave. Its body is not compressed."""

    status: str
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        return next((value for each, value in self.headers if each.lower() == name), "")


class Form:
    """A page in one encoding: headers and body as the server takes them."""

    __slots__ = ("body", "headers", "size")

    def __init__(self, headers: Headers, body: bytes) -> None:
        self.headers = headers
        self.body = [body]
        self.size = len(body)


class Page:
    """`slots`: the places of the stamps of what it shows; `start`: what the counter said before it was
    rendered; `checked`: what it said when all of them were last found older; `expires`: Unix time, and
    `is_passing` if that ever comes. `quick`: what to give for an Accept-Encoding, once `is_done`: in its best
    forms."""

    __slots__ = (
        "answer",
        "checked",
        "etags",
        "expires",
        "forms",
        "is_best",
        "is_done",
        "is_passing",
        "newest",
        "quick",
        "slots",
        "start",
        "status",
        "tags",
        "unchanged",
        "used",
    )

    def __init__(self, answer: Answer, slots: list[int], start: int, expires: float) -> None:
        self.answer, self.status = answer, answer.status
        self.slots, self.start, self.checked, self.expires = slots, start, 0, expires
        self.newest: Callable[[Any], Any] = itemgetter(*slots, slots[0])  # at least two, so always a tuple
        tag = answer.header("etag").removeprefix("W/")
        self.tags = {IDENTITY: tag, GZIP: f"W/{tag}", BROTLI: f"W/{tag}"} if tag else {}
        self.etags = frozenset(self.tags.values())
        self.forms = {IDENTITY: self.form(IDENTITY, answer.body)}
        kept = [(name, value) for name, value in answer.headers if name.lower() in NOT_MODIFIED]
        self.unchanged: Headers = [*kept, ("ETag", f"W/{tag}"), ("Server-Timing", "page;desc=hit")]
        self.is_passing = expires != math.inf
        self.used, self.is_best, self.is_done = 0, False, False
        self.quick: dict[str | None, Form] = {}

    def form(self, encoding: str, body: bytes) -> Form:
        answer = self.answer
        headers = [(name, value) for name, value in answer.headers if name.lower() not in OWN]
        if encoding != IDENTITY:
            headers.append(("Content-Encoding", encoding))
        if tag := self.tags.get(encoding):
            headers.append(("ETag", tag))
        headers += [("Content-Length", str(len(body))), ("Server-Timing", "page;desc=hit")]
        return Form(headers, body)

    def in_encoding(self, encoding: str) -> Form:
        """The page as the reader takes it, lightly compressed at first."""
        found = self.forms.get(encoding)
        if found is None:
            found = self.forms[IDENTITY]
            if self.is_worth_compressing():
                found = self.form(encoding, compressed(self.answer.body, encoding, light=True))
            self.forms[encoding] = found
        return found

    def is_worth_compressing(self) -> bool:
        return len(self.answer.body) >= LEAST_TO_COMPRESS and self.answer.header("content-type").startswith(
            TEXT
        )

    def compress_well(self) -> None:
        """As small as it gets: for readers to come."""
        if self.is_worth_compressing():
            for encoding in (BROTLI, GZIP):
                self.forms[encoding] = self.form(
                    encoding, compressed(self.answer.body, encoding, light=False)
                )
        self.is_done = True

    @property
    def size(self) -> int:
        """Bytes, about."""
        forms = {id(form): form.size for form in list(self.forms.values())}
        return sum(forms.values()) + OVERHEAD + 60 * len(self.slots)


NOT_MODIFIED = {
    "cache-control",
    "content-location",
    "date",
    "expires",
    "vary",
    "last-modified",
    "surrogate-key",
    "surrogate-control",
    "cdn-cache-control",
    "x-accel-expires",
}


def compressed(body: bytes, encoding: str, *, light: bool) -> bytes:
    """In `gzip` or `br`. Lightly it may cost the first reader no more than a little of the rendering."""
    lightly = 2 if len(body) < SMALL else 1
    if encoding == GZIP:
        return gzip.compress(body, lightly if light else 9, mtime=0)
    return bytes(brotli.compress(body, quality=lightly if light else 11 if len(body) < LARGE else 9))


class Pages:
    """Pages by key, at most `most` bytes of them; of two halves the one for addresses with a query or that
    only lead elsewhere is small, so that no flood of them drives out the site's own pages. Least recently
    used pages go first, about: those that were asked for since the last round stay for another one."""

    SHARE_OF_ODD = 8

    def __init__(self, most: int) -> None:
        self.found: dict[Key, Page] = {}  # what the hit path asks
        self.lock = threading.Lock()
        self.queues: dict[bool, dict[Key, None]] = {False: {}, True: {}}  # the next to go first
        self.sizes: dict[Key, tuple[bool, int]] = {}
        self.held = {False: 0, True: 0}
        self.limits = {False: most - most // self.SHARE_OF_ODD, True: most // self.SHARE_OF_ODD}

    def put(self, key: Key, page: Page, *, is_odd: bool) -> None:
        """Keep it, in place of an older one."""
        with self.lock:
            self.forget(key)
            size = page.size * 2  # with compressed forms to come
            if size > self.limits[is_odd]:
                return
            self.found[key] = page
            self.sizes[key] = (is_odd, size)
            self.queues[is_odd][key] = None
            self.held[is_odd] += size
            self.make_room(is_odd)

    def drop(self, key: Key) -> None:
        with self.lock:
            self.forget(key)

    def forget(self, key: Key) -> None:
        self.found.pop(key, None)
        is_odd, size = self.sizes.pop(key, (False, 0))
        self.queues[is_odd].pop(key, None)
        self.held[is_odd] -= size

    def make_room(self, is_odd: bool) -> None:
        queue = self.queues[is_odd]
        while self.held[is_odd] > self.limits[is_odd]:
            key = next(iter(queue))
            page = self.found[key]
            if page.used:
                page.used = 0
                queue[key] = queue.pop(key)
            else:
                self.forget(key)

    def __iter__(self) -> Iterator[tuple[Key, Page]]:
        return iter(list(self.found.items()))
