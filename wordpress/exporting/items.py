"""An `item` of the export: what posts, pages, files, profiles and lines of menus have in common."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from blog.models import Publication

from .clocks import clock_of
from .markup import Pair, feed_moment, meta, moment, plain, section


@dataclass
class Item:
    """The values of one item. Moments are aware; `at` is None for what has no date yet."""

    number: int
    type: str
    title: str
    link: str
    guid: str
    status: str
    at: datetime | None
    begun: datetime
    modified: datetime
    name: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    parent: int = 0
    order: int = 0
    password: str = ""
    sticky: bool = False
    replies_open: bool = False
    pings_open: bool = False
    attachment_url: str = ""
    terms: list[str] = field(default_factory=list)  # lines of their own
    meta: list[Pair] = field(default_factory=list)
    said: Mapping[str, Any] = field(default_factory=dict)  # by its source, where it has one
    dates: dict[str, str] = field(default_factory=dict)  # as they are to stand there, by column

    def opening(self) -> Iterator[str]:
        """Everything up to its comments."""
        yield "<item>\n"
        yield from (f"\t{line}\n" for line in (*self.head(), *self.columns()))
        yield from self.terms
        yield from meta(self.meta)

    def head(self) -> Iterable[str]:
        """What feeds have too."""
        yield section("title", self.title)
        yield plain("link", self.link)
        yield plain("pubDate", feed_moment(self.at)) if self.at else "<pubDate></pubDate>"
        yield section("dc:creator", self.creator)
        yield f'<guid isPermaLink="false">{plain("g", self.guid)[3:-4]}</guid>'
        yield "<description></description>"
        yield section("content:encoded", self.content)
        yield section("excerpt:encoded", self.excerpt)

    def columns(self) -> Iterable[str]:
        """WordPress's columns."""
        yield plain("wp:post_id", self.number)
        for name, value in (self.dates or self.clocks()).items():
            yield section(f"wp:{name}", value)
        yield section("wp:comment_status", "open" if self.replies_open else "closed")
        yield section("wp:ping_status", "open" if self.pings_open else "closed")
        yield section("wp:post_name", self.name)
        yield section("wp:status", self.status)
        yield plain("wp:post_parent", self.parent)
        yield plain("wp:menu_order", self.order)
        yield section("wp:post_type", self.type)
        yield section("wp:post_password", self.password)
        yield plain("wp:is_sticky", int(self.sticky))
        if self.attachment_url:
            yield section("wp:attachment_url", self.attachment_url)

    def clocks(self) -> dict[str, str]:
        """On its own clock and on GMT's. A local date without one of GMT is that of a draft."""
        zone, found = clock_of(self.said, self.at, Publication.current().zone), dict[str, str]()
        moments = {"post_date": (self.at or self.begun, self.at)}
        moments["post_modified"] = (self.modified, self.modified)
        for name, (local, gmt) in moments.items():
            found[name] = moment(local.astimezone(zone))
            found[f"{name}_gmt"] = moment(gmt and gmt.astimezone(UTC))
        return found


CLOSING = "</item>\n"
