"""One item as the columns of a post or page, and the reasons why some are not as the export has them."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.utils import timezone

from blog.models import Post, Status, Visibility
from wordpress import content
from wordpress.ledger import Outcome, Reason
from wordpress.reader import Item

from . import addresses, moments, own
from .languages import language_of
from .run import Run, changed, words
from .spool import wanted_slug
from .taxonomy import other_terms

STATUSES = {
    "publish": Status.PUBLISHED,
    "private": Status.PUBLISHED,
    "future": Status.SCHEDULED,
    "pending": Status.REVIEW,
    "draft": Status.DRAFT,
    "auto-draft": Status.DRAFT,
    "trash": Status.TRASH,
}
CLOSED = "closed"
LONGEST_TITLE = 1000
LARGEST = 2**31 - 1  # what the column holds
TITLE_WORDS = 8
SEO = {
    "seo_title": (
        "_yoast_wpseo_title rank_math_title _aioseo_title _aioseop_title _seopress_titles_title"
        " _genesis_title jetpack_seo_html_title"
    ).split(),
    "seo_description": (
        "_yoast_wpseo_metadesc rank_math_description _aioseo_description _aioseop_description"
        " _seopress_titles_desc _genesis_description advanced_seo_description"
    ).split(),
    "canonical_url": (
        "_yoast_wpseo_canonical rank_math_canonical_url _aioseo_canonical_url _seopress_robots_canonical"
        " _genesis_canonical_uri"
    ).split(),
}
# Variables that only the plug-ins can fill: %%title%% (Yoast), %title% (Rank Math), #post_title (AIOSEO).
TEMPLATE = re.compile(r"%%?\w+%%?|#(?:[a-z]+_[a-z_]+|tagline)\b")
VERDICTS = {"changed": Outcome.CHANGED, "kept": Outcome.KEPT_RAW, "left out": Outcome.LEFT_OUT}


@dataclass
class Columns:
    """What is to stand in the row, by column, and why it is not as the export says."""

    values: dict[str, Any] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)


def columns(item: Item, ref: str, converted: content.Converted, run: Run, seen: str) -> Columns:
    """All columns that follow from the item alone; its relations and its slug are others' work. `seen` is the
    item's fingerprint."""
    made = Columns()
    is_page = item.type not in {"post", ""}
    made.values = {
        "kind": Post.Kind.PAGE if is_page else Post.Kind.POST,
        "import_ref": ref,
        "legacy_id": item.id if item.id and item.id > 0 else None,
        "body": converted.html,
        "standfirst": words(content.plain(item.excerpt)),
        "status": status_of(item) or Status.DRAFT,
        "visibility": Visibility.PRIVATE if item.status == "private" else Visibility.PUBLIC,
        "password": item.password[:255],
        "sticky": item.sticky,
        "replies_open": item.replies_open and item.status != CLOSED,
        "position": max(-LARGEST, min(item.menu_order, LARGEST)),
        "language": language_of(item),
    }
    title(item, made)
    dates(item, made, run)
    seo(item, made)
    if status_of(item) is None:
        said = f"the status “{item.status}” is unknown here" if item.status else "the file names no status"
        made.reasons.append(changed(f"{said}; it is a draft"))
    if is_page and item.type != "page":
        made.reasons.append(changed(f"the type {item.type} has no place of its own here; it is a page"))
    made.reasons += [Reason(VERDICTS[note.verdict], note.what) for note in converted.notes]
    made.values |= own.of_post(item, made.values)
    made.values["import_data"] = own.imported(kept(item, converted, seen), item.meta)
    return made


def status_of(item: Item) -> Status | None:
    """None for a state that is unknown here. A closed topic of a forum is one without a form below it."""
    return Status.PUBLISHED if (item.type, item.status) == ("topic", CLOSED) else STATUSES.get(item.status)


def title(item: Item, made: Columns) -> None:
    """Plain words; a post without a title is known by its first words, since lists must name it."""
    said = words(content.plain(item.title))
    if not said:
        said = first_words(made.values["body"]) or item.slug or f"#{item.id}"
        made.reasons.append(changed("it has no title; its first words stand in"))
    elif len(said) > LONGEST_TITLE:
        made.reasons.append(changed("its title is longer than 1,000 characters and was cut"))
    made.values["title"] = said[:LONGEST_TITLE]


def first_words(body: str) -> str:
    """Of a text, as the title that it lacks."""
    first = words(content.plain(body)).split()
    return " ".join(first[:TITLE_WORDS]) + ("…" if len(first) > TITLE_WORDS else "")


def dates(item: Item, made: Columns, run: Run) -> None:
    values, zone = made.values, run.zone
    at = moments.published(item, zone)
    is_begun = values["status"] in {Status.DRAFT, Status.REVIEW} and not item.date_gmt
    values["publish_at"] = None if is_begun else at
    if at is None and values["status"] in {Status.PUBLISHED, Status.SCHEDULED}:
        values["publish_at"] = timezone.now()
        made.reasons.append(changed("the file gives it no date; it has today's"))
    values["created_at"] = at or timezone.now()
    values["modified_at"] = moments.modified(item, zone) or at or timezone.now()
    is_dated = values["kind"] == Post.Kind.POST and values["publish_at"]
    values["permalink_date"] = addresses.dated(item) if is_dated else None


def seo(item: Item, made: Columns) -> None:
    for name, keys in SEO.items():
        said = next((value for key in keys if (value := item.meta_value(key).strip())), "")
        if TEMPLATE.search(said):
            reason = f"the {name.replace('_', ' ')} “{said[:80]}” is a plug-in's template"
            made.reasons.append(changed(reason))
        made.values[name] = (
            "" if TEMPLATE.search(said) else unescape(said)[: 500 if name == "seo_title" else 2000]
        )


def kept(item: Item, converted: content.Converted, seen: str) -> dict[str, Any]:
    """Everything the item says that has no column here, so that nothing is lost on the way."""
    data: dict[str, Any] = {
        "type": item.type,
        "link": item.link,
        "guid": item.guid,
        "status": item.status,
        "slug": item.slug,
        "wanted": wanted_slug(item),
        "title": item.title,
        "date": str(item.date or ""),
        "date_gmt": str(item.date_gmt or ""),
        "pings_open": item.pings_open,
        "parent": item.parent,
        "creator": item.creator,
        "meta": [list(pair) for pair in item.meta],
        "terms": other_terms(item),
        "seen": seen,
    }
    if content.plain(item.excerpt) != item.excerpt.strip():
        data["excerpt"] = item.excerpt
    if converted.notes:
        data["source"] = item.content
    return data
