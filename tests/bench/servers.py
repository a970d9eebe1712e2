"""Real servers on loopback to measure: what a request costs is the processor time of the server's whole
family of processes, divided by the requests answered, so that a busy machine matters little."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
WRK = shutil.which("wrk")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def family(process: int) -> set[int]:
    """A process and all that descend from it."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [(int(pid), int(parent)) for pid, parent in map(str.split, listing.stdout.splitlines())]
    found = {process}
    while more := {pid for pid, parent in pairs if parent in found} - found:
        found |= more
    return found


def processor_seconds(process: int) -> float:
    """User and system time of a family, with what its ended children took."""
    total = 0
    for pid in family(process):
        with suppress(OSError):
            numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, numbers[11:15]))
    return total / TICKS


def memory(process: int) -> float:
    """Proportional set size of a family, in MB."""
    total = 0
    for pid in family(process):
        with suppress(OSError):
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])  # type: ignore[index]
    return total / 1024


def named(headers: Message) -> dict[str, str]:
    """By their names in small letters."""
    return {name.lower(): value for name, value in headers.items()}


@dataclass
class Server:
    """One server: `address` is what is asked, `headers` go along with each request."""

    name: str
    address: str
    process: int
    headers: dict[str, str] = field(default_factory=dict)

    def get(self) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and bytes as they travel."""
        request = urllib.request.Request(self.address, headers=self.headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, named(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, named(error.headers), error.read()

    def cost(self, seconds: float, connections: int = 8) -> tuple[float, float]:
        """(milliseconds of processor time a request, requests a second) over so many seconds."""
        before = processor_seconds(self.process)
        answered, taken = load(self.address, self.headers, seconds, connections)
        return (processor_seconds(self.process) - before) / answered * 1000, answered / taken


def load(address: str, headers: dict[str, str], seconds: float, connections: int) -> tuple[int, float]:
    """Ask again and again; how many answers, in how many seconds. By wrk where it is installed."""
    if not WRK:
        command = [sys.executable, "-m", "tests.bench.asking", address, str(seconds), str(connections)]
        done = subprocess.run(
            [*command, json.dumps(headers)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        answered, taken = json.loads(done.stdout)
        return answered, taken
    said = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    command = [WRK, "-t1", f"-c{connections}", f"-d{seconds:g}s", *said, address]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"(\d+) requests in ([\d.]+)s", done.stdout)
    assert found, done.stdout
    assert "Socket errors" not in done.stdout, done.stdout
    return int(found[1]), float(found[2])


@contextmanager
def running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[int]:
    """A program that listens on `port`; its number. It is stopped at the end."""
    log = tempfile.TemporaryFile("w+")  # noqa: SIM115  closed below, after the program
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log)
    try:
        limit = time.monotonic() + 120
        while time.monotonic() < limit:
            assert process.poll() is None, log.seek(0) or log.read()
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        yield process.pid
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        log.close()


def granian(application: str, port: int, workers: int = 2) -> list[str]:
    """The command by which `manage.py serve` starts its web server."""
    from operations.serving import granian as command

    words = command("127.0.0.1", port, workers)
    return [*words[:-1], application]


@contextmanager
def nginx(directory: Path, file: str, headers: dict[str, str]) -> Iterator[Server]:
    """nginx with two processes, serving one file of `directory` as it lies there."""
    port = free_port()
    said = "\n".join(f"add_header {name} '{value}';" for name, value in headers.items())
    settings = directory / "nginx.conf"
    settings.write_text(
        f"""
        daemon off; worker_processes 2; pid {directory}/nginx.pid; error_log stderr crit;
        user root;
        events {{ worker_connections 512; }}
        http {{
            access_log off; sendfile on; keepalive_requests 1000000; default_type text/html;
            client_body_temp_path {directory}/body; proxy_temp_path {directory}/proxy;
            fastcgi_temp_path {directory}/fastcgi; uwsgi_temp_path {directory}/uwsgi;
            scgi_temp_path {directory}/scgi;
            server {{ listen 127.0.0.1:{port}; root {directory}; {said} }}
        }}
        """
    )
    with running([str(NGINX), "-c", str(settings), "-p", str(directory)], port, {}) as process:
        yield Server("nginx, the same bytes as a file", f"http://127.0.0.1:{port}/{file}", process)
