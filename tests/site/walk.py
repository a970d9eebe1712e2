"""A walk over the whole public site, from its front page and its sitemap, along every link."""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from django.conf import settings
from django.test import Client
from lxml import etree

from tests.site.documents import Document

STARTS = ("/", "/sitemap.xml", "/robots.txt")
# Every archive and every article has three feeds: some of them stand for all.
EVERY = 12
HTML, MARKUP, JSON = "text/html", "xml", "json"


@dataclass
class Walk:
    """What was found: the answer at each address, and for each page what a parser needs to know."""

    statuses: dict[str, int] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    feeds: dict[str, bytes] = field(default_factory=dict)
    links: set[tuple[str, str, str]] = field(default_factory=set)

    def along(self, client: Client) -> "Walk":
        """Ask for every address that can be reached."""
        waiting, known, alternates = deque(STARTS), set(STARTS), 0
        while waiting:
            page = waiting.popleft()
            for address, fragment in self.visit(client, page):
                self.links.add((page, address, fragment))
                if address in known:
                    continue
                known.add(address)
                if is_feed(address):
                    alternates += 1
                if not is_feed(address) or alternates % EVERY == 1:
                    waiting.append(address)
        return self

    def visit(self, client: Client, address: str) -> Iterator[tuple[str, str]]:
        """Read one address, and say which of ours it names."""
        response = client.get(address)
        self.statuses[address] = response.status_code
        if response.headers.get("Location"):
            self.moved[address] = own_place(response.headers["Location"], address)[0]
            return filter(None, [own_place(response.headers["Location"], address)])
        named = self.read(address, response) if response.status_code == 200 else []
        return (place for name in named if (place := own_place(name, address))[0])

    def read(self, address: str, response) -> list[str]:
        """Keep what the tests ask about; the addresses that it names."""
        kind = response.headers["Content-Type"]
        if HTML in kind:
            document = self.documents[address] = Document.of(address, response.content.decode())
            return [*document.followed(), *document.loaded()]
        if MARKUP in kind or JSON in kind:
            self.feeds[address] = response.content
        if "sitemap" in address:
            return etree.fromstring(response.content).xpath("//*[local-name()='loc']/text()")
        return []

    def arrival(self, address: str) -> str:
        """Where a reader who follows it ends."""
        for _ in range(4):
            address = self.moved.get(address, address)
        return address

    def dead_links(self) -> set[tuple[str, str]]:
        """Page and link, where nothing lives at the end of the link or its page lacks the part it names."""
        dead = set()
        for page, address, fragment in self.links:
            end = self.arrival(address)
            if self.statuses.get(end, 200) != 200:
                dead.add((page, address))
            elif fragment and end in self.documents and fragment not in self.documents[end].ids():
                dead.add((page, f"{address}#{fragment}"))
        return dead

    def unreadable_feeds(self) -> list[str]:
        """Feeds and sitemaps that no parser takes."""
        return [address for address, content in self.feeds.items() if not is_readable(content)]


def own_place(link: str, page: str) -> tuple[str, str]:
    """The path (with its query) and the fragment of a link of ours; an empty path for any other."""
    address, fragment = urldefrag(urljoin(f"{settings.SITE_URL}{page}", link))
    parts = urlsplit(address)
    if f"{parts.scheme}://{parts.netloc}" != settings.SITE_URL:
        return "", ""
    return parts.path + (f"?{parts.query}" if parts.query else ""), unquote(fragment)


def is_feed(address: str) -> bool:
    return "/feed/" in address


def is_readable(content: bytes) -> bool:
    try:
        if content.startswith(b"{"):
            return bool(json.loads(content)["version"])
        return etree.fromstring(content) is not None
    except (ValueError, KeyError, etree.XMLSyntaxError):
        return False
