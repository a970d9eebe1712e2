"""The parts of an address as somebody wrote it.

Python's reader raises ValueError for some that texts, exports and other sites' pages carry all the same
(`http://[`, hosts with signs that Unicode takes apart); no page, task or import may break on them.
"""

from urllib.parse import SplitResult, unquote, urljoin, urlsplit

NOTHING = urlsplit("")


def split(address: str) -> SplitResult:
    """Scheme, netloc, path, query and fragment; all empty for what is no address."""
    try:
        return urlsplit(address)
    except ValueError:
        return NOTHING


def joined(base: str, address: str) -> str:
    """What a relative address means on the page `base`; itself where that makes no sense."""
    try:
        return urljoin(base, address) if address else ""
    except ValueError:
        return address


def bare_host(address: str) -> str:
    """The host in lower case and without `www.`; empty for a path or what is no address."""
    return (split(address).hostname or "").removeprefix("www.")


def file_name(address: str) -> str:
    """`ferry.webp` of `/media/2026/ferry.webp`; empty for a folder."""
    return unquote(split(address).path.rpartition("/")[2])
