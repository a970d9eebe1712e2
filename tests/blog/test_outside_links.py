"""Addresses that somebody gave lead out of the site, or nowhere."""

import pytest

from blog.templatetags.blog import outside


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c", "http://example.org", " HTTPS://EXAMPLE.org "]
)
def test_web_address_is_kept(address):
    assert outside(address) == address.strip()


@pytest.mark.parametrize("address", [None, "", "javascript:alert(1)", "data:text/html,x", "//x.example", "x"])
def test_everything_else_is_dropped(address):
    assert outside(address) == ""
