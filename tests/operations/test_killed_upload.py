"""The server is killed while a picture is on its way: nothing half kept, and the next try works."""

import http.client
import re
import signal
import sqlite3
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.factories import picture_bytes
from tests.operations.running import Site

LOGIN = "/admin/login/"
BOUNDARY = "picture-boundary"


class Writer:
    """An administrator at a running site, as far as cookies and forms go."""

    def __init__(self, site: Site) -> None:
        self.site, self.cookies = site, {}
        self.ask("GET", LOGIN)
        form = {"username": "ada", "password": "a long one", "csrfmiddlewaretoken": self.cookies["csrftoken"]}
        self.ask("POST", LOGIN, urlencode(form).encode(), "application/x-www-form-urlencoded")

    def headers(self, content_type: str = "") -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        token = self.cookies.get("csrftoken", "")
        return {"Cookie": cookies, "X-CSRFToken": token, "Content-Type": content_type}

    def ask(self, method: str, path: str, body: bytes = b"", content_type: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=60)
        connection.request(method, path, body, self.headers(content_type))
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and (found := re.match(r"([^=]+)=([^;]*)", value)):
                self.cookies[found[1]] = found[2]
        return answer.status, answer.read().decode()

    def begin_upload(self, body: bytes) -> None:
        """Send the first half of the request and leave the rest owing."""
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=60)
        connection.putrequest("POST", "/admin/blog/image/upload/")
        for name, value in self.headers(f"multipart/form-data; boundary={BOUNDARY}").items():
            connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        connection.send(body[: len(body) // 2])


def multipart(content: bytes) -> bytes:
    head = 'Content-Disposition: form-data; name="file"; filename="quay.png"\r\nContent-Type: image/png'
    return f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def kept(data: Path) -> tuple[int, int]:
    """How many rows and how many files of pictures there are."""
    with sqlite3.connect(data / "broadside.sqlite3") as database:
        [[rows]] = database.execute("SELECT count(*) FROM blog_image")
    return rows, sum(path.is_file() for path in (data / "media").rglob("*"))


@pytest.fixture
def site(journal: Path):
    site = Site(journal).start()
    yield site
    if site.process.poll() is None:
        site.stop(signal.SIGKILL)


def test_server_killed_during_an_upload_keeps_nothing_of_it(site, journal):
    body = multipart(picture_bytes(600, 400, "PNG") + b"\0" * 5_000_000)
    Writer(site).begin_upload(body)
    site.kill()
    assert kept(journal) == (0, 0)
    site.start()
    small = multipart(picture_bytes())
    status, said = Writer(site).ask(
        "POST", "/admin/blog/image/upload/", small, f"multipart/form-data; boundary={BOUNDARY}"
    )
    assert (status, '"kind": "image"' in said) == (201, True)
    assert kept(journal)[0] == 1
