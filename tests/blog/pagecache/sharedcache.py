"""A shared cache as Varnish or a CDN is one: pages by address until their time is over, purged by key over
HTTP. What it asks of the site is counted."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.blog.pagecache.reading import Reader


class SharedCache:
    """`answers` is the status of its answers to purges; while `is_mute` it gives none at all."""

    def __init__(self, origin: Reader) -> None:
        self.origin, self.kept = origin, dict[str, tuple[bytes, set[str], float]]()
        self.purges: list[tuple[str, dict[str, str]]] = []
        self.asked, self.answers, self.is_mute = 0, 200, threading.Event()
        self.closing = threading.Event()

    def get(self, address: str) -> bytes:
        """As a reader without cookies does."""
        body, _keys, until = self.kept.get(address, (b"", set(), 0.0))
        return body if until > time.time() else self.fetch(address)

    def fetch(self, address: str) -> bytes:
        self.asked += 1
        body = self.origin.get(address)
        said = self.origin.headers.get("surrogate-control", "")
        if said.startswith("max-age="):
            keys = set(self.origin.headers["surrogate-key"].split())
            self.kept[address] = (body, keys, time.time() + int(said.removeprefix("max-age=")))
        return body

    def holds(self, address: str) -> bool:
        return address in self.kept

    def purge(self, method: str, headers: dict[str, str]) -> int:
        """The status of the answer."""
        if self.is_mute.is_set():
            self.closing.wait(60)
        self.purges.append((method, headers))
        if self.answers == 200:
            keys = set(headers["surrogate-key"].split())
            self.kept = {name: page for name, page in self.kept.items() if not page[1] & keys}
        return self.answers


@contextmanager
def listening(cache: SharedCache) -> Iterator[int]:
    """The port on which it takes purges."""

    class Handler(BaseHTTPRequestHandler):
        def do_PURGE(self) -> None:
            status = cache.purge(self.command, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_PURGE

        def log_message(self, *args: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        cache.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
