"""One element of an export as one record: nothing here knows where the element came from."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from .names import canonical
from .records import Author, Comment, Item, ItemTerm, Site, Term

Element = Any  # lxml's elements carry no types

WHOLE_NUMBER = re.compile(r"\s*([+-]?\d+)")
LARGEST = 2**63 - 1  # what a database holds; Blogger's numbers have nineteen digits
POST_ID = re.compile(r"[?&](?:p|page_id|attachment_id)=(\d{1,19})")
TAXONOMIES = {"tag": "post_tag"}  # WXR 1.0 and 1.1 write the former
META_CONTAINERS = {"wp:postmeta", "wp:commentmeta", "wp:termmeta"}
READ_APART = META_CONTAINERS | {"wp:comment"}
SITE_FIELDS = {
    "title": "title",
    "link": "link",
    "description": "description",
    "language": "language",
    "wp:wxr_version": "version",
    "wp:base_site_url": "site_url",
    "wp:base_blog_url": "blog_url",
    "broadside:site": "settings",
}


def text_of(element: Element) -> str:
    """The element's text; markup that stands in it unescaped is kept as it is written."""
    if not len(element):
        return element.text or ""
    inner = (etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
    return (element.text or "") + "".join(re.sub(r' xmlns(:\w+)?="[^"]*"', "", part) for part in inner)


def number(text: str) -> int | None:
    """A whole number at the start of the text, None where there is none; one too large for a database is
    folded, everywhere alike."""
    match = WHOLE_NUMBER.match(text[:100])
    found = int(match.group(1)) if match else None
    return found if found is None or abs(found) <= LARGEST else found % LARGEST


def moment(text: str) -> datetime | None:
    """`2024-06-05 16:04:48` without a zone; None for `0000-00-00 00:00:00` and for what is no moment."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None


def feed_moment(text: str) -> datetime | None:
    """An RSS `pubDate` in UTC; None for what is none, and for the year 1970 and before, as drafts have it."""
    try:
        at = parsedate_to_datetime(text.strip())
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(UTC) if at.year > 1970 else None


def fields(element: Element) -> dict[str, str]:
    """The element's children by name; the first of each name counts."""
    found: dict[str, str] = {}
    for child in element.iterchildren(etree.Element):
        name = canonical(child.tag)
        if name not in found and name not in READ_APART:
            found[name] = text_of(child)
    return found


def pairs(element: Element) -> Iterator[tuple[str, str]]:
    """The `meta_key`, `meta_value` pairs among the element's children."""
    for child in element.iterchildren(etree.Element):
        if canonical(child.tag) in META_CONTAINERS:
            found = fields(child)
            yield found.get("wp:meta_key", "").strip(), found.get("wp:meta_value", "")


def site_field(element: Element) -> dict[str, str]:
    """A child of `channel` that belongs to the head, as a keyword of `Site`; empty for any other child."""
    name = SITE_FIELDS.get(canonical(element.tag))
    return {name: text_of(element).strip()} if name else {}


def author(element: Element) -> Author:
    found = {name: value.strip() for name, value in fields(element).items()}
    return Author(
        id=number(found.get("wp:author_id", "")),
        login=found.get("wp:author_login", ""),
        email=found.get("wp:author_email", ""),
        display_name=found.get("wp:author_display_name", ""),
        first_name=found.get("wp:author_first_name", ""),
        last_name=found.get("wp:author_last_name", ""),
    )


def category(element: Element) -> Term:
    found = fields(element)
    names = ("wp:category_nicename", "wp:cat_name", "wp:category_description")
    return _term(element, found, "category", names)


def tag(element: Element) -> Term:
    found = fields(element)
    names = ("wp:tag_slug", "wp:tag_name", "wp:tag_description")
    return _term(element, found, "post_tag", names)


def term(element: Element) -> Term:
    found = fields(element)
    taxonomy = found.get("wp:term_taxonomy", "").strip()
    names = ("wp:term_slug", "wp:term_name", "wp:term_description")
    return _term(element, found, taxonomy, names)


def _term(element: Element, found: dict[str, str], taxonomy: str, names: tuple[str, str, str]) -> Term:
    slug, name, text = names
    parent = found.get("wp:category_parent") or found.get("wp:term_parent") or ""
    return Term(
        taxonomy=taxonomy,
        slug=found.get(slug, "").strip(),
        name=(found.get(name, "") or found.get(slug, "")).strip(),
        id=number(found.get("wp:term_id", "")),
        parent=parent.strip(),
        description=found.get(text, ""),
        meta=tuple(pairs(element)),
    )


def comment(element: Element) -> Comment:
    found = fields(element)
    return Comment(
        id=number(found.get("wp:comment_id", "")),
        parent=number(found.get("wp:comment_parent", "")) or 0,
        author=found.get("wp:comment_author", "").strip(),
        email=found.get("wp:comment_author_email", "").strip(),
        url=found.get("wp:comment_author_url", "").strip(),
        ip=found.get("wp:comment_author_IP", "").strip(),
        date=moment(found.get("wp:comment_date", "")),
        date_gmt=moment(found.get("wp:comment_date_gmt", "")),
        content=found.get("wp:comment_content", ""),
        approved=found.get("wp:comment_approved", "").strip(),
        type=found.get("wp:comment_type", "").strip(),
        user_id=number(found.get("wp:comment_user_id", "")) or 0,
        meta=tuple(pairs(element)),
    )


def item(element: Element) -> Item:
    found = fields(element)
    link, guid = found.get("link", "").strip(), found.get("guid", "").strip()
    return Item(
        id=number(found.get("wp:post_id", "")) or _id_in(link) or _id_in(guid),
        type=found.get("wp:post_type", "").strip(),
        status=found.get("wp:status", "").strip(),
        title=found.get("title", ""),
        slug=found.get("wp:post_name", "").strip(),
        link=link,
        guid=guid,
        creator=(found.get("dc:creator") or found.get("wp:author") or "").strip(),
        content=found.get("content:encoded", ""),
        excerpt=found.get("excerpt:encoded", ""),
        parent=number(found.get("wp:post_parent", "")) or 0,
        menu_order=number(found.get("wp:menu_order", "")) or 0,
        date=moment(found.get("wp:post_date", "")),
        date_gmt=moment(found.get("wp:post_date_gmt", "")),
        modified=moment(found.get("wp:post_modified", "")),
        modified_gmt=moment(found.get("wp:post_modified_gmt", "")),
        published=feed_moment(found.get("pubDate", "")),
        password=found.get("wp:post_password", ""),
        sticky=found.get("wp:is_sticky", "").strip() == "1",
        replies_open=found.get("wp:comment_status", "open").strip() != "closed",
        pings_open=found.get("wp:ping_status", "open").strip() != "closed",
        attachment_url=found.get("wp:attachment_url", "").strip(),
        terms=tuple(_item_terms(element)),
        meta=tuple(pairs(element)),
        comments=tuple(
            comment(child)
            for child in element.iterchildren(etree.Element)
            if canonical(child.tag) == "wp:comment"
        ),
    )


def _item_terms(element: Element) -> list[ItemTerm]:
    """WXR 1.0 lists each term twice, once without its slug: such a double is left out."""
    found: dict[ItemTerm, None] = {}
    for child in element.iterchildren("category", "{*}category"):
        taxonomy, name = child.get("domain") or "category", text_of(child).strip()
        slug = (child.get("nicename") or "").strip()
        if slug or name:
            found[ItemTerm(TAXONOMIES.get(taxonomy, taxonomy), slug, name)] = None
    with_slug = {(term.taxonomy, term.name) for term in found if term.slug}
    return [term for term in found if term.slug or (term.taxonomy, term.name) not in with_slug]


def _id_in(address: str) -> int | None:
    match = POST_ID.search(address)
    return number(match.group(1)) if match else None


READERS: dict[str, Callable[[Element], Author | Term | Item]] = {
    "wp:author": author,
    "wp:category": category,
    "wp:tag": tag,
    "wp:term": term,
    "item": item,
}


def record(element: Element) -> Author | Term | Item | None:
    """The record that a child of `channel` holds, None where it is none."""
    reader = READERS.get(canonical(element.tag))
    return reader(element) if reader else None


def item_type(element: Element) -> str | None:
    """What WordPress calls the item, empty where the file does not say; None for what is no item."""
    if element.tag != "item" and canonical(element.tag) != "item":
        return None
    named = element.find("{*}post_type")
    return text_of(named).strip() if named is not None else ""


def site(found: dict[str, str]) -> Site:
    """The head from the fields gathered by `site_field`."""
    return Site(**found)
