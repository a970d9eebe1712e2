"""Old addresses: what they become, and the date that stands in them."""

import re
from collections.abc import Sequence
from datetime import date

from blog.models import Post, Redirect
from blog.urlparts import bare_host
from wordpress.reader import Item

from .source import decoded, path_of, plain_address

DATED = re.compile(r"/(\d{4})/(\d{1,2})/(?:(\d{1,2})/)?")
# Every form in which an article answers by its slug alone; only other addresses need a redirect of their own.
ARTICLE = re.compile(r"/(?:archives/|\d{4}/\d{2}/(?:\d{2}/)?)?([^/]+)/?")
LONGEST = 800


def keep_home(base: str) -> None:
    """The path under which the whole old site lived (`/blog`) leads to the front page here, and what stood
    below it to the same below that (blog.addresses.by_former_home)."""
    home = path_of(base).rstrip("/")
    if home and len(home) <= LONGEST:
        Redirect.objects.get_or_create(old_path=home, defaults={"new_path": "/"})


def dated(item: Item) -> date | None:
    """The date in the old address, or the item's own date by the old site's clock, which is the same."""
    local = item.date.date() if item.date else None
    match = DATED.search(path_of(item.link))
    if match is None:
        return local
    year, month, day = int(match.group(1)), int(match.group(2)), match.group(3)
    try:
        return date(year, month, int(day) if day else local.day if local else 1)
    except ValueError:
        return local


def old_paths(item: Item) -> list[str]:
    """The paths under which readers know the item: its own and those of its former slugs and dates,
    percent-decoded."""
    path = path_of(item.link)
    plain = plain_address(item.link, item.id)
    if not path.strip("/"):
        return [*([plain] if plain else []), *first_paths(item)]
    slug = decoded(item.slug)
    former = [decoded(old) for old in item.meta_values("_wp_old_slug") if old.strip()]
    former_paths = (
        [path.replace(f"/{slug}", f"/{old}") for old in former] if slug and f"/{slug}" in path else []
    )
    all_paths = (path, *former_paths, *under_former_dates(item, path), *first_paths(item), plain)
    return [known for known in all_paths if known.startswith("/")]


def first_paths(item: Item) -> list[str]:
    """Where the item first was on its own host, which its guid says for ever, and where it was on Blogger."""
    first = path_of(item.guid) if bare_host(item.link) in {"", bare_host(item.guid)} else ""
    return [path for path in (first, path_of(item.meta_value("blogger_permalink"))) if path.strip("/")]


def under_former_dates(item: Item, path: str) -> list[str]:
    """The path as it was while the post had another date (`_wp_old_date`, YYYY-MM-DD)."""
    match = DATED.search(path)
    found = []
    for said in item.meta_values("_wp_old_date"):
        parts = said.strip().split("-")
        if match and len(parts) == 3 and all(part.isdecimal() for part in parts):
            old = f"/{parts[0]}/{parts[1]}/{parts[2]}/" if match.group(3) else f"/{parts[0]}/{parts[1]}/"
            found.append(path[: match.start()] + old + path[match.end() :])
    return found


def keep(written: Sequence[tuple[Post, Item]], base: str) -> None:
    """A redirect for every old path that does not lead to its post by itself. `base` is the old site's own
    address, which is no post's, though plain ones (`/blog/?p=1`) begin with it."""
    home = path_of(base).rstrip("/")
    paths = {
        path: post
        for post, item in reversed(written)
        for path in (*old_paths(item), *bare_slug(post, item))
        if len(path) <= LONGEST
        and path.rstrip("/") != home
        and not answers(post.kind, post.slug, post.path, path)
    }
    rows = [Redirect(old_path=path, post=post) for path, post in paths.items()]
    Redirect.objects.bulk_create(rows, ignore_conflicts=True)


def bare_slug(post: Post, item: Item) -> list[str]:
    """A slug that cannot be one here (of emoji), alone: every form of the post's address comes down to it."""
    slug = decoded(item.slug).strip("/ ")
    is_other = post.kind == Post.Kind.POST and slug and slug != post.slug
    return [f"/{slug}"] if is_other and item.type == "post" else []


def has_moved(post: Post, item: Item, planned: tuple[str, str] | None) -> bool:
    """Whether the item will not answer under its own old path."""
    known = old_paths(item)[:1] if path_of(item.link).strip("/") else []
    slug, path = planned or (post.slug, post.path)
    return bool(known) and not answers(post.kind, slug, path, known[0]) and len(known[0]) <= LONGEST


def answers(kind: str, slug: str, own_path: str, path: str) -> bool:
    """Whether a post of this kind, slug and path answers at another path without a redirect."""
    if kind == Post.Kind.PAGE:
        return path.strip("/") == own_path
    match = ARTICLE.fullmatch(path)
    return bool(match and match.group(1) == slug)
