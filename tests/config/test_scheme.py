"""Only a trusted proxy's word about https is taken."""

from ipaddress import ip_network

import pytest

from config.scheme import ForwardedScheme


def scheme_seen(peer: str, claimed: str) -> str:
    """The scheme that the application gets."""
    caught = {}

    def application(environ, start_response):
        caught.update(environ)
        return []

    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http", "HTTP_X_FORWARDED_PROTO": claimed}
    ForwardedScheme(application)(environ, lambda *args: None)
    return caught["wsgi.url_scheme"]


@pytest.mark.parametrize(
    ("peer", "claimed", "scheme"),
    [
        ("10.1.2.3", "https", "https"),
        ("10.1.2.3", "gopher", "http"),
        ("10.1.2.3", "", "http"),
        ("203.0.113.7", "https", "http"),
        ("", "https", "http"),
    ],
)
def test_scheme_is_taken_from_a_trusted_proxy_alone(settings, peer, claimed, scheme):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]
    assert scheme_seen(peer, claimed) == scheme


def test_nobody_is_trusted_without_networks(settings):
    settings.TRUSTED_PROXIES = []
    assert scheme_seen("127.0.0.1", "https") == "http"
