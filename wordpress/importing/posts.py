"""Posts and pages: one item of the export as one row, with all that WordPress knows of it."""

import hashlib
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.utils import timezone

from blog.models import Image, Post, PostAuthor, Status, TaggedPost, Visibility
from blog.models.slugs import free_slug
from wordpress import content
from wordpress.reader import Item

from . import addresses, moments
from .files import ExportLibrary
from .languages import language_of
from .people import People
from .run import Run, own_slug, words, write_each
from .terms import Terms, other_terms

STATUSES = {
    "publish": Status.PUBLISHED,
    "private": Status.PUBLISHED,
    "future": Status.SCHEDULED,
    "pending": Status.REVIEW,
    "draft": Status.DRAFT,
    "auto-draft": Status.DRAFT,
    "trash": Status.TRASH,
}
LONGEST_TITLE = 1000
LARGEST = 2**31 - 1  # what the column holds
TITLE_WORDS = 8
SEO = {
    "seo_title": ("_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "jetpack_seo_html_title"),
    "seo_description": ("_yoast_wpseo_metadesc", "rank_math_description", "advanced_seo_description"),
    "canonical_url": ("_yoast_wpseo_canonical", "rank_math_canonical_url"),
}
TEMPLATE = re.compile(r"%%?\w+%%?")  # Yoast's and Rank Math's variables, which only they can fill


@dataclass
class Plan:
    """What an item becomes: the row and its relations, before anything is written."""

    item: Item
    post: Post
    kind: str
    authors: list[int] = field(default_factory=list)
    categories: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)


class Posts:
    """Takes batches of posts or pages."""

    def __init__(self, run: Run, people: People, terms: Terms) -> None:
        self.run = run
        self.people = people
        self.terms = terms
        self.library = ExportLibrary(run)

    def take(self, items: list[Item]) -> dict[str, int]:
        """The rows of these items by `import_ref`, made where they are not here yet."""
        by_ref = {self.run.ref(item): item for item in items}
        stored = Post.everything.filter(import_ref__in=by_ref).values_list("import_ref", "pk")
        here = {str(ref): pk for ref, pk in stored}
        plans = [self._planned(item, ref) for ref, item in by_ref.items() if ref not in here]
        for ref, item in by_ref.items():
            self.run.ledger.found(kind_of(item))
            (self.run.ledger.here if ref in here else self.run.ledger.taken)(kind_of(item))
        self._count_doubles(items, by_ref)
        if self.run.write:
            write_each(plans, self._write, self._refuse)
        return here | {str(plan.post.import_ref): plan.post.pk for plan in plans if plan.post.pk}

    def _count_doubles(self, items: list[Item], by_ref: dict[str, Item]) -> None:
        for item in items:
            ref = self.run.ref(item)
            if by_ref[ref] is not item:
                self.run.ledger.found(kind_of(item))
                reason = "it stands in the file twice; the last one counts"
                self.run.ledger.left_out(kind_of(item), ref, item.title, reason)

    def _note(self, plan: Plan, verdict: Any, reason: str) -> None:
        self.run.ledger.note(plan.kind, plan.post.import_ref or "", plan.post.title, verdict, reason)

    def _planned(self, item: Item, ref: str) -> Plan:
        converted = content.convert(
            item.content, self.library, post=item.id or 0, footnotes=item.meta_value("footnotes")
        )
        kind = kind_of(item)
        post = Post(
            kind=kind,
            import_ref=ref,
            legacy_id=item.id if item.id and item.id > 0 else None,
            body=converted.html,
            standfirst=words(content.plain(item.excerpt)),
            status=STATUSES.get(item.status, Status.DRAFT),
            visibility=Visibility.PRIVATE if item.status == "private" else Visibility.PUBLIC,
            password=item.password[:255],
            sticky=item.sticky,
            replies_open=item.replies_open,
            position=max(-LARGEST, min(item.menu_order, LARGEST)),
            language=language_of(item, content.plain(item.content)),
        )
        plan = Plan(item, post, kind, self.people.of(item))
        plan.categories, plan.tags = self.terms.of(item, "category"), self.terms.of(item, "post_tag")
        self._title(plan)
        self._dates(plan)
        self._seo(plan)
        post.import_data = kept(item, converted)
        if item.status not in STATUSES:
            said = (
                f"the status “{item.status}” is unknown here" if item.status else "the file names no status"
            )
            self._note(plan, "changed", f"{said}; it is a draft")
        for note in converted.notes:
            self.run.ledger.note("text", ref, post.title, note.verdict, note.what)
        return plan

    def _title(self, plan: Plan) -> None:
        """Plain words; a post without a title is known by its first words, since lists must name it."""
        title = words(content.plain(plan.item.title))
        if not title:
            first = words(content.plain(plan.post.body)).split()
            title = " ".join(first[:TITLE_WORDS]) + ("…" if len(first) > TITLE_WORDS else "")
            title = title or plan.item.slug or f"#{plan.item.id}"
            plan.post.title = title
            self._note(plan, "changed", "it has no title; its first words stand in")
        elif len(title) > LONGEST_TITLE:
            self._note(plan, "changed", "its title is longer than 1,000 characters and was cut")
        plan.post.title = title[:LONGEST_TITLE]

    def _dates(self, plan: Plan) -> None:
        post, item, zone = plan.post, plan.item, self.run.zone
        at = moments.published(item, zone)
        post.publish_at = None if post.status in {Status.DRAFT, Status.REVIEW} and not item.date_gmt else at
        if at is None and post.status == Status.PUBLISHED:
            post.publish_at = timezone.now()
            self._note(plan, "changed", "the file gives it no date; it has today's")
        post.created_at = at or timezone.now()
        post.modified_at = moments.modified(item, zone) or at or timezone.now()
        post.permalink_date = (
            addresses.dated(item) if plan.kind == Post.Kind.POST and post.publish_at else None
        )

    def _seo(self, plan: Plan) -> None:
        for name, keys in SEO.items():
            said = next((value for key in keys if (value := plan.item.meta_value(key).strip())), "")
            if TEMPLATE.search(said):
                self._note(
                    plan, "left out", f"the {name.replace('_', ' ')} “{said[:80]}” is a plug-in's template"
                )
            elif said:
                setattr(plan.post, name, unescape(said)[: 500 if name == "seo_title" else 2000])

    # Writing

    def _write(self, plan: Plan) -> None:
        post, item = plan.post, plan.item
        post.pk, post._state.adding = None, True  # a second try begins anew
        post.parent_id = self._parent(item)
        self._slug(plan)
        post.primary_category_id = self.terms.primary(item) or None
        post.featured_image_id = self._featured(item)
        post.save()
        PostAuthor.objects.bulk_create(
            PostAuthor(post=post, author_id=author, position=position)
            for position, author in enumerate(plan.authors)
        )
        filed = Post.categories.through
        filed.objects.bulk_create(
            filed(post_id=post.pk, category_id=category) for category in plan.categories
        )
        TaggedPost.objects.bulk_create(TaggedPost(content_object=post, tag_id=tag) for tag in plan.tags)
        if addresses.keep(post, item):
            self._note(plan, "changed", "its address cannot be the same here; the old one leads to the new")

    def _parent(self, item: Item) -> int | None:
        if item.type != "page" or not item.parent:
            return None
        ref = self.run.source.ref("post", item.parent)
        return Post.everything.filter(import_ref=ref).values_list("pk", flat=True).first()

    def _slug(self, plan: Plan) -> None:
        """WordPress's own slug if it is free here, as it is on a new site."""
        post, written = plan.post, plan.item.slug
        if not written and post.status == Status.DRAFT:
            return
        wanted = own_slug(written, post.title, "untitled")
        post.slug = free_slug(wanted, post.rivals())

    def _featured(self, item: Item) -> int | None:
        number = item.meta_value("_thumbnail_id").strip()
        if not number.isdigit():
            return None
        ref = self.run.source.ref("post", int(number))
        return Image.objects.filter(import_ref=ref).values_list("pk", flat=True).first()

    def _refuse(self, plan: Plan, reason: str) -> None:
        plan.post.pk = None
        self.run.ledger.of(plan.kind).taken -= 1
        self.run.ledger.failed(plan.kind, plan.post.import_ref or "", plan.post.title, reason)


def kind_of(item: Item) -> str:
    return str(Post.Kind.PAGE if item.type == "page" else Post.Kind.POST)


def kept(item: Item, converted: content.Converted) -> dict[str, Any]:
    """Everything the item says that has no column here, so that nothing is lost on the way.

    `digest` is of the text as it came in: whether it was edited here since can be told by it.
    """
    data: dict[str, Any] = {
        "link": item.link,
        "guid": item.guid,
        "status": item.status,
        "slug": item.slug,
        "title": item.title,
        "date": str(item.date or ""),
        "date_gmt": str(item.date_gmt or ""),
        "pings_open": item.pings_open,
        "parent": item.parent,
        "creator": item.creator,
        "meta": [list(pair) for pair in item.meta],
        "terms": other_terms(item),
        "digest": hashlib.sha256(converted.html.encode()).hexdigest(),
    }
    if content.plain(item.excerpt) != item.excerpt.strip():
        data["excerpt"] = item.excerpt
    if converted.notes:
        data["source"] = item.content
    return data
