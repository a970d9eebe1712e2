"""Posts and pages as items."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from blog.models import MediaLink, Post
from comments.models import Thread
from wordpress import saidcolumns, vocabulary
from wordpress.content import plain
from wordpress.importing.columns import first_words
from wordpress.importing.run import words
from wordpress.rowvalues import Values, as_json, values_of
from wordpress.states import is_said_by, post_state
from wordpress.vocabulary import own, written

from .items import Item
from .keptmeta import imported, kept_meta, seo_pairs
from .markup import Pair, as_html, section
from .numbers import Numbers
from .people import People
from .terms import Terms
from .texts import Texts, absolute, last_segment, wordpress_slug

BATCH = 50


def batches() -> Iterator[list[Post]]:
    """Every post and page that anybody has saved, pages first, with what hangs on it."""
    rows = Post.everything.exclude(pk__in=Post.everything.only_begun().values("pk")).order_by("pk")
    rows = rows.select_related("owner", "parent", "thread", "front_pick", "featured_image").prefetch_related(
        "post_authors", "categories", "tags", "media_links__poster", "media_links__found_poster",
        "corrections__user", "notes__user", "notes__settled_by", "post_images__image", "redirect_set",
    )  # fmt: skip
    for kind in (Post.Kind.PAGE, Post.Kind.POST):
        last = 0
        # By their keys alone, or SQLite would find and sort all that are left for each batch.
        while batch := list(rows.filter(kind__unindexed=kind, pk__gt=last)[:BATCH]):
            yield batch
            last = batch[-1].pk


@dataclass(frozen=True)
class Posts:
    """Turns a post into an item."""

    numbers: Numbers
    people: People
    terms: Terms
    texts: Texts
    now: datetime

    def item(self, post: Post) -> Item:
        keys = [entry.author_id for entry in post.post_authors.all()]
        creator = self.people.creator(keys, str(post.import_data.get("creator") or ""))
        content, state = self.texts.content(post), post_state(post, self.now)
        address = absolute(post.get_absolute_url()) if post.slug else ""
        number = self.numbers.thing(post)
        item = Item(
            number=number,
            type="page" if post.kind == Post.Kind.PAGE else "post",
            title=title_of(post),
            link=address or absolute(f"/?p={number}"),
            guid=str(post.import_data.get("guid") or absolute(f"/?p={number}")),
            status=state,
            at=post.publish_at,
            begun=post.created_at,
            modified=post.modified_at,
            name=wordpress_slug(post.slug),
            creator=creator,
            content=content,
            excerpt=excerpt_of(post),
            parent=self.numbers.thing(post.parent) if post.parent else 0,
            order=post.position,
            password=post.password,
            sticky=post.sticky,
            replies_open=post.replies_open,
            pings_open=bool(post.import_data.get("pings_open")),
            said=post.import_data,
        )
        item.terms = [*self.term_lines(post), *self.people.byline(keys, creator)]
        theirs = list(self.wordpress_meta(post))
        is_whole = self.others_of(post) == post.import_data.get("terms", [])
        kept = imported(post.import_data, theirs, *(["terms"] if is_whole else []))
        item.meta = [*theirs, *self.own_meta(post, content, state), *kept]
        return item

    def term_lines(self, post: Post) -> Iterator[str]:
        """Categories, tags, and terms that have no place here and were kept."""
        brought = self.terms.brought.tags_of(post)
        tags = sorted((tag for tag in post.tags.all() if tag.pk not in brought), key=lambda tag: tag.name)
        yield from self.terms.lines([row.pk for row in post.categories.all()], tags)
        for taxonomy, slug, name in self.others_of(post):
            yield f"\t{section('category', name, domain=taxonomy, nicename=slug)}\n"

    def others_of(self, post: Post) -> list[list[str]]:
        """Its terms of taxonomies that have no place here: taxonomy, slug, name."""
        return self.terms.brought.left(post, {tag.pk for tag in post.tags.all()})

    def wordpress_meta(self, post: Post) -> Iterable[Pair]:
        """What WordPress and its plug-ins keep under names of their own."""
        if post.featured_image is not None:
            yield "_thumbnail_id", str(self.numbers.thing(post.featured_image))
        yield from seo_pairs(post)
        if post.primary_category_id in self.terms.categories:
            category = self.terms.categories[post.primary_category_id or 0]
            yield "_yoast_wpseo_primary_category", str(self.numbers.term(category))
        yield from kept_meta(post.import_data)
        kept = {value for key, value in kept_meta(post.import_data) if key == "_wp_old_slug"}
        slugs = (last_segment(path) for path in old_paths(post))
        for slug in dict.fromkeys(slugs):
            if slug and slug not in kept | {wordpress_slug(post.slug)}:
                yield "_wp_old_slug", slug

    def own_meta(self, post: Post, content: str, state: str) -> Iterable[Pair]:
        """What WordPress has no words for, and what it says less exactly."""
        said = values_of(post, besides=saidcolumns.POST) | exact_values(post, state)
        yield from ((own(name), written(value)) for name, value in said.items())
        if post.owner is not None:
            yield own("owner"), written(post.owner.get_username())
        yield from self.texts.kept(post, content)
        yield from (
            (vocabulary.MEDIA_LINK, written(self.media_link(link))) for link in post.media_links.all()
        )
        yield from parts(post)
        for row in post.post_images.all():
            picture = values_of(row) | {"image": self.numbers.thing(row.image)}
            yield vocabulary.PICTURE, written(picture)
        if old := old_paths(post):
            yield vocabulary.OLD_PATHS, written(old)

    def media_link(self, link: MediaLink) -> Values:
        """Everything about it; pictures by their numbers. What is counted from it follows by itself."""
        said = values_of(link, besides=saidcolumns.MEDIA_LINK)
        for name in ("poster", "found_poster"):
            if picture := getattr(link, name):
                said[name] = self.numbers.thing(picture)
        return said


def parts(post: Post) -> Iterable[Pair]:
    """Corrections, notes, the front page, the article's own rules; people by their logins."""
    for correction in post.corrections.all():
        yield vocabulary.CORRECTION, written(values_of(correction) | people(correction, "user"))
    for note in post.notes.all():
        yield vocabulary.NOTE, written(values_of(note) | people(note, "user", "settled_by"))
    if pick := getattr(post, "front_pick", None):
        yield vocabulary.FRONT_PICK, written(values_of(pick))
    thread: Thread | None = getattr(post, "thread", None)
    if thread is not None and (rules := values_of(thread, besides=saidcolumns.THREAD)):
        yield vocabulary.THREAD, written(rules)


def people(row: Any, *names: str) -> Values:
    return {name: user.get_username() for name in names if (user := getattr(row, name)) is not None}


def title_of(post: Post) -> str:
    """With its markup, or without words, as it came, unless it was edited here since."""
    said = post.import_data.get("title")
    if said is None or (words(plain(str(said))) or first_words(post.body)) != post.title:
        return as_html(post.title)
    return str(said)


def excerpt_of(post: Post) -> str:
    """With its markup as it came, unless the standfirst was edited here since."""
    said = str(post.import_data.get("excerpt") or "")
    return said if said and words(plain(said)) == post.standfirst else as_html(post.standfirst)


def old_paths(post: Post) -> list[str]:
    """Paths that lead to it, in the order in which they were left behind."""
    return [row.old_path for row in sorted(post.redirect_set.all(), key=lambda row: row.pk)]


def exact_values(post: Post, state: str) -> Values:
    """Values that the item's own elements do not give back exactly."""
    said: Values = {}
    if not post.title or post.title != " ".join(post.title.split()):
        said["title"] = post.title
    if post.standfirst != " ".join(post.standfirst.split()):
        said["standfirst"] = post.standfirst
    if not is_said_by(post, state):
        said |= {"status": post.status, "visibility": post.visibility}
    said["modified_at"] = as_json(post, "modified_at")
    said["publish_at"] = as_json(post, "publish_at")
    if post.kind == Post.Kind.POST:
        said["permalink_date"] = as_json(post, "permalink_date")
    for name in ("seo_title", "seo_description", "canonical_url"):
        if (value := getattr(post, name)) and (value != value.strip() or "%" in value or "&" in value):
            said[name] = value
    return said | ({"slug": post.slug} if post.slug else {})
