"""The site that an export comes from: how its things are called here, and which addresses are its own."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from blog.models.slugs import SLUG_LENGTH, slug_from, validate_slug
from blog.urlparts import bare_host, split
from wordpress.reader import Item, Site

if TYPE_CHECKING:
    from .scratch import Scratch

LONGEST_REF = 300
MENU_LINE = "nav_menu_item"
CONTROL = re.compile("[\x00-\x1f\x7f]")
NUMBER = re.compile(r"(?:^|[?&])(?:p|page_id|attachment_id)=(\d{1,19})")


@dataclass(frozen=True, slots=True)
class Source:
    """`name` is the host and path of the exporting blog: `blog.example.org`, `example.org/news`.

    `base` is its address, for what texts name from its root; empty where the file names none.
    """

    name: str
    hosts: frozenset[str]
    base: str = ""

    @classmethod
    def of(cls, site: Site) -> "Source":
        """By the blog's own address; a file that names none is told apart by its title."""
        addresses = [address for address in (site.blog_url, site.link, site.site_url) if "//" in address]
        hosts = frozenset(bare_host(address) for address in (site.blog_url, site.link) if "//" in address)
        if not addresses:
            return cls(f"untitled-{hashlib.sha256(site.title.encode()).hexdigest()[:12]}", hosts)
        name = (bare_host(addresses[0]) + split(addresses[0]).path.rstrip("/"))[:180]
        return cls(name, hosts, f"{addresses[0].rstrip('/')}/")

    def ref(self, kind: str, key: int | str) -> str:
        """What this site calls the thing, in `Imported.import_ref`."""
        ref = f"wordpress:{self.name}:{kind}:{key}"
        if len(ref) <= LONGEST_REF:
            return ref
        return f"{ref[:220]}~{hashlib.sha256(ref.encode()).hexdigest()[:64]}"

    def is_own(self, address: str) -> bool:
        """Whether the address leads to the exporting site, with or without `www.`."""
        return bare_host(address) in self.hosts


class Ground(Protocol):
    """What may be asked about an export while one of its texts is read."""

    @property
    def source(self) -> Source: ...

    @property
    def scratch(self) -> "Scratch": ...


def digest(item: Item) -> str:
    """What tells an item from others where its number does not. A line that stands in two menus is written
    once for each."""
    said = [item.guid or item.link, item.title, item.slug, str(item.date), item.type]
    said += [menu.slug or menu.name for menu in item.term_pairs("nav_menu")] if item.type == MENU_LINE else []
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def decoded(text: str) -> str:
    """Percent-decoded, in composed Unicode, without the control characters that no column takes."""
    return unicodedata.normalize("NFC", CONTROL.sub("", unquote(text)))


@lru_cache(maxsize=1000)  # of one item they are asked again and again
def path_of(address: str) -> str:
    """The address's path, percent-decoded; empty for an address that names its post by number (`/?p=1`)."""
    parts = split(address)
    if parts.query and parts.path in {"", "/"}:
        return ""
    path = decoded(parts.path)
    return f"/{path.lstrip('/')}" if path.startswith("//") else path


def plain_address(address: str, number: int | None) -> str:
    """`/?p=123`, where an address names its post so and by another number than the post has here."""
    match = NUMBER.search(address)
    return f"/?{match.group().lstrip('?&')}" if match and number_of(address) != number else ""


def number_of(address: str) -> int | None:
    """The post that a plain address (`/?p=123`) names."""
    match = NUMBER.search(address)
    found = int(match.group(1)) if match else None
    return found if found is not None and found < 2**63 else None


@lru_cache(maxsize=1000)  # each item names its terms anew
def own_slug(written: str, name: str, fallback: str) -> str:
    """WordPress's slug if it can be an address here, else the nearest that can.

    WordPress percent-encodes slugs that are not ASCII; here they are readable, which is the same address.
    """
    slug = decoded(written).strip("/ ")[:SLUG_LENGTH]
    try:
        validate_slug(slug)
    except ValidationError:
        return slug_from(slug or unescape(name), fallback=fallback)
    return slug
