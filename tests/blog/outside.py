"""The web as a test wants it: each address with its answer, served by a real peer on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from blog import fetching
from tests.blog.fetching.peers import Peer, peer, plain


class Web(dict[str, bytes]):
    """Answers by `host/path?query` or `host/path`; anything else is 404. Counts what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def say(self, connection, head: str) -> None:
        method, target, _rest = head.split(" ", 2)
        host = head.lower().partition("host: ")[2].partition("\r\n")[0]
        self.asked.append(f"{host}{target}")
        path = urlsplit(target).path
        answer = self.get(f"{host}{target}", self.get(f"{host}{path}", plain(status="404 Not Found")))
        connection.sendall(answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if method == "HEAD" else answer)


@contextmanager
def web(monkeypatch) -> Iterator[tuple[Web, Peer]]:
    """What tasks ask goes to these answers. TLS ends before the peer: its own tests speak it."""
    answers = Web()
    with peer(answers.say) as other:
        client = other.client()
        monkeypatch.setattr("blog.fetching.connection.Connection.secure", lambda *args: None)
        monkeypatch.setattr(fetching, "client", client)
        yield answers, other
