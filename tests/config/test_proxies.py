"""Only a trusted proxy's word about the reader is taken."""

from ipaddress import ip_network

import pytest

from config.proxies import TrustedProxies

NETWORKS = [ip_network("127.0.0.0/8"), ip_network("10.0.0.0/8")]


def seen(peer: str, chain: str = "", scheme: str = "", networks=NETWORKS) -> dict:
    """The environ that the application gets."""
    caught = {}

    def application(environ, start_response):
        caught.update(environ)
        return []

    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http"}
    if chain:
        environ["HTTP_X_FORWARDED_FOR"] = chain
    if scheme:
        environ["HTTP_X_FORWARDED_PROTO"] = scheme
    TrustedProxies(application, networks)(environ, lambda *args: None)
    return caught


@pytest.mark.parametrize(
    ("peer", "chain", "reader"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1, nonsense", "127.0.0.1"),
        ("127.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("::ffff:127.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_reader_is_the_nearest_untrusted_address(peer, chain, reader):
    assert seen(peer, chain)["REMOTE_ADDR"] == reader


def test_trusted_proxy_says_that_the_reader_came_by_https():
    assert seen("127.0.0.1", "203.0.113.9", "https")["wsgi.url_scheme"] == "https"


def test_stranger_cannot_claim_https_or_an_address():
    environ = seen("203.0.113.7", "127.0.0.1", "https")
    assert environ["wsgi.url_scheme"] == "http"
    assert "HTTP_X_FORWARDED_FOR" not in environ


def test_nobody_is_trusted_without_networks():
    assert seen("127.0.0.1", "203.0.113.9", networks=[])["REMOTE_ADDR"] == "127.0.0.1"
