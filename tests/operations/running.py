"""`manage.py serve` as a process of its own, for tests that stop, kill or fill it."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds for what takes a part of one


class Site:
    """`manage.py serve --prepare` in a data directory of its own."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.port = free_port()
        self.command = [sys.executable, "manage.py", "serve", "--prepare"]
        self.output = data / "output"
        self.environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(data),
            "PORT": str(self.port),
            "WEB_WORKERS": "1",
            "DEMO": "0",
            **environment,
        }

    def start(self) -> "Site":
        """Start it and wait until it has greeted."""
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
                # A shell that runs the tests in the background has them, and whatever they start, ignore it.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
            )
        limit = time.monotonic() + 240
        while "Ctrl-C stops it" not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < limit, self.said()
            time.sleep(0.05)
        return self

    def said(self) -> str:
        """Everything on the terminal so far."""
        return self.output.read_text()

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of an address."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def family(self) -> set[int]:
        """The process and all that descend from it."""
        listing = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
        pairs = [tuple(map(int, line.split())) for line in listing.stdout.splitlines()]
        found = {self.process.pid}
        while more := {pid for pid, parent in pairs if parent in found} - found:
            found |= more
        return found

    def whole_family(self, number: int = 4) -> set[int]:
        """The manager, the web server and its worker, and the task worker, which comes after the greeting."""
        limit = time.monotonic() + PATIENCE
        while len(found := self.family()) < number:
            assert time.monotonic() < limit, self.said()
            time.sleep(0.05)
        return found

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal; the exit status."""
        self.process.send_signal(number)
        return self.process.wait(60)

    def kill(self) -> None:
        """As a power cut does: everything at once, without a word."""
        family = self.family()
        for process in family:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.process.wait(60)
        assert not alive(family)


def alive(processes: set[int]) -> set[int]:
    """Those of the processes that still run; as slow as the machine may be, they are given time to end."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        left = {pid for pid in processes if Path(f"/proc/{pid}/cmdline").exists()}
        left = {pid for pid in left if Path(f"/proc/{pid}/cmdline").read_bytes()}
        if not left:
            return set()
        time.sleep(0.1)
    return left


def address_of_tests() -> str:
    """Of the database that this test writes to, as another process reaches it."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{name}").geturl()
