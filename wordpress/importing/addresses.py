"""Old addresses: what they become, and the date that stands in them."""

import re
from datetime import date

from blog.models import Post, Redirect
from wordpress.reader import Item

from .source import decoded, path_of

DATED = re.compile(r"/(\d{4})/(\d{1,2})/(?:(\d{1,2})/)?")
# Every form in which an article answers by its slug alone; only other addresses need a redirect of their own.
ARTICLE = re.compile(r"/(?:archives/|\d{4}/\d{2}/(?:\d{2}/)?)?([^/]+)/?")
LONGEST = 800


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
    """The paths under which readers know the item: its own and those of its former slugs, percent-decoded."""
    path = path_of(item.link)
    if not path.strip("/"):
        return []
    slug = decoded(item.slug)
    former = [decoded(old) for old in item.meta_values("_wp_old_slug") if old.strip()]
    former_paths = (
        [path.replace(f"/{slug}", f"/{old}") for old in former] if slug and f"/{slug}" in path else []
    )
    return [known for known in (path, *former_paths) if known.startswith("/")]


def keep(post: Post, item: Item) -> bool:
    """A redirect for every old path that does not lead to the post by itself; whether its own is one."""
    known = old_paths(item)
    paths = [path for path in known if not answers(post, path) and len(path) <= LONGEST]
    Redirect.objects.bulk_create(
        (Redirect(old_path=path, post=post) for path in paths), ignore_conflicts=True
    )
    return bool(known) and known[0] in paths


def answers(post: Post, path: str) -> bool:
    """Whether the post answers at this path without a redirect."""
    if post.kind == Post.Kind.PAGE:
        return path.strip("/") == post.path
    match = ARTICLE.fullmatch(path)
    return bool(match and match.group(1) == post.slug)


def planned(item: Item) -> str:
    """Where links to the item will lead: the path it had, which answers here or redirects. Empty for none."""
    path = path_of(item.link)
    return path if path.strip("/") else f"/?p={item.id}" if item.id else ""
