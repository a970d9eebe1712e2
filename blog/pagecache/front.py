"""The WSGI layer that answers from kept pages before Django is entered.

The way of a hit is short on purpose: one look into a dictionary, one number compared, one list handed over.
Everything else is on the way of a miss.
"""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.urls import Resolver404, resolve

from blog.pagecache import house, replica, shared
from blog.pagecache.asking import MOST_QUERY, ROUTE, encoding_for, holds_tag, is_newer, names_of, parted
from blog.pagecache.compressing import Compressor
from blog.pagecache.handing import Hand
from blog.pagecache.keeping import is_keepable, page_from, personal_cookies, rendered
from blog.pagecache.pages import Answer, Key, Page, Pages
from blog.pagecache.recording import Recorder
from blog.pagecache.stamps import LEASE, Stamps

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
PATIENCE, LOOK_AGAIN = 0.05, 0.001  # seconds for a commit that is under way to end
OFTEN = 10  # times a page is asked for before it is worth the best compression
MOST_SPELLINGS = 20  # of Accept-Encoding, of which a page remembers what to give
MISS, HIT = ("Server-Timing", "page;desc=miss"), ("Server-Timing", "page;desc=hit")
NOT_MODIFIED = "304 Not Modified"


class Front:
    """Kept pages of one process before `application`, which takes what is not kept; `scheme_of` says how the
    reader came where a proxy has written it down."""

    def __init__(self, application: Application, *, most: int, scheme_of: Callable[[Environ], str]) -> None:
        self.application, self.scheme_of = application, scheme_of
        self.pages = Pages(most)
        self.found = self.pages.found
        self.stamps = self.opened()
        self.hand = Hand(house.directory())
        self.compressor = Compressor()
        self.is_personal = personal_cookies()
        self.encodings: dict[str | None, str] = {}
        self.rendered = 0
        self.shared_for = settings.SHARED_MAXAGE
        self.replica = replica.opened()
        self.is_leased = house.HOUSE.machines is not None
        if house.HOUSE.machines is not None:
            from blog.pagecache.machines import Follower  # see house.neighbours

            Follower(house.HOUSE.machines, house.directory()).start()

    def opened(self) -> Stamps:
        stamps = house.stamps()
        if stamps is None:
            raise OSError("without a map of stamps no page can be kept")
        self.words = stamps.words
        return stamps

    def __call__(  # noqa: PLR0911  each way out that comes early makes the others shorter
        self, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method != "GET" and method != "HEAD":  # noqa: PLR1714  a set costs more
            return self.application(environ, start_response)
        if "HTTP_COOKIE" in environ and self.is_personal(environ["HTTP_COOKIE"]):
            return self.application(environ, start_response)
        scheme = (
            self.scheme_of(environ) if "HTTP_X_FORWARDED_PROTO" in environ else environ["wsgi.url_scheme"]
        )
        key = (environ["PATH_INFO"], environ["QUERY_STRING"], environ.get("HTTP_HOST", ""), scheme)
        if self.is_leased and self.words[LEASE] < time.monotonic_ns():
            return self.application(environ, start_response)
        page = self.found.get(key)
        if page is None or "HTTP_RANGE" in environ:
            return self.miss(environ, start_response, key)
        if page.checked != self.words[0] and not self.is_true(page):
            return self.miss(environ, start_response, key)
        if page.is_passing:
            if page.expires < time.time():
                return self.miss(environ, start_response, key)
            start_response = self.ending(page, start_response)
        page.used += 1
        if "HTTP_IF_NONE_MATCH" not in environ and "HTTP_IF_MODIFIED_SINCE" not in environ:
            form = page.quick.get(environ.get("HTTP_ACCEPT_ENCODING"))
            if form is not None and method == "GET":
                start_response(page.status, form.headers)
                return form.body
        elif environ.get("HTTP_IF_NONE_MATCH") in page.etags:
            start_response(NOT_MODIFIED, page.unchanged)
            return []
        return self.answer(page, environ, start_response)

    def answer(self, page: Page, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """From a true page: 304 where the reader's own copy is good."""
        if "HTTP_IF_NONE_MATCH" in environ:
            if page.etags and holds_tag(environ["HTTP_IF_NONE_MATCH"], page.etags):
                start_response(NOT_MODIFIED, page.unchanged)
                return []
        elif "HTTP_IF_MODIFIED_SINCE" in environ and is_newer(
            environ["HTTP_IF_MODIFIED_SINCE"], page.answer.header("last-modified")
        ):
            start_response(NOT_MODIFIED, page.unchanged)
            return []
        accepted = environ.get("HTTP_ACCEPT_ENCODING")
        encoding = self.encodings.get(accepted) or self.encoding(accepted)
        form = page.forms.get(encoding) or page.in_encoding(encoding)
        if page.used == OFTEN:
            self.compressor.take(page)
        if page.is_done and len(page.quick) < MOST_SPELLINGS:
            page.quick[accepted] = form
        start_response(page.status, form.headers)
        return form.body if environ["REQUEST_METHOD"] == "GET" else []

    def encoding(self, accepted: str | None) -> str:
        found = encoding_for(accepted)
        if len(self.encodings) < 1000:
            self.encodings[accepted] = found
        return found

    def is_true(self, page: Page) -> bool:
        """Whether nothing that it shows has changed. A commit that may change it is waited for, a little."""
        stamps, words = self.stamps, self.words
        limit = 0.0
        while True:
            serial = words[0]
            if max(page.newest(words)) > page.start:
                return False
            if not words[1]:
                page.checked = serial
                return True
            if not stamps.suspects(page.slots):
                return True
            limit = limit or time.monotonic() + PATIENCE
            if time.monotonic() > limit:
                stamps.heal()
                return False
            time.sleep(LOOK_AGAIN)

    def miss(self, environ: Environ, start_response: Callable[..., Any], key: Key) -> Iterable[bytes]:
        """A page that is not at hand under this name."""
        names = self.kept_names(environ)
        if names is None or "HTTP_RANGE" in environ or environ.get("SCRIPT_NAME"):
            return self.application(environ, start_response)
        path, query, host, scheme = key
        asked, tracking = parted(query)
        if not names_of(asked) <= names or len(asked) > MOST_QUERY:
            return self.application(environ, start_response)
        key = (path, asked, host, scheme)
        page = self.at_hand(key)
        if page is not None and not (tracking and page.answer.status[:1] == "3"):
            return self.answer(page, environ, self.ending(page, start_response))
        return self.render(environ, start_response, key, tracking)

    def ending(self, page: Page, start_response: Callable[..., Any]) -> Callable[..., Any]:
        """For a page that time will change: until then, and no longer, shared caches may keep it."""
        if page.expires - self.shared_for >= time.time():
            return start_response
        return lambda status, headers: start_response(status, shared.until(headers, page.expires))

    def kept_names(self, environ: Environ) -> frozenset[str] | None:
        """The query parameters that the view at this address looks at; None if its pages are not kept."""
        try:
            path = environ["PATH_INFO"].encode("latin-1").decode()
            environ[ROUTE] = found = resolve(path)
        except (Resolver404, UnicodeError):
            return None
        return getattr(found.func, "kept_names", None)

    def at_hand(self, key: Key) -> Page | None:
        """A true page of this name, of this process or laid down by another one."""
        page = self.found.get(key)
        if page is None or not self.is_good(page):
            page = self.hand.take(key)
            if page is None or not self.is_good(page):
                return None
            self.keep(key, page)
        page.used += 1
        return page

    def is_good(self, page: Page) -> bool:
        return self.is_true(page) and page.expires > time.time()

    def keep(self, key: Key, page: Page) -> None:
        self.pages.put(key, page, is_odd=bool(key[1]) or page.answer.status[:3] != "200")

    def render(
        self, environ: Environ, start_response: Callable[..., Any], key: Key, tracking: str
    ) -> Iterable[bytes]:
        """Render it, or take what somebody else has rendered in the meantime."""
        with self.hand.alone(key):
            page = self.at_hand(key)
            if page is None:
                page, is_kept = self.render_now(environ, key)
            else:
                is_kept = True
        return self.hand_out(page, environ, start_response, tracking, is_new=not is_kept or not page.used)

    def render_now(self, environ: Environ, key: Key) -> tuple[Page, bool]:
        """Enter Django. What it reads is read after the counter: a change from now on makes the page old."""
        start = self.stamps.serial
        self.rendered += 1
        found = self.render_from_replica(environ, key) if self.replica else None
        answer, recorder = found or rendered(self.application, environ, key)
        is_kept = is_keepable(answer, recorder)
        page = page_from(answer, recorder, start, is_kept=is_kept)
        if is_kept:
            self.keep(key, page)
            self.hand.give(key, page)
        return page, is_kept

    def render_from_replica(self, environ: Environ, key: Key) -> tuple[Answer, Recorder] | None:
        """None if it does not hold all that pages show, or was lost meanwhile."""
        replica = self.replica
        if replica is None or not replica.holds_all(self.stamps):
            return None
        with replica.read():
            found = rendered(self.application, environ, key)
        if found[0].status[:1] != "5" and replica.is_same():
            return found
        replica.is_lost("a page could not be read from it")
        return None

    def hand_out(
        self, page: Page, environ: Environ, start_response: Callable[..., Any], tracking: str, *, is_new: bool
    ) -> Iterable[bytes]:
        """The answer of a miss: what follows readers goes on with them where they are led elsewhere."""

        def start(status: str, headers: list[tuple[str, str]]) -> None:
            if is_new:
                headers = [MISS if header == HIT else header for header in headers]
                if self.shared_for and not self.is_good(page):  # changed meanwhile: its purge is over
                    headers = shared.withdrawn(headers)
            if tracking and status[:1] == "3" and status != NOT_MODIFIED:
                headers = [(name, led(name, value, tracking)) for name, value in headers]
            start_response(status, headers)

        return self.answer(page, environ, self.ending(page, start))


def led(name: str, value: str, tracking: str) -> str:
    """A Location with the parameters that were asked with."""
    if name.lower() != "location":
        return value
    address, mark, anchor = value.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{tracking}{mark}{anchor}"
