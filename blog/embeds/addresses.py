"""Whether an address is one that a page may name as media at all: public, plain http(s), no disguise."""

import ipaddress
import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings

from blog.urlparts import split

# Control characters, spaces, quotes, brackets, backslashes: browsers and parsers disagree about them.
UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\"'<>\\^`{|}]")
UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]")
HOST = re.compile(r"(?:(?!-)[a-z0-9_-]{1,63}(?<!-)\.)+(?!-)[a-z0-9-]{2,63}(?<!-)")
SPOTIFY = re.compile(r"spotify:(track|album|playlist|artist|episode|show):(\w+)$")  # what its programs copy
HEAD = re.compile(r"https?://[^/?#\s\\]+(?=[/?#])", re.IGNORECASE)
ENCODED = re.compile(r"[ |^`{}]")  # in paths and queries: meant as they stand
PRIVATE_SUFFIXES = (
    ".localhost",
    ".local",
    ".internal",
    ".intranet",
    ".lan",
    ".home",
    ".corp",
    ".localdomain",
    ".home.arpa",
    ".onion",
)
LOOK_ALIKE = set("аеорсухіјѕһԁԛԝӏʏɡαορνυικ0123456789-")
DEFAULT_PORTS = {"http": 80, "https": 443}


def public_address(url: str) -> SplitResult | None:
    """The parts of an http(s) address with a public host name, else None.

    Refuses user names, ports other than the scheme's own, IP addresses in any notation, one-label and private
    names. The network is not asked.
    """
    url = url.strip()
    if len(url) > 2000 or UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
        host = encoded_host(parts.hostname or "")
    except ValueError:
        return None
    if (
        parts.scheme not in DEFAULT_PORTS
        or "@" in parts.netloc
        or port not in (None, DEFAULT_PORTS[parts.scheme])
    ):
        return None
    if not is_public_host(host):
        return None
    return parts._replace(netloc=host.rstrip(".").lower())


def tidied(url: str) -> str:
    """An address as somebody pasted it, as it can be kept: without space around it, with a scheme, and with
    what browsers would encode encoded. Nothing before the path is changed, so no other host is named."""
    url = SPOTIFY.sub(r"https://open.spotify.com/\1/\2", url.strip())
    url = f"https:{url}" if url.startswith("//") and "\\" not in url else url
    match = HEAD.match(url)
    if not match:
        return url
    return match[0] + ENCODED.sub(lambda found: quote(found[0]), url[match.end() :])


def encoded_host(host: str) -> str:
    """The host as the name system has it. ValueError for letters that only look like others (`ｙoutube.com`):
    nobody types them in good faith."""
    encoded = host.encode("idna").decode()
    labels = zip(host.rstrip(".").split("."), encoded.rstrip(".").split("."), strict=True)
    if any(not label.isascii() and not made.startswith("xn--") for label, made in labels):
        raise ValueError(host)
    return encoded


def is_public_host(host: str) -> bool:
    """Whether a host is a public domain name (`radio.example`), not a numeric address or a local name."""
    host = host.rstrip(".").lower()
    if not HOST.fullmatch(host) or host.endswith(PRIVATE_SUFFIXES):
        return False
    last = host.rsplit(".", 1)[-1]
    if last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last):
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False


def is_own_path(url: str) -> bool:
    """Whether an address stays on this site: a path, with nothing that a browser would read as a host."""
    return bool(url.startswith("/") and not url.startswith("//") and not UNSAFE.search(url))


def is_own(url: str) -> bool:
    """Whether an address is served by this site: relative, under MEDIA_URL, or under SITE_URL."""
    seen = UNSEEN.sub("", url).replace("\\", "/")
    if not seen:
        return False
    roots = [str(settings.MEDIA_URL), str(getattr(settings, "SITE_URL", "")).rstrip("/") + "/"]
    if any(root.startswith(("http://", "https://")) and seen.startswith(root) for root in roots):
        return True
    return not seen.startswith("//") and not re.match(r"[a-zA-Z][\w+.-]*:", seen)


@lru_cache(maxsize=2048)
def display_host(url: str) -> str:
    """The host as a reader knows it: without `www.` or `m.`; empty for a path on this site."""
    return re.sub(r"^(?:www|m)\.(?=.*\.)", "", plain_host(split(url).hostname or ""))


def plain_host(host: str) -> str:
    """The host, its letters as they are unless they could pass for those of another host: then as `xn--…`."""
    try:
        return host if host.isascii() or not any(map(is_disguise, host.split("."))) else encoded_host(host)
    except ValueError:
        return host.encode("ascii", "backslashreplace").decode()


def is_disguise(label: str) -> bool:
    """Whether a label mixes scripts, or is written with nothing but letters that look like Latin ones."""
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in label if sign.isalpha()}
    is_mixed = len(scripts) > 1 and bool(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
    return is_mixed or (not label.isascii() and set(label) <= LOOK_ALIKE)
