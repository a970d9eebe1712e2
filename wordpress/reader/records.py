"""What a WordPress export says, as plain values: no database, no Django.

Every text is as the file has it, entities of the XML resolved once. Moments written `0000-00-00 00:00:00`
(a draft's) and moments that are none are `None`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


class WxrError(Exception):
    """The file cannot be taken; the message is one sentence for the person who runs the import."""


class CutOff(WxrError):
    """The file ends before its time, or seems to; what is whole of it can be taken if asked for."""


class Said:
    """What is kept and read again by its values alone, which is several times as fast as by name."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


@dataclass(frozen=True, slots=True)
class Site:
    """The head of the export: the site it was written by."""

    title: str = ""
    link: str = ""
    description: str = ""
    language: str = ""
    version: str = ""
    site_url: str = ""
    blog_url: str = ""
    settings: str = ""  # of a site like this one, as JSON: see wordpress/vocabulary


@dataclass(frozen=True, slots=True)
class Author:
    """One `wp:author`; `id` is None where the file gives none."""

    id: int | None
    login: str
    email: str = ""
    display_name: str = ""
    first_name: str = ""
    last_name: str = ""

    @property
    def name(self) -> str:
        """The byline: the display name, else the person's names, else the login."""
        return self.display_name or f"{self.first_name} {self.last_name}".strip() or self.login


@dataclass(frozen=True, slots=True)
class Term:
    """One category, tag or term of any taxonomy. `parent` is the parent's slug, empty at the top."""

    taxonomy: str
    slug: str
    name: str
    id: int | None = None
    parent: str = ""
    description: str = ""
    meta: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ItemTerm(Said):
    """One `category` element of an item: its taxonomy (`domain`), slug and name."""

    taxonomy: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Comment(Said):
    """One `wp:comment`. `approved` is WordPress's own word: 1, 0, spam, trash, post-trashed."""

    id: int | None
    parent: int = 0
    author: str = ""
    email: str = ""
    url: str = ""
    ip: str = ""
    date: datetime | None = None
    date_gmt: datetime | None = None
    content: str = ""
    approved: str = "1"
    type: str = ""
    user_id: int = 0
    meta: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Item(Said):
    """One `item`: a post, a page, an attachment, a menu item or anything else WordPress calls a post.

    `type` and `status` are empty where the file does not say them.
    """

    id: int | None
    type: str
    status: str
    title: str = ""
    slug: str = ""
    link: str = ""
    guid: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    parent: int = 0
    menu_order: int = 0
    date: datetime | None = None
    date_gmt: datetime | None = None
    modified: datetime | None = None
    modified_gmt: datetime | None = None
    published: datetime | None = None
    password: str = ""
    sticky: bool = False
    replies_open: bool = True
    pings_open: bool = True
    attachment_url: str = ""
    terms: tuple[ItemTerm, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    comments: tuple[Comment, ...] = ()

    def meta_value(self, key: str) -> str:
        """The first value kept under `key`, or an empty string."""
        return next((value for name, value in self.meta if name == key), "")

    def meta_values(self, key: str) -> list[str]:
        """All values kept under `key`, in the file's order."""
        return [value for name, value in self.meta if name == key]

    def term_pairs(self, *taxonomies: str) -> list[ItemTerm]:
        """The item's terms of these taxonomies, in the file's order."""
        return [term for term in self.terms if term.taxonomy in taxonomies]


Record = Site | Author | Term | Item


@dataclass
class Survey:
    """What a whole file holds: its head, how many of each kind, and what had to be mended to read it.

    `cut` is a sentence where the file ends before its time and only what stands before was read.
    """

    site: Site = field(default_factory=Site)
    authors: int = 0
    terms: dict[str, int] = field(default_factory=dict)
    items: dict[str, int] = field(default_factory=dict)
    comments: dict[str, int] = field(default_factory=dict)
    mended: list[str] = field(default_factory=list)
    cut: str = ""
