"""What an import kept whole because it has no place here: it goes out as it came in."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from blog.models import Tag
from wordpress.importing.menus import made_of
from wordpress.models import Kept
from wordpress.vocabulary import TAG, written

from .items import CLOSING, Item
from .markup import meta, moment, plain, section
from .texts import absolute

MENU = "menu"


def kept_terms() -> Iterator[str]:
    """Terms of taxonomies that have no place here; menus and what the export writes itself are left."""
    for row in Kept.objects.filter(kind="term").select_related("tag").iterator(200):
        data = row.data
        if data.get("taxonomy") == "author":
            continue
        names = {"term_taxonomy": "taxonomy", "term_slug": "slug", "term_parent": "parent"}
        fields = [section(f"wp:{tag}", data.get(name) or "") for tag, name in names.items()]
        fields.insert(0, plain("wp:term_id", data.get("id") or 0))
        fields.append(section("wp:term_name", data.get("name") or ""))
        fields.append(section("wp:term_description", data.get("description") or ""))
        pairs = [*pairs_of(data), *([(TAG, written(tag_values(row.tag)))] if row.tag else [])]
        more = "".join(meta(pairs, "wp:termmeta")).replace("\n", "").replace("\t", "")
        yield f"\t<wp:term>{''.join(fields)}{more}</wp:term>\n"


def tag_values(tag: Tag) -> dict[str, str]:
    """The tag that a term is here."""
    return {"slug": tag.slug, "name": tag.name, "description": tag.description}


def kept_items() -> Iterator[str]:
    """Items of types that have no place here, with their comments."""
    for row in Kept.objects.exclude(kind__in=["term", "comment", MENU]).iterator(100):
        if row.data.get("type") not in {None, "guest-author"}:
            yield from kept_item(row.data)


def kept_menus() -> tuple[list[dict[str, Any]], set[int]]:
    """Items of menus that nobody has edited since they came in, and the keys of their lines here."""
    items: list[dict[str, Any]] = []
    lines: set[int] = set()
    for row in Kept.objects.filter(kind=MENU):
        if made_of(row.data.get("lines", [])) == row.data.get("made"):
            items += [led_here(item, row.import_ref) for item in row.data.get("items", [])]
            lines.update(row.data.get("lines", []))
    return items, lines


def led_here(item: dict[str, Any], ref: str) -> dict[str, Any]:
    """A menu's item as it came, though what it led to on the old site is on this one now."""
    home = re.escape(ref.removeprefix("wordpress:").partition(":nav_menu:")[0])
    old = re.compile(rf"https?://(?:www\.)?{home}(?=/|$)")
    pairs = [(key, led(old, value) if key == "_menu_item_url" else value) for key, value in pairs_of(item)]
    return item | {"meta": pairs}


def led(old: re.Pattern[str], address: str) -> str:
    begins = old.match(address)
    return absolute(address[begins.end() :] or "/") if begins else address


def comments_on(refs: list[str]) -> dict[str, list[dict[str, Any]]]:
    """What was said on the pages that WordPress had for these files, by what they are called."""
    rows = Kept.objects.filter(import_ref__in=[f"{ref}#comments" for ref in refs])
    return {row.import_ref.removesuffix("#comments"): row.data.get("comments", []) for row in rows}


def kept_item(data: dict[str, Any]) -> Iterator[str]:
    at = when(data, "date_gmt")
    columns = {"post_date": "date", "post_date_gmt": "date_gmt"}
    columns |= {"post_modified": "modified", "post_modified_gmt": "modified_gmt"}
    whole = Item(
        number=data.get("id") or 0,
        type=data["type"],
        title=data.get("title") or "",
        link=data.get("link") or "",
        guid=data.get("guid") or "",
        status=data.get("status") or "",
        at=at,
        begun=at or EPOCH,
        modified=at or EPOCH,
        dates={tag: moment(when(data, name)) for tag, name in columns.items()},
        name=data.get("slug") or "",
        creator=data.get("creator") or "",
        content=data.get("content") or "",
        excerpt=data.get("excerpt") or "",
        parent=data.get("parent") or 0,
        order=data.get("menu_order") or 0,
        password=data.get("password") or "",
        sticky=bool(data.get("sticky")),
        replies_open=bool(data.get("replies_open")),
        pings_open=bool(data.get("pings_open")),
        meta=pairs_of(data),
        terms=[term_line(term) for term in data.get("terms", [])],
    )
    yield from whole.opening()
    for each in data.get("comments", []):
        yield from kept_comment(each)
    yield CLOSING


def kept_comment(data: dict[str, Any]) -> Iterator[str]:
    yield "\t<wp:comment>\n"
    yield f"\t\t{plain('wp:comment_id', data.get('id') or 0)}\n"
    names = "author=author author_email=email author_url=url author_IP=ip date=date date_gmt=date_gmt"
    names += " content=content approved=approved type=type"
    for pair in names.split():
        tag, _, name = pair.partition("=")
        yield f"\t\t{section(f'wp:comment_{tag}', data.get(name) or '')}\n"
    yield f"\t\t{plain('wp:comment_parent', data.get('parent') or 0)}\n"
    yield f"\t\t{plain('wp:comment_user_id', data.get('user_id') or 0)}\n"
    yield from (f"\t{line}" for line in meta(pairs_of(data), "wp:commentmeta"))
    yield "\t</wp:comment>\n"


def pairs_of(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(str(pair[0]), str(pair[1])) for pair in data.get("meta", [])]


def term_line(term: dict[str, Any] | list[str]) -> str:
    said = [term["taxonomy"], term["slug"], term["name"]] if isinstance(term, dict) else term
    return f"\t{section('category', said[2], domain=said[0], nicename=said[1])}\n"


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def when(data: dict[str, Any], name: str) -> datetime | None:
    """A moment as it was kept, on whichever clock."""
    try:
        return datetime.fromisoformat(str(data.get(name))).replace(tzinfo=UTC)
    except ValueError:
        return None
