"""Other sites, as bad as they are: real peers on loopback, and a resolver that says what a test wants.

Nothing of the client is loosened: names resolve to public addresses, and what would be connected to there is
connected to the peer here.
"""

import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from blog import fetching

PUBLIC = "93.184.215.14"
Say = Callable[[socket.socket, str], None]


def plain(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    """A whole answer with its length."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


def redirect(target: str) -> bytes:
    return plain(b"", f"Location: {target}", status="302 Found")


@dataclass
class Peer:
    """A server of sockets. `say(connection, head)` answers each request; `heads` are the requests seen."""

    say: Say
    tls: ssl.SSLContext | None = None
    heads: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    names: dict[str, list[list[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        Thread(target=self.serve, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def serve(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            Thread(target=self.answer, args=[connection], daemon=True).start()

    def answer(self, connection: socket.socket) -> None:
        try:
            with connection:
                spoken = self.tls.wrap_socket(connection, server_side=True) if self.tls else connection
                with spoken:
                    head = spoken.recv(65536).decode("latin-1")
                    self.heads.append(head)
                    self.say(spoken, head)
        except OSError:
            return  # it has left

    def resolve(self, host: str, port: int) -> list[str]:
        """What the test says of a name, the next time the next; else a public address."""
        said = self.names.get(host)
        if not said:
            return [PUBLIC]
        return said.pop(0) if len(said) > 1 else said[0]

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append((address, port))
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def client(self, **options: object) -> fetching.Client:
        return fetching.Client(resolve=self.resolve, dial=self.dial, **options)  # type: ignore[arg-type]


@contextmanager
def peer(answer: bytes | Say | dict[str, bytes], **options: object) -> Iterator[Peer]:
    """A peer that answers with these bytes, by path, or as a function does."""
    made = Peer(saying(answer), **options)  # type: ignore[arg-type]
    try:
        yield made
    finally:
        made.listener.close()


def saying(answer: bytes | Say | dict[str, bytes]) -> Say:
    if callable(answer):
        return answer

    def say(connection: socket.socket, head: str) -> None:
        path = head.split(" ")[1]
        known = answer.get(path, plain(status="404 Not Found")) if isinstance(answer, dict) else answer
        if head.startswith("HEAD "):
            known = known.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        connection.sendall(known)

    return say


def certificate(directory: Path, host: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """(the server's context, a client's that trusts it), for a name; made for this test alone."""
    key, made = directory / "key.pem", directory / "made.pem"
    options = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    command = ["openssl", "req", "-x509", *options, *named, "-keyout", str(key), "-out", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(made, key)
    return server, ssl.create_default_context(cafile=str(made))
