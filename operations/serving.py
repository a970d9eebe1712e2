"""One process that starts the web server and the task worker and stops both.

Each child has a process group of its own: Ctrl-C reaches only this process, which then stops the others in
order; and when this process is killed the kernel tells the children.
"""

import ctypes
import errno
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.error import HTTPError

from django.conf import settings

POLL = 0.1
GRACE = 5.0
START_LIMIT = 120.0
RESTART_AFTER = 10.0
PR_SET_PDEATHSIG = 1


def port_problem(host: str, port: int) -> str:
    """Why nothing can listen there, as a sentence; empty if it can."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return f"Port {port} is taken: stop what uses it, or choose another: `make run PORT={port + 1}`."
        if error.errno == errno.EACCES:
            return f"Port {port} may be used by the administrator only: choose one above 1023."
        return f"HOST is {host!r}, but it must be an address of this machine, such as 127.0.0.1 or 0.0.0.0."
    return ""


def local_address() -> str:
    """Where this machine itself reaches the site, such as http://127.0.0.1:8000."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.HOST, settings.HOST)  # noqa: S104
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.PORT}"


BLOCKING_THREADS = 4  # of a web worker: while one waits for the database another one answers
KILL_AFTER = 4  # seconds


def granian(host: str, port: int, workers: int) -> list[str]:
    """The command of the web server: WSGI over HTTP/1, a dead worker is replaced."""
    options = {
        "interface": "wsgi",
        "host": host,
        "port": port,
        "http": "1",
        "workers": workers,
        "blocking-threads": BLOCKING_THREADS,
        "workers-kill-timeout": KILL_AFTER,
        "log-level": "warning",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    command = [sys.executable, "-m", "granian", *words, "--no-ws", "--respawn-failed-workers"]
    return [*command, "config.wsgi:application"]


def die_with_parent() -> None:
    """In a child, before it starts: Linux sends SIGTERM when the parent dies."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def is_interrupted(process: int) -> bool:
    """Whether make alone got SIGINT: it then waits for us inside its handler, where SIGINT is blocked.

    Ctrl-C reaches the whole terminal; `kill -INT` of make's number does not. False where there is no /proc.
    """
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False
    blocked = re.search(r"^SigBlk:\s*([0-9a-f]+)", status, re.MULTILINE)
    return blocked is not None and bool(int(blocked[1], 16) & 1 << (signal.SIGINT - 1))


@dataclass
class Child:
    """A program that is kept running."""

    command: list[str]
    process: Any = None  # subprocess.Popen, or what looks like one
    started: float = 0.0

    def start(self) -> None:
        """Start it in a process group of its own."""
        self.started = time.monotonic()
        self.process = self.launch()

    def launch(self) -> Any:
        return subprocess.Popen(  # noqa: S603
            self.command,
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=die_with_parent,  # noqa: PLW1509  this process has no threads
        )

    @property
    def status(self) -> int | None:
        """The exit status once it has ended."""
        status: int | None = self.process.poll() if self.process else None
        return status

    def signal(self, number: int, *, group: bool = False) -> None:
        """Send a signal to the program, or to all it has started."""
        if self.process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            (os.killpg if group else os.kill)(self.process.pid, number)


@dataclass
class Manager:
    """Runs a web server and a task worker until a signal, or the end of `parent`, says stop."""

    web: Child
    worker: Child
    address: str
    parent: int | None = None
    stopping: bool = field(default=False, init=False)

    def run(self, announce: Callable[[], None]) -> int:
        """Serve until stopped; the exit status. `announce` is called once the site answers."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        try:
            self.web.start()
            if self.wait_until_answering():
                announce()
                self.worker.start()
                self.watch()
        finally:
            self.end_children()
        return 0 if self.stopping else 1

    def stop(self, number: int, frame: FrameType | None) -> None:
        """The signal handler; the second signal does not wait for running requests."""
        if self.stopping:
            self.web.signal(signal.SIGKILL, group=True)
            self.worker.signal(signal.SIGKILL, group=True)
        self.stopping = True

    def should_stop(self) -> bool:
        """Whether a signal came, or the program that started this one is gone."""
        if self.parent is not None and (os.getppid() != self.parent or is_interrupted(self.parent)):
            self.stopping = True
        return self.stopping

    def wait_until_answering(self) -> bool:
        """Whether the web server answers; False if it ended or a signal came first."""
        limit = time.monotonic() + START_LIMIT
        while self.web.status is None and not self.should_stop() and time.monotonic() < limit:
            if answers(self.address):
                return True
            time.sleep(POLL)
        return False

    def watch(self) -> None:
        """Until it is time to stop, or the web server has ended by itself; the worker is started again."""
        while not self.should_stop() and self.web.status is None:
            # One that dies at once is started again every ten seconds, not in a hot loop.
            if self.worker.status is not None and time.monotonic() - self.worker.started > RESTART_AFTER:
                self.worker.start()
            time.sleep(POLL)

    def end_children(self) -> None:
        """Ask both to stop, wait, and kill what is left of their groups."""
        children = [self.web, self.worker]
        for child in children:
            child.signal(signal.SIGTERM)
        limit = time.monotonic() + GRACE
        while any(child.process and child.status is None for child in children) and time.monotonic() < limit:
            time.sleep(POLL / 2)
        for child in children:
            child.signal(signal.SIGKILL, group=True)
            if child.process:
                child.process.wait()


def answers(address: str) -> bool:
    """Whether a GET of the address is answered by the application, with whatever status."""
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310
            return True
    except HTTPError:
        return True
    except OSError:
        return False
