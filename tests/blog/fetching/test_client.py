"""What other sites may try, each tried by a real peer."""

import gzip
import socket
import time
from threading import Event

import pytest

from blog import fetching
from tests.blog.fetching.peers import PUBLIC, certificate, peer, plain, redirect

PAGE = "http://radio.example/talk"
HTML = "Content-Type: text/html; charset=utf-8"


def test_fetch_gives_status_type_and_body():
    with peer(plain(b"<title>Tides</title>", HTML)) as other:
        answer = other.client().fetch(PAGE, types=("text/html",))
    assert (answer.status, answer.content_type, answer.body) == (200, "text/html", b"<title>Tides</title>")
    assert other.dialled == [(PUBLIC, 80)]


def test_fetch_sends_no_cookie_and_says_who_asks(settings):
    both = {
        "/talk": redirect("/there").replace(b"\r\n", b"\r\nSet-Cookie: a=b\r\n", 1),
        "/there": plain(b"x"),
    }
    with peer(both) as other:
        other.client().fetch(PAGE)
    assert "cookie" not in "".join(other.heads).lower()
    assert f"User-Agent: Broadside (+{settings.SITE_URL})" in other.heads[1]


def test_fetch_follows_a_redirect_and_says_where_it_led():
    with peer({"/talk": redirect("//other.example/there"), "/there": plain(b"here")}) as other:
        answer = other.client().fetch(PAGE)
    assert (answer.url, answer.body) == ("http://other.example/there", b"here")


@pytest.mark.parametrize(
    "target",
    """http://127.0.0.1/ http://[::1]/ http://0.0.0.0/ http://2130706433/ http://0177.0.0.1/ http://0x7f.1/
    http://localhost/ //127.0.0.1/ http://user@other.example/ http://other.example:8000/ file:///etc/passwd
    gopher://other.example/ http://[::ffff:7f00:1]/ http://169.254.169.254/latest/meta-data/""".split(),
)
def test_redirect_to_what_is_not_public_is_refused(target):
    with peer(redirect(target)) as other, pytest.raises(fetching.Refused):
        other.client().fetch(PAGE)
    assert len(other.heads) == 1


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::1", "0.0.0.1", "10.0.0.1", "169.254.169.254", "::ffff:7f00:1"]
)
def test_redirect_to_a_name_of_a_private_address_is_refused(address):
    with peer(redirect("http://trick.example/")) as other:
        other.names["trick.example"] = [[address]]
        with pytest.raises(fetching.Refused):
            other.client().fetch(PAGE)
    assert len(other.dialled) == 1


def test_name_that_turns_private_after_it_was_checked_is_not_asked_for_again():
    with peer(plain(b"public")) as other:
        other.names["radio.example"] = [[PUBLIC], ["127.0.0.1"]]
        assert other.client().fetch(PAGE).body == b"public"
        with pytest.raises(fetching.Refused):
            other.client().fetch(PAGE)
    assert other.dialled == [(PUBLIC, 80)]


def test_name_with_one_private_address_among_public_ones_is_refused():
    with peer(plain()) as other:
        other.names["radio.example"] = [[PUBLIC, "192.168.0.1"]]
        with pytest.raises(fetching.Refused):
            other.client().fetch(PAGE)
    assert other.dialled == []


def test_real_connection_goes_to_the_checked_address_and_nowhere_else(monkeypatch):
    asked = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *a, **k: [(2, 1, 6, "", ("10.0.0.5", 80))])
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: asked.append(a))
    with pytest.raises(fetching.Refused):
        fetching.client.fetch(PAGE)
    assert asked == []


def test_redirects_without_end_are_left():
    with peer(redirect("/talk")) as other, pytest.raises(fetching.Refused):
        other.client().fetch(PAGE)
    assert len(other.heads) == 6


def endless(connection: socket.socket, head: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65536)


def test_endless_body_is_left_when_it_is_too_large():
    with peer(endless) as other, pytest.raises(fetching.TooLarge):
        other.client().fetch(PAGE, most=200_000)


def test_endless_body_is_cut_where_its_beginning_is_enough():
    with peer(endless) as other:
        assert len(other.client().fetch(PAGE, most=200_000, cut=True).body) == 200_000


DROPS = 3_000  # a minute of them


def dripping(beginning: bytes, fallen: list[bytes]):
    def say(connection: socket.socket, head: str) -> None:
        connection.sendall(beginning)
        for _drop in range(DROPS):
            connection.sendall(b"a")
            fallen.append(b"a")
            time.sleep(0.02)

    return say


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n",
    ],
    ids=["status", "headers", "body", "known length"],
)
def test_dripping_peer_is_cut_by_the_time_of_the_whole(beginning):
    fallen: list[bytes] = []
    with peer(dripping(beginning, fallen)) as other, pytest.raises(fetching.TooSlow):
        other.client().fetch(PAGE, seconds=0.3)
    assert len(fallen) < DROPS


@pytest.fixture
def ended():
    """Set when the test is over: whoever waits for it is waited for in vain."""
    over = Event()
    yield over
    over.set()


def test_silent_peer_is_cut(ended):
    with peer(lambda connection, head: ended.wait(60)) as other, pytest.raises(fetching.TooSlow):
        other.client().look(PAGE, seconds=0.3)


def test_peer_that_drips_its_handshake_is_cut():
    with peer(dripping(b"", [])) as other, pytest.raises(fetching.Unreachable):
        other.client().fetch("https://radio.example/", seconds=0.3)


def test_slow_resolver_is_not_waited_for(ended):
    client = fetching.Client(resolve=lambda host, port: ended.wait(60) and [PUBLIC])
    with pytest.raises(fetching.TooSlow):
        client.fetch(PAGE, seconds=0.2)


def test_unknown_host_is_unreachable():
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror("no such name")

    with pytest.raises(fetching.Unreachable):
        fetching.Client(resolve=unknown).fetch(PAGE)


def test_bomb_is_left_while_it_is_small():
    bomb = gzip.compress(b"\0" * 200_000_000, compresslevel=1)
    with peer(plain(bomb, "Content-Encoding: gzip", HTML)) as other, pytest.raises(fetching.TooLarge):
        other.client().fetch(PAGE)


def test_packed_answer_is_unpacked():
    with peer(plain(gzip.compress(b"tides"), "Content-Encoding: gzip")) as other:
        assert other.client().fetch(PAGE).body == b"tides"


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_packing_that_is_none_or_unknown_is_an_error_of_ours(encoding):
    answer = plain(b"no such thing", f"Content-Encoding: {encoding}")
    with peer(answer) as other, pytest.raises(fetching.FetchError):
        other.client().fetch(PAGE)


def test_other_type_is_refused_before_it_is_read():
    answer = plain(b"MZ" * 1000, "Content-Type: application/x-msdownload")
    with peer(answer) as other, pytest.raises(fetching.WrongType):
        other.client().fetch(PAGE, types=("image/", "text/html"))


@pytest.mark.parametrize(
    "junk",
    [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500, b"HTTP/1.1 99999 x\r\n\r\n"],
)
def test_answer_that_is_no_http_is_unreachable(junk):
    say = lambda connection, head: connection.sendall(junk)  # noqa: E731
    with peer(say) as other, pytest.raises(fetching.Unreachable):
        other.client().fetch(PAGE)


def test_look_reads_no_body():
    with peer(plain(b"x" * 500, "Content-Type: audio/mpeg")) as other:
        answer = other.client().look("http://radio.example/talk.mp3")
    assert (answer.length, answer.content_type, answer.body) == (500, "audio/mpeg", b"")
    assert other.heads[0].startswith("HEAD ")


def test_look_asks_by_get_where_a_site_knows_no_head():
    def say(connection: socket.socket, head: str) -> None:
        is_head = head.startswith("HEAD ")
        connection.sendall(plain(status="405 Method Not Allowed") if is_head else plain(b"x" * 7, HTML))

    with peer(say) as other:
        answer = other.client().look(PAGE)
    assert (answer.status, answer.length) == (200, 7)


def test_secure_connection_asks_for_a_certificate_of_the_name(tmp_path):
    server, trusting = certificate(tmp_path, "radio.example")
    with peer(plain(b"safe"), tls=server) as other:
        client = other.client(tls=trusting)
        assert client.fetch("https://radio.example/").body == b"safe"
        with pytest.raises(fetching.Unreachable, match="certificate"):
            client.fetch("https://other.example/")
    assert other.dialled[0] == (PUBLIC, 443)
