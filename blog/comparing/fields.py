"""What is said of a post besides its text, as blocks of words, so that it is compared like a text.

Categories, authors and pictures are said by name: a content keeps numbers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf.global_settings import LANGUAGES
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.comparing.prose import Block, blocks_of, lines_of, words_in
from blog.models import Author, Category, Image, MediaLink, Post, Status, Visibility
from blog.revisions.contents import Content

LABELS: dict[str, Any] = {
    "title": gettext_lazy("Title"),
    "standfirst": gettext_lazy("Standfirst"),
    "body": gettext_lazy("Text"),
    "slug": gettext_lazy("Slug"),
    "authors": gettext_lazy("Authors"),
    "categories": gettext_lazy("Categories"),
    "primary_category": gettext_lazy("Main category"),
    "tags": gettext_lazy("Tags"),
    "featured_image": gettext_lazy("Featured image"),
    "media_links": gettext_lazy("Media links"),
    "pictures": gettext_lazy("Pictures"),
    "parent": gettext_lazy("Stands under"),
    "position": gettext_lazy("Position"),
    "publish_at": gettext_lazy("Publication time"),
    "status": gettext_lazy("Status"),
    "visibility": gettext_lazy("Visibility"),
    "password": gettext_lazy("Password"),
    "sticky": gettext_lazy("Keep at the top of the front page"),
    "replies_open": gettext_lazy("Replies are open"),
    "language": gettext_lazy("Language"),
    "seo_title": gettext_lazy("Title for search engines"),
    "seo_description": gettext_lazy("Description for search engines"),
    "canonical_url": gettext_lazy("Canonical address"),
}
NAMED: dict[str, tuple[type[models.Model], str]] = {
    "categories": (Category, "name"),
    "authors": (Author, "name"),
    "images": (Image, "title"),
    "posts": (Post, "title"),
}


@dataclass
class Names:
    """What the numbers in some contents are called, read in one query a kind."""

    of: dict[str, dict[int, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, contents: Iterable[Content]) -> "Names":
        wanted: dict[str, set[int]] = {kind: set() for kind in NAMED}
        for content in contents:
            for kind, keys in numbers_in(content).items():
                wanted[kind] |= {key for key in keys if key is not None}
        return cls({kind: read_names(*NAMED[kind], keys) for kind, keys in wanted.items()})

    def name(self, kind: str, key: int | None) -> str:
        """Empty for none; a remark for what is no more."""
        if key is None:
            return ""
        return self.of[kind].get(key) or _("(no longer there)")


def numbers_in(content: Content) -> dict[str, list[Any]]:
    """Keys of rows that a content names, by kind."""
    posters = [link.get("poster") for link in content.get("media_links", [])]
    below = [picture.get("image") for picture in content.get("pictures", [])]
    return {
        "categories": [*content.get("categories", []), content.get("primary_category")],
        "authors": content.get("authors", []),
        "images": [*posters, *below, content.get("featured_image")],
        "posts": [content.get("parent")],
    }


def read_names(model: type[models.Model], column: str, keys: set[int]) -> dict[int, str]:
    rows = model._base_manager.filter(pk__in=keys) if keys else model._base_manager.none()
    return {pk: name or f"#{pk}" for pk, name in rows.values_list("pk", column)}


Sayer = Callable[[Any, Names], list[Block]]


def blocks(name: str, value: Any, names: Names) -> list[Block]:
    """What one part of a content says. Nothing of a password but that there is one."""
    if value in (None, "", []):
        return []
    return SAYERS.get(name, plain)(value, names)


def plain(value: Any, names: Names) -> list[Block]:
    return lines_of(str(value))


def listed(kind: str) -> Sayer:
    """A list of numbers: one name a line."""
    return lambda keys, names: [line(names.name(kind, key)) for key in keys]


def single(kind: str) -> Sayer:
    return lambda key, names: [line(names.name(kind, key))]


def answer(value: Any, names: Names) -> list[Block]:
    return [line(_("yes") if value else _("no"))]


def moment(value: str, names: Names) -> list[Block]:
    found = parse_datetime(value)
    return [line(date_format(timezone.localtime(found), "j F Y, H:i") if found else value)]


def media(links: list[Mapping[str, Any]], names: Names) -> list[Block]:
    """Each link as a line of its facts; below it transcript and further addresses."""
    said: list[Block] = []
    for link in links:
        day = parse_date(link.get("published_on") or "")
        seconds = link.get("seconds")
        facts = [
            link.get("title"), link.get("outlet"), date_format(day, "j F Y") if day else "",
            f"{seconds // 60}:{seconds % 60:02d}" if seconds else "", link.get("url"),
            dict(MediaLink.Placement.choices).get(link.get("placement", ""), ""),
            names.name("images", link.get("poster")),
        ]  # fmt: skip
        said.append(line(" · ".join(str(fact) for fact in facts if fact), "media"))
        said += lines_of("\n".join(link.get("further_urls") or []))
        said += lines_of(link.get("transcript") or "")
    return said


def pictures(values: list[Mapping[str, Any]], names: Names) -> list[Block]:
    said = [(names.name("images", value.get("image")), value.get("caption")) for value in values]
    return [line(" · ".join(filter(None, each)), "img") for each in said]


def line(text: str, kind: str = "p") -> Block:
    return Block(kind, words_in(text))


SAYERS: dict[str, Sayer] = {
    "body": lambda value, names: blocks_of(value),
    "tags": lambda value, names: [line(tag) for tag in value],
    "categories": listed("categories"),
    "authors": listed("authors"),
    "primary_category": single("categories"),
    "featured_image": single("images"),
    "parent": single("posts"),
    "sticky": answer,
    "replies_open": answer,
    "publish_at": moment,
    "status": lambda value, names: [line(str(dict(Status.choices).get(value, value)))],
    "visibility": lambda value, names: [line(str(dict(Visibility.choices).get(value, value)))],
    "language": lambda value, names: [line(_(str(dict(LANGUAGES).get(value, value))))],
    "password": lambda value, names: [line(_("asked for"))],
    "media_links": media,
    "pictures": pictures,
}
