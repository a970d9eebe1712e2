"""Feeds in three formats from one description: RSS 2.0, Atom 1.0 (RFC 4287) and JSON Feed 1.1.

A feed is a `Channel` of `Entry`; `feed_response` writes it in the format asked for. The writers know nothing
of articles, so whatever has entries can have feeds.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import http_date

from blog.addresses import absolute

# What XML 1.0 cannot hold: https://www.w3.org/TR/xml/#charsets
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NOTHING_YET = datetime.fromtimestamp(0, UTC)
PLAYER = re.compile(r"<button\b[^>]*>.*?</button>", re.DOTALL)
PROMISE = re.compile(r'<span class="promise">.*?</span>', re.DOTALL)  # speaks of a player
CHOICES = re.compile(r"<source\b[^>]*>|</?picture>")
FOR_SCRIPTS = re.compile(r'\s(?:data-[\w-]+|srcset|sizes)="[^"]*"')
OWN_ADDRESS = re.compile(r'\b(href|src|poster|cite)="(/(?!/)[^"]*|#[^"]*)"')


@dataclass(frozen=True)
class Person:
    name: str
    address: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing in a feed. `address` and `html` are as on the site; the writers make them absolute."""

    address: str
    title: str
    html: str
    published: datetime
    updated: datetime
    summary: str = ""
    authors: list[Person] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    image: str = ""
    language: str = ""


@dataclass(frozen=True)
class Channel:
    """A feed's head. `address` is the page that it follows, `feeds` where its feeds live (`…/feed/`).

    Where entries also go, or come with an old date, and not `only_grows`, the newest date says nothing about
    whether a reader's copy is still good: such a feed is asked for again by its ETag alone."""

    title: str
    description: str
    address: str
    feeds: str
    language: str
    entries: list[Entry]
    query: str = ""
    only_grows: bool = True

    def feed_address(self, form: str) -> str:
        return absolute(f"{self.feeds}{'' if form == 'rss' else f'{form}/'}{self.query}")

    @property
    def updated(self) -> datetime | None:
        return max((entry.updated for entry in self.entries), default=None)


def feed_response(request: HttpRequest, channel: Channel, form: str) -> HttpResponse:
    """The channel as `rss`, `atom` or `json`, with the time of its last change."""
    write, content_type = FORMATS[form]
    response = HttpResponse(write(channel), content_type=content_type)
    if channel.updated and channel.only_grows:
        response.headers["Last-Modified"] = http_date(channel.updated.timestamp())
    return response


def portable(html: str, page: str) -> str:
    """HTML that stands on its own in a reader elsewhere: absolute addresses, media cards as plain links."""
    html = FOR_SCRIPTS.sub("", CHOICES.sub("", PROMISE.sub("", PLAYER.sub("", html))))
    return OWN_ADDRESS.sub(lambda match: f'{match[1]}="{own(match[2], page)}"', html)


def own(address: str, page: str) -> str:
    return absolute(page + address if address.startswith("#") else address)


def clean(value: Any) -> str:
    """Text as XML can hold it."""
    return NOT_IN_XML.sub("", str(value))


class Steady(SyndicationFeed):
    """A feed without entries is not as old as the moment at which it is asked for: nothing in it changes."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NOTHING_YET


class Rss(Steady, Rss201rev2Feed):
    """RSS 2.0 with whole texts (content:encoded) and every author by name (dc:creator)."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for person in item["people"]:
            handler.addQuickElement("dc:creator", clean(person.name))
        handler.addQuickElement("content:encoded", item["html"])


class Atom(Steady, Atom1Feed):
    """Atom with whole texts and every author."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for person in item["people"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", clean(person.name))
            if person.address:
                handler.addQuickElement("uri", absolute(person.address))
            handler.endElement("author")
        handler.addQuickElement("content", item["html"], {"type": "html"})


def write_xml(channel: Channel, form: str) -> str:
    generator = {"rss": Rss, "atom": Atom}[form]
    feed = generator(
        title=clean(channel.title),
        link=absolute(channel.address),
        description=clean(channel.description),
        subtitle=clean(channel.description) or None,
        language=channel.language,
        feed_url=channel.feed_address(form),
        feed_guid=absolute(channel.address),
        author_name=clean(channel.title) if form == "atom" else None,
    )
    for entry in channel.entries:
        feed.add_item(**xml_item(entry))
    return feed.writeString("utf-8")


def xml_item(entry: Entry) -> dict[str, Any]:
    return {
        "title": clean(entry.title),
        "link": absolute(entry.address),
        "unique_id": absolute(entry.address),
        "unique_id_is_permalink": True,
        "description": escape(clean(entry.summary), quote=False) or None,  # both formats read it as HTML
        "pubdate": entry.published,
        "updateddate": entry.updated,
        "categories": [clean(name) for name in entry.categories],
        "people": entry.authors,
        "html": clean(portable(entry.html, entry.address)),
    }


def write_json(channel: Channel) -> str:
    """https://www.jsonfeed.org/version/1.1/"""
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": channel.title,
            "home_page_url": absolute(channel.address),
            "feed_url": channel.feed_address("json"),
            **filled(description=channel.description, language=channel.language),
            "items": [json_item(entry) for entry in channel.entries],
        },
        ensure_ascii=False,
    )


def json_item(entry: Entry) -> dict[str, Any]:
    address = absolute(entry.address)
    return {
        "id": address,
        "url": address,
        "content_html": portable(entry.html, entry.address),
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        **filled(
            title=entry.title,
            summary=entry.summary,
            image=absolute(entry.image) if entry.image else "",
            authors=[person_json(person) for person in entry.authors],
            tags=entry.categories,
            language=entry.language,
        ),
    }


def person_json(person: Person) -> dict[str, str]:
    return {"name": person.name, **filled(url=absolute(person.address) if person.address else "")}


def filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


FORMATS: dict[str, Any] = {
    "rss": (lambda channel: write_xml(channel, "rss"), "application/rss+xml; charset=utf-8"),
    "atom": (lambda channel: write_xml(channel, "atom"), "application/atom+xml; charset=utf-8"),
    "json": (write_json, "application/feed+json; charset=utf-8"),
}
