"""What an export of ours says beside WordPress's own words, where both still agree.

The file may have been in WordPress since: what was changed there counts, and what WordPress has no word for
is taken over. Values by column, see wordpress/vocabulary.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any

from django.db import models
from django.utils import timezone

from blog.models import Image, Post, User
from blog.rendering.tree import parse
from comments.models import Reply
from wordpress import content, saidcolumns
from wordpress.reader import Comment, Item
from wordpress.rowvalues import Values, in_columns
from wordpress.states import REPLY_STATES, post_state
from wordpress.vocabulary import BODY, IMPORTED, PREFIX, WORDS, digest, is_own, own, read

from .run import words
from .source import Ground, Source

Pairs = Iterable[tuple[str, str]]


def values(model: type[models.Model], pairs: Pairs) -> Values:
    """All columns of the model that the pairs name."""
    said = {key.removeprefix(PREFIX): read(value) for key, value in pairs if is_own(key)}
    return in_columns(model, said) if said else {}


def lists(pairs: Pairs, key: str) -> list[Any]:
    """The values kept under a key, one each."""
    return [found for name, value in pairs if name == key and (found := read(value)) is not None]


def one(pairs: Pairs, key: str) -> Any:
    return next(iter(lists(pairs, key)), None)


def is_ours(pairs: Pairs) -> bool:
    return any(is_own(key) for key, _value in pairs)


def imported(data: Mapping[str, Any], pairs: Pairs) -> dict[str, Any]:
    """An `import_data` as it was on the site that wrote the export, where it said anything there."""
    pairs = list(pairs)
    kept = dict(data)
    if "meta" in kept:
        kept["meta"] = [pair for pair in kept["meta"] if not is_own(str(pair[0]))]
    before = one(pairs, IMPORTED)
    fresh = {name: kept[name] for name in saidcolumns.OF_THE_IMPORT if name in kept}
    if not isinstance(before, dict):
        return kept
    meta = {"meta": before.get("meta", kept.get("meta"))}
    meta = meta if meta["meta"] else {}
    terms = {"terms": kept["terms"]} if "terms" in kept else {}
    return {**terms, **before, **meta, **fresh}  # terms are said there only where an export left some out


def user_named(pairs: Pairs, column: str) -> User | None:
    """The login that a column names, if there is one of this name here."""
    name = one(pairs, own(column))
    return User.objects.filter(username=name).first() if isinstance(name, str) and name else None


# Posts


def of_post(item: Item, made: Values) -> Values:
    """Columns of a post or page. `made` is what was made of WordPress's own words."""
    said = values(Post, item.meta)
    if not said:
        return {}
    doubtful = {name: value for name, value in said.items() if name in saidcolumns.POST}
    sure = {name: value for name, value in said.items() if name not in saidcolumns.POST}
    agreed = {name: value for name, value in doubtful.items() if agrees(name, value, item, made)}
    agreed.pop("slug", None)  # planned with all the others
    if not state_agrees(said, item):
        agreed.pop("status", None)
        agreed.pop("visibility", None)
    if owner := user_named(item.meta, "owner"):
        sure["owner_id"] = owner.pk
    return sure | agreed


def agrees(name: str, value: Any, item: Item, made: Values) -> bool:
    """Whether WordPress still says what we have said there."""
    if name in {"title", "standfirst"}:
        there = item.title if name == "title" else item.excerpt
        return " ".join(str(value).split()) == words(content.plain(there))
    if name in {"publish_at", "modified_at"}:
        return to_second(value) == (item.date_gmt if name == "publish_at" else item.modified_gmt)
    if name == "permalink_date":
        published = read(item.meta_value(own("publish_at")))
        moment = datetime.fromisoformat(published) if published else None
        return to_second(moment) == item.date_gmt
    if name in {"seo_title", "seo_description", "canonical_url"}:
        there = " ".join(item.meta_values(SEO[name])[:1])
        return value in {there, unescape(there), made.get(name)}
    return name in {"status", "visibility"}


SEO = {
    "seo_title": "_yoast_wpseo_title",
    "seo_description": "_yoast_wpseo_metadesc",
    "canonical_url": "_yoast_wpseo_canonical",
}


def state_agrees(said: Values, item: Item) -> bool:
    """What is scheduled may have appeared since."""
    post = Post(status=said.get("status", ""), visibility=said.get("visibility", ""))
    post.publish_at = said.get("publish_at")
    if not post.status or not post.visibility:
        return False
    word = post_state(post, timezone.now())
    return item.status == word or {item.status, word} == {"future", "publish"}


def to_second(at: datetime | None) -> datetime | None:
    """As WordPress keeps it: GMT, without a zone."""
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None) if at else None


def body_of(item: Item, ground: Ground) -> str | None:
    """Our own text, if the file still has what was written for it; its files are where they are now."""
    kept = one(item.meta, BODY)
    if not isinstance(kept, dict) or kept.get("digest") != digest(item.content):
        return None
    return with_new_files(str(kept.get("source", "")), ground)


def with_new_files(source: str, ground: Ground) -> str:
    """Addresses of the other site's files as they are here; with its host where they are not here."""
    found = {
        address
        for element in parse(source).elements()
        for name in ("src", "href", "poster")
        if (address := element.attrs.get(name, "")).startswith("/media/")
    }
    for address in sorted(found, key=len, reverse=True):
        whole = f"{ground.source.base.rstrip('/')}{address}"
        source = source.replace(f'"{address}"', f'"{ground.scratch.local_address(whole) or whole}"')
    return source


# Replies


def of_reply(comment: Comment) -> Values:
    """Columns of a reply; `import_data` is not among them."""
    said = values(Reply, comment.meta)
    if not said:
        return {}
    said = {name: value for name, value in said.items() if reply_agrees(name, value, comment)}
    kept = one(comment.meta, WORDS)
    if isinstance(kept, dict) and kept.get("digest") == digest(comment.content):
        said["comment"] = str(kept.get("source", ""))
    said.setdefault("held_for", [])
    said.setdefault("is_author", False)
    if user := user_named(comment.meta, "user"):
        said["user_id"] = user.pk
    return said


def reply_agrees(name: str, value: Any, comment: Comment) -> bool:
    if name == "status":
        return REPLY_STATES.get(value) == comment.approved
    if name == "submitted_at":
        return to_second(value) == comment.date_gmt
    if name == "writer_name":
        return " ".join(str(value).split()) == words(comment.author)
    return name not in saidcolumns.REPLY


def markup(comment: Comment) -> dict[str, str]:
    """That the words are our own Markdown."""
    kept = one(comment.meta, WORDS)
    is_same = isinstance(kept, dict) and kept.get("digest") == digest(comment.content)
    return {"markup": "markdown"} if is_same and kept.get("markup") == "markdown" else {}


# Files


def image_numbered(number: Any, source: Source) -> Image | None:
    """The picture of this number in the export."""
    if not isinstance(number, int):
        return None
    return Image.objects.filter(import_ref=source.ref("post", number)).first()
