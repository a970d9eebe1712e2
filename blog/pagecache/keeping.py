"""Making a page that can be kept: rendered from a request that holds nothing of the reader."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from blog.pagecache import recording, shared, tables
from blog.pagecache.pages import Answer, Headers, Key, Page
from blog.pagecache.stamps import EVERYTHING, slots

KEPT = {"200", "301"}  # what is not there, and what leads elsewhere for now, is asked for anew
MOST_OF_A_KIND = 300
PERSONAL: set[str] = set()  # patterns of cookies' names
OF_THE_READER = ("REMOTE_ADDR", "REMOTE_PORT", "REMOTE_USER", "REMOTE_HOST", "AUTH_TYPE")


def personal(pattern: str) -> None:
    """Readers with a cookie of such a name are not given what is kept for all."""
    PERSONAL.add(pattern)


def personal_cookies() -> Callable[[str], Any]:
    """Whether a Cookie header holds one that changes a page. Others (a visitor counter's) do not matter."""
    names = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    pattern = "|".join([*map(re.escape, sorted(names)), *sorted(PERSONAL)])
    return re.compile(rf"(?:^|[;,\s])(?:{pattern})\s*=").search


def rendered(
    application: Callable[..., Iterable[bytes]], environ: dict[str, Any], key: Key
) -> tuple[Answer, recording.Recorder]:
    """What the application answers to anybody who asks for this address, and what it read for it."""
    asked = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
    for name in OF_THE_READER:
        if name in asked:
            asked[name] = ""
    asked |= {"REQUEST_METHOD": "GET", "PATH_INFO": key[0], "QUERY_STRING": key[1], "wsgi.url_scheme": key[3]}
    if key[2]:
        asked["HTTP_HOST"] = key[2]
    started: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
        started.append((status, headers))

    with recording.recording() as recorder:
        result = application(asked, start_response)
        try:
            body = b"".join(result)
        finally:
            if close := getattr(result, "close", None):
                close()
    status, headers = started[-1]
    return Answer(status, list(headers), body), recorder


def is_keepable(answer: Answer, recorder: recording.Recorder) -> bool:
    """Whether it is for everybody, and says so."""
    control = answer.header("cache-control")
    is_private = "no-store" in control or "private" in control or bool(answer.header("set-cookie"))
    is_hidden = "!unkeepable" in recorder.things
    return recorder.is_keepable and answer.status[:3] in KEPT and not is_private and not is_hidden


def page_from(answer: Answer, recorder: recording.Recorder, start: int, *, is_kept: bool) -> Page:
    """The page with all it depends on, and the moment at which time changes it. One that `is_kept` here may
    be by shared caches, too."""
    places, expires = places_of(recorder), expires_of(recorder)
    if is_kept:
        answer = shared.offered(answer, places)
    return Page(answer, places, start, expires)


def places_of(recorder: recording.Recorder) -> list[int]:
    """The places of the stamps of all that was shown, and of the one for everything."""
    return [EVERYTHING, *slots(fewer(recorder.things))]


def expires_of(recorder: recording.Recorder) -> float:
    """The Unix time at which time changes what was shown."""
    return min([recorder.expires, *(when(recorder.things) for when in tables.EXPIRIES)])


def fewer(things: set[str]) -> set[str]:
    """The things, or instead of very many of a kind all of that kind."""
    kinds = Counter(thing.partition(":")[0] for thing in things)
    many = {kind for kind, number in kinds.items() if number > MOST_OF_A_KIND and kind not in {"any", "wild"}}
    kept = {thing for thing in things if thing.partition(":")[0] not in many}
    return kept | {f"every:{kind}" for kind in many}
