"""Element names as WordPress writes them, whatever prefix a file uses for them.

A prefix may be renamed (`ns0:post_id`) or never declared (`wp:post_id` in a fragment); the namespace decides
where there is one, else the prefix as written.
"""

import re
from functools import cache

NAMESPACES = {
    "wp": "http://wordpress.org/export/1.2/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "broadside": "urn:broadside:export",
}
WORDPRESS = re.compile(r"https?://(?:www\.)?wordpress\.org/export/[\w.]*/?(excerpt/?)?$")

TERM_CONTAINERS = {"wp:category", "wp:tag", "wp:term"}
CONTAINERS = {
    "rss",
    "channel",
    "item",
    "image",
    "wp:author",
    "wp:comment",
    "wp:postmeta",
    "wp:commentmeta",
    "wp:termmeta",
    "wp:usermeta",
} | TERM_CONTAINERS


@cache
def prefix_of(namespace: str) -> str:
    """WordPress's own prefix for this namespace, empty for one it does not use."""
    if match := WORDPRESS.match(namespace):
        return "excerpt" if match.group(1) else "wp"
    return next(
        (prefix for prefix, uri in NAMESPACES.items() if uri.rstrip("/") == namespace.rstrip("/")), ""
    )


@cache
def canonical(tag: str) -> str:
    """`{namespace}local` or `prefix:local` as `wp:local`, `dc:local`, … or `local` without a prefix."""
    if not tag.startswith("{"):
        return tag
    namespace, _, local = tag[1:].partition("}")
    prefix = prefix_of(namespace)
    return f"{prefix}:{local}" if prefix else f"other:{local}"
