"""Readers of a front that stands in this process, before the real Django."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections

from blog.pagecache import house, stamps
from blog.pagecache.front import Front
from config.handler import Handler
from config.scheme import ForwardedScheme, scheme_of


class Reader:
    """Asks one front, and remembers nothing but the last answer's status and headers."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.status, self.headers = 0, dict[str, str]()

    def get(self, address: str, *, method: str = "GET", scheme: str = "http", **headers: str) -> bytes:
        """The body. Headers as in `if_none_match="…"`."""
        started: list[tuple[str, Any]] = []
        environ = environ_of(address, method, scheme, headers)
        result = self.front(environ, lambda *said: started.append(said[:2]))
        body = b"".join(result)
        if close := getattr(result, "close", None):
            close()
        self.status = int(started[-1][0].split()[0])
        self.headers = {name.lower(): value for name, value in started[-1][1]}
        return body

    def is_hit(self, address: str, **asked: Any) -> bool:
        """Whether the answer came from a kept page."""
        self.get(address, **asked)
        return self.headers.get("server-timing") == "page;desc=hit"


def environ_of(address: str, method: str, scheme: str, headers: dict[str, str]) -> dict[str, Any]:
    path, _, query = address.partition("?")
    said = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(path).encode().decode("latin-1"),
        "QUERY_STRING": quote(query, safe="=&%+:/"),
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "203.0.113.7",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        **said,
    }


@contextmanager
def reader(most: int = 64 * 2**20) -> Iterator[Reader]:
    """A reader of an empty front; the test's own connection stays open between requests."""
    request_finished.disconnect(close_old_connections)
    try:
        yield Reader(Front(ForwardedScheme(Handler()), most=most, scheme_of=scheme_of))
    finally:
        request_finished.connect(close_old_connections)
        bury()
        house.HOUSE.close()


def bury() -> None:
    """What a process announced that a test has killed is suspected for a minute. The tests that follow shall
    not: they would ask for it at every request."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "LOST_AFTER", 0)
        if found := house.stamps():
            found.heal()
