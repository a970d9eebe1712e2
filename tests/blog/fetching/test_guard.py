import pytest

from blog.fetching import Refused
from blog.fetching.guard import checked, is_public

NOT_PUBLIC = """
127.0.0.1 127.255.255.254 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254
100.64.0.1 100.127.255.255 192.0.0.8 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:93.184.215.14 ::ffff:a00:1
64:ff9b::7f00:1 64:ff9b::5db8:d70e 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:5db8:d70e::1
fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 5f00::1 3fff::1 localhost 1 0x7f000001
"""

REFUSED = """
ftp://radio.example/a file:///etc/passwd gopher://radio.example/ javascript:alert(1)
data:text/html,x
http://127.0.0.1/ http://127.1/ http://2130706433/ http://0x7f000001/ http://0x7f.0.0.1/ http://0177.0.0.1/
http://017700000001/ http://0/ http://0.0.0.0/ http://[::1]/ http://[::ffff:127.0.0.1]/ http://[::]/
http://[fe80::1%25eth0]/
http://localhost/ http://localhost./ http://LOCALHOST/ http://a.localhost/ http://printer.local/ http://intranet/
http://db.internal/ http://router.lan/ http://metadata.google.internal/ http://127.0.0.1./ http://①②⑦.⓪.⓪.①/
http://radio.example:22/ http://radio.example:8080/ https://radio.example:80/ http://radio.example:443/
http://user@radio.example/ http://user:pass@radio.example/ http://@radio.example/ http://radio.example@127.0.0.1/
http://127.0.0.1#@radio.example/ http://127.0.0.1\\@radio.example/ http://radio.example\\.evil.example/
http:///radio.example/ http:radio.example http://.radio.example/ http://radio..example/ http://-a.example/
http://radio.example:99999/ http://radio.example:x/ http://[radio.example]/ http://93.184.215.14/ http://xn--/
"""


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_is_public_refuses_what_is_not_of_the_internet(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111", "2a00:1450::1"])
def test_is_public_takes_addresses_of_the_internet(address):
    assert is_public(address)


@pytest.mark.parametrize("url", REFUSED.split())
def test_checked_refuses_disguised_and_private_addresses(url):
    with pytest.raises(Refused):
        checked(url)


def test_checked_gives_path_and_query_in_ascii_without_fragment():
    parts = checked("https://Radio.Example./später?q=ü&x=%20#t=1")
    assert parts.geturl() == "https://radio.example/sp%C3%A4ter?q=%C3%BC&x=%20"


def test_checked_gives_the_host_as_the_name_system_knows_it():
    assert checked("http://münchen.example/").netloc == "xn--mnchen-3ya.example"
