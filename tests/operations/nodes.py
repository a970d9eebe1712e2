"""Two machines of one site (two data directories) on the database of the test, and nginx before them."""

import json
import re
import socket
import threading
import urllib.request
from contextlib import suppress
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders

from tests.blog.pagecache.test_machines import wait_for
from tests.comments.realworker import database_url
from tests.operations.nginx import documented, started
from tests.operations.running import Site


def node(data: Path, address: str, redis: str) -> Site:
    """A machine that starts at once: its static files are named as they are, none is collected."""
    names = {name: name for finder in get_finders() for name, _storage in finder.list([])}
    (data / "static").mkdir(parents=True)
    manifest = {"paths": names, "version": "1.1", "hash": ""}
    (data / "static" / "staticfiles.json").write_text(json.dumps(manifest))
    site = Site(
        data,
        SITE_URL=address,
        DATABASE_URL=database_url(),
        CACHE_URL=redis,
        SECRET_KEY="the same on both machines, and long enough for it",
        TRUSTED_PROXIES="127.0.0.0/8",
    )
    site.command.remove("--prepare")
    return site


def before(port: int, nodes: list[Site]) -> str:
    """The configuration of docs/scaling.md, at these ports and without TLS."""
    block = documented("nginx", "upstream ")
    for number, site in enumerate(nodes, 11):
        block = block.replace(f"10.0.0.{number}:8000", f"127.0.0.1:{site.port}")
    block, changed = re.subn("listen 443 ssl;", f"listen 127.0.0.1:{port};", block)
    assert changed == 1
    assert "10.0.0." not in block
    return re.sub(r"ssl_certificate.*", "", block)


class Relay:
    """The way from one machine to Redis, which can be cut while the others keep theirs."""

    def __init__(self, path: Path, target: Path) -> None:
        self.path, self.target = path, target
        self.open: list[socket.socket] = []
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(path))
        self.listening.listen()
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"unix://{self.path}"

    def accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.listening.accept()
                far = socket.socket(socket.AF_UNIX)
                self.open += [near, far]
                if far.connect_ex(str(self.target)):
                    self.hang_up(near)
                    continue
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=self.carry, args=ends, daemon=True).start()

    def carry(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while said := near.recv(65536):
                far.sendall(said)
        self.hang_up(near, far)

    def hang_up(self, *ends: socket.socket) -> None:
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        self.path.unlink()
        self.hang_up(self.listening, *self.open)


class Nginx:
    """As documented, before these nodes."""

    def __init__(self, program: str, directory: Path, port: int, nodes: list[Site]) -> None:
        self.port = port
        http = f"add_header X-Upstream $upstream_addr;\n{before(port, nodes)}"
        self.process = started(program, directory, http)

    def answered_by(self, path: str) -> str:
        """The machine whose answer it handed on, after those that it tried in vain: `address, address`."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
            return str(answer.headers["X-Upstream"])

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


HIT = "page;desc=hit"


def source(port: int, path: str) -> str:
    """Where a machine's answer came from; empty if it was in no state to use what it keeps."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return str(answer.headers["Server-Timing"] or "")


def is_kept(port: int, path: str) -> bool:
    """Whether a machine's answer came from a page that it keeps."""
    return source(port, path) == HIT


def is_still_kept(port: int, path: str) -> bool:
    """The same of a machine that may be slow to ask for news: for a moment it uses none of what it keeps."""
    said: list[str] = []
    wait_for(lambda: said.append(source(port, path)) or said[-1])
    return said[-1] == HIT
