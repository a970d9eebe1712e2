"""The client itself: redirects, limits of size and time, what an answer is."""

import ssl
from dataclasses import dataclass, field, replace
from functools import cached_property
from http.client import HTTPResponse
from urllib.parse import SplitResult, urlunsplit

from django.conf import settings
from django.utils.translation import gettext as _

from blog.embeds.addresses import DEFAULT_PORTS
from blog.fetching.connection import Connection, Deadline, Dial, dial
from blog.fetching.errors import Refused, Unreachable, WrongType
from blog.fetching.guard import Resolver, addresses_of, checked, system_resolver
from blog.fetching.packing import body_of
from blog.urlparts import joined

REDIRECTS = {301, 302, 303, 307, 308}
NO_HEAD = {400, 403, 404, 405, 406, 501, 503}  # what sites answer that know no HEAD
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came. `url` is where redirects led, `headers` have lower-case names, `length` is what the answer
    says of its size in bytes (None where it says nothing), `body` is empty after `look()`."""

    url: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300

    @property
    def content_type(self) -> str:
        """`text/html`, without parameters; empty where none is said."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def length(self) -> int | None:
        if self.headers.get("content-encoding"):
            return None
        said = self.headers.get("content-range", "").rpartition("/")[2] or self.headers.get("content-length")
        return int(said) if said and said.isascii() and said.isdigit() and len(said) < 19 else None


@dataclass(frozen=True, slots=True)
class Wish:
    """How to ask, and what to take of the answer's body; `most` None leaves it unread."""

    method: str = "GET"
    types: tuple[str, ...] = ()
    most: int | None = None
    cut: bool = False


@dataclass(frozen=True)
class Client:
    """Asks public addresses only. Nothing loosens that: tests put in a resolver and a way to connect.

    Every address of a host is resolved once and checked, and the connection is made to the very address that
    was checked. Redirects are checked again. No cookies, no credentials, no state.
    """

    resolve: Resolver = system_resolver
    dial: Dial = dial
    tls: ssl.SSLContext | None = None
    redirects: int = 5

    @cached_property
    def context(self) -> ssl.SSLContext:
        return self.tls or ssl.create_default_context()

    def fetch(
        self,
        url: str,
        *,
        types: tuple[str, ...] = (),
        most: int = MEBIBYTE,
        cut: bool = False,
        seconds: float = 15,
    ) -> Answer:
        """The answer with its body of at most `most` bytes, whatever its status.

        `types` are the content types taken (`image/` takes all of them) from a good answer; `cut` keeps the
        beginning of what is longer instead of raising TooLarge; `seconds` is for everything together.
        """
        return self.asked(url, Wish("GET", types, most, cut), Deadline(seconds))

    def look(self, url: str, *, seconds: float = 15) -> Answer:
        """Status, type and length, nothing read: by HEAD, or where a site knows none, by a GET that is ended
        after its headers."""
        deadline = Deadline(seconds)
        try:
            answer = self.asked(url, Wish("HEAD"), deadline)
        except Unreachable:
            if deadline.left < 1:
                raise
        else:
            if answer.status not in NO_HEAD:
                return answer
        return self.asked(url, Wish(), deadline)

    def asked(self, url: str, wish: Wish, deadline: Deadline) -> Answer:
        """Follow redirects, each one checked like the first address."""
        for _hop in range(self.redirects + 1):
            parts = checked(url)
            answer = self.asked_once(parts, wish, deadline)
            target = answer.headers.get("location", "")
            if answer.status not in REDIRECTS or not target:
                return answer
            url = joined(urlunsplit(parts), target)
        raise Refused(_("It leads from one address to the next without an end."))

    def asked_once(self, parts: SplitResult, wish: Wish, deadline: Deadline) -> Answer:
        port = DEFAULT_PORTS[parts.scheme]
        addresses = addresses_of(parts.netloc, port, self.resolve, deadline.left)
        with deadline.kept() as watch:
            connection = Connection(parts.netloc, port)
            try:
                connection.open(addresses, self.dial, watch, deadline)
                if parts.scheme == "https":
                    connection.secure(self.context, watch)
                response = request(connection, parts, wish)
                answer = Answer(urlunsplit(parts), response.status, headers_of(response))
                if wish.most is None or answer.status in REDIRECTS:
                    return answer
                require_type(answer, wish.types)
                return replace(answer, body=body_of(response, wish.most, wish.cut, watch))
            finally:
                connection.close()


def request(connection: Connection, parts: SplitResult, wish: Wish) -> HTTPResponse:
    """Send it; the answer as far as its headers."""
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    accepted = ", ".join(f"{name}*" if name.endswith("/") else name for name in wish.types)
    headers = {
        "Host": parts.netloc,
        "User-Agent": f"Broadside (+{settings.SITE_URL})",
        "Accept": f"{accepted}, */*;q=0.1" if accepted else "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    connection.request(wish.method, target, headers=headers)
    return connection.getresponse()


def headers_of(response: HTTPResponse) -> dict[str, str]:
    """By lower-case name; of a repeated one the first. Bytes that are no ASCII are read as UTF-8."""
    pairs = [(name.lower(), value) for name, value in response.getheaders()]
    return {name: value.encode("latin-1", "replace").decode(errors="replace") for name, value in pairs[::-1]}


def require_type(answer: Answer, types: tuple[str, ...]) -> None:
    """WrongType where a good answer is none of these."""
    if not types or not answer.is_good:
        return
    said = answer.content_type
    if not any(said.startswith(name) if name.endswith("/") else said == name for name in types):
        raise WrongType(_("It is of the type %(name)s.") % {"name": said[:50] or "?"})
