"""Who asks, behind whatever proxies."""

from ipaddress import ip_network

import pytest
from django.test import RequestFactory

from blog.network import client_address, is_from_this_machine, is_loopback, network_of


def asked_from(address, forwarded=""):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


@pytest.fixture
def proxies(settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


def test_forwarded_address_is_not_believed_without_proxy(settings):
    settings.TRUSTED_PROXIES = []
    assert client_address(asked_from("203.0.113.5", "198.51.100.1")) == "203.0.113.5"


@pytest.mark.usefixtures("proxies")
@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        ("203.0.113.5", "198.51.100.1", "203.0.113.5"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "192.0.2.66, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1:4711", "198.51.100.1"),
        ("fd00::1", "[2001:db8::7]:4711", "2001:db8::7"),
        ("10.0.0.1", "198.51.100.1, <script>", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("::ffff:203.0.113.5", "", "203.0.113.5"),
        ("", "198.51.100.1", ""),
        ("unix:", "198.51.100.1", ""),
    ],
)
def test_client_is_the_last_address_that_no_proxy_of_ours_has(remote, forwarded, expected):
    assert client_address(asked_from(remote, forwarded)) == expected


def test_ipv4_address_is_a_network_of_its_own():
    assert network_of("203.0.113.5") == network_of("::ffff:203.0.113.5") == "203.0.113.5"


def test_ipv6_addresses_of_one_64_are_one_network():
    assert network_of("2001:db8:1:2:aaaa::1") == network_of("2001:db8:1:2::9") == "2001:db8:1:2::/64"


def test_what_is_no_address_is_kept_apart():
    assert network_of("") == ""
    assert network_of("something") == "something"


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "[::1]:80"])
def test_loopback_in_every_spelling(address):
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["", "localhost", "10.0.0.1", "128.0.0.1", "::2"])
def test_everything_else_is_not_loopback(address):
    assert not is_loopback(address)


def test_request_passed_on_by_an_unknown_proxy_is_not_from_this_machine(settings):
    settings.TRUSTED_PROXIES = []
    assert is_from_this_machine(asked_from("127.0.0.1"))
    assert not is_from_this_machine(asked_from("127.0.0.1", "203.0.113.5"))


def test_request_passed_on_by_our_proxy_is_where_it_began(settings):
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.0/8")]
    assert not is_from_this_machine(asked_from("127.0.0.1", "203.0.113.5"))
