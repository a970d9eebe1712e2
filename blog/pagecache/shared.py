"""What shared caches (nginx, Varnish, a CDN) are told of a page: for how long they may give it without
asking, and the keys by which it is purged.

A key is the place of a stamp, so that a page has a key for each thing that it shows, all of one short form.
Browsers are told nothing of this: they go on asking each time.

`Surrogate-Control` is Varnish's and Fastly's (https://www.w3.org/TR/edge-arch/), `CDN-Cache-Control` that of
RFC 9213, `X-Accel-Expires` nginx's.
"""

import math
import time
from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings

from blog.pagecache.pages import Answer, Headers
from blog.pagecache.stamps import EVERYTHING, FIRST

ALL, MANY = "all", "many"
MOST_KEYS = 200  # of a page: about 1,200 bytes. One that shows more is purged with every change
MOST_PURGED = 2000  # of a change: beyond that, all pages are
NGINX_SECONDS = 1  # it cannot be purged by key
OURS = {"surrogate-key", "surrogate-control", "cdn-cache-control", "x-accel-expires"}


def key_of(place: int) -> str:
    return ALL if place == EVERYTHING else format(place - FIRST, "x")


def keys_of(places: Iterable[int]) -> list[str]:
    """The keys of a page that shows what is at these places."""
    keys = [ALL, *sorted({key_of(place) for place in places} - {ALL})]
    return keys if len(keys) <= MOST_KEYS else [ALL, MANY]


def changed_keys(places: Iterable[int] | None) -> list[str]:
    """The keys to purge when what is at these places has changed; None: anything."""
    keys = {ALL} if places is None else {key_of(place) for place in places}
    if not keys:
        return []
    return [ALL] if ALL in keys or len(keys) > MOST_PURGED else [MANY, *sorted(keys)]


def offered(answer: Answer, places: Iterable[int]) -> Answer:
    """The answer with what shared caches are told, if there may be any."""
    if not settings.SHARED_MAXAGE:
        return answer
    said = [("Surrogate-Key", " ".join(keys_of(places))), *terms(settings.SHARED_MAXAGE)]
    return replace(answer, headers=[*answer.headers, *said])


def terms(seconds: int) -> Headers:
    """For so many seconds it may be given without asking."""
    said = f"max-age={seconds}"
    nginx = str(min(seconds, NGINX_SECONDS))
    return [("Surrogate-Control", said), ("CDN-Cache-Control", said), ("X-Accel-Expires", nginx)]


def until(headers: Headers, expires: float) -> Headers:
    """The same headers for a page that time changes at `expires` (Unix time)."""
    left = expires - time.time()
    if left >= settings.SHARED_MAXAGE:
        return headers
    whole = math.floor(left)
    return withdrawn(headers, [*terms(whole)] if whole > 0 else [])


def withdrawn(headers: Headers, instead: Headers | None = None) -> Headers:
    """The headers of a page that no shared cache may keep; with `instead`, on other terms."""
    dropped = OURS - {"surrogate-key"} if instead else OURS
    return [each for each in headers if each[0].lower() not in dropped] + (instead or [])
