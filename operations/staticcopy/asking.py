"""Asking the site's own views, as a stranger does, without a server in between."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http.response import HttpResponseBase

from blog.urlparts import split


@dataclass
class Answer:
    """What an address answers; `body` can be read once, and is to be read."""

    status: int
    headers: Mapping[str, str]
    body: Iterable[bytes]

    @property
    def kind(self) -> str:
        """`text/html` and the like."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip()

    def text(self) -> bytes:
        return b"".join(self.body)


class Site:
    """The whole of Django, middleware included, called in this process."""

    def __init__(self) -> None:
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.parts = split(str(settings.SITE_URL))

    def ask(self, address: str) -> Answer:
        """GET `address`, a path with or without a query."""
        response = self.handler.get_response(WSGIRequest(self.environment(address)))
        return Answer(response.status_code, response.headers, body_of(response))

    def environment(self, address: str) -> dict[str, Any]:
        """What a server would say of the request (PEP 3333)."""
        path, _, query = address.partition("?")
        port = self.parts.port or (443 if self.parts.scheme == "https" else 80)
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": self.parts.hostname or "localhost",
            "SERVER_PORT": str(port),
            "HTTP_HOST": self.parts.netloc,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self.parts.scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }


def body_of(response: HttpResponseBase) -> Iterator[bytes]:
    """The body's parts. One after the other is asked, so the connection to the database stays open."""
    try:
        yield from cast("Iterable[bytes]", response)
    finally:
        request_finished.disconnect(close_old_connections)
        response.close()
        request_finished.connect(close_old_connections)
