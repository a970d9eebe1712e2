"""Posts and pages: a batch of items as rows, with all that WordPress knows of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db import models

from blog import rawrows, together
from blog.models import Post, PostAuthor, TaggedPost
from blog.models.body_media import Known
from blog.models.slugs import free_slug
from blog.rendering import Whole
from wordpress.ledger import Outcome, Reason, Target
from wordpress.models import LooseEnd
from wordpress.reader import Item

from . import addresses, fingerprints, own, texts
from .astags import AsTags
from .columns import columns
from .kinds import kind_of
from .ownparts import write_parts
from .people import People
from .related import Related
from .run import Run, changed
from .spool import Entry
from .terms import Terms
from .texts import Text

FILED = Post.categories.through


@dataclass
class Plan:
    """What an item becomes: the row and its relations, before anything is written."""

    item: Item
    ref: str
    kind: str
    post: Post
    outcome: Outcome
    authors: list[int] = field(default_factory=list)
    categories: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    loose: set[tuple[str, str]] = field(default_factory=set)  # (place, what is wanted)
    text: Text | None = None  # what it was made from, where there was anything to make

    @property
    def is_written(self) -> bool:
        return self.outcome in {Outcome.CREATED, Outcome.UPDATED}


class Posts:
    """Takes batches of posts or pages: first prepared, then written in one short transaction."""

    def __init__(self, run: Run, people: People, terms: Terms) -> None:
        self.run = run
        self.people = people
        self.terms = terms
        self.as_tags = AsTags(run, terms)
        self.known = Known()
        self.ready: Mapping[int, Text] = {}
        self.alone: dict[int, Whole] = {}

    # Before

    def wanted(self, entries: Sequence[Entry]) -> list[int]:
        """The numbers of those whose text will be asked for, as far as can be told now: nothing is to be done
        about what says the same as last time. What takes longest comes first, since others begin there, and
        who waits for them at the end."""
        refs = {entry.ref: entry for entry in entries}
        rows = Post.everything.filter(import_ref__in=refs).order_by()
        said = rows.values_list("import_ref", "import_data__seen", "import_data__as_tags")
        same = {
            ref
            for ref, seen, known in said
            if seen == fingerprints.of_item(refs[str(ref)].item)
            and not self.as_tags.awaited(refs[str(ref)].item, known or [])
        }
        asked = [entry for ref, entry in refs.items() if ref not in same]
        asked.sort(key=lambda entry: texts.length_of(entry.item), reverse=True)
        return [entry.n for entry in asked]

    def prepare(self, items: Sequence[Item], ready: Mapping[int, Text] | None = None) -> list[Plan]:
        """What each of these items becomes; nothing is written. Texts that are not `ready`, by the `id()` of
        their items, are converted and rendered."""
        self.ready, self.alone = ready or {}, {}
        by_ref = {self.run.ref(item): item for item in items}
        here = {str(post.import_ref): post for post in self._here(by_ref)}
        related = Related(self.run, list(by_ref.values()))
        plans = [self._plan(item, ref, here.get(ref), related) for ref, item in by_ref.items()]
        if self.run.write:
            self.known = together.settle([plan.post for plan in plans if plan.is_written], self.alone)
        return plans

    def _here(self, refs: Collection[str]) -> Iterable[Post]:
        """Rows that bear these refs. Most often there are none, which their keys tell with less work."""
        keys = list(Post.everything.filter(import_ref__in=refs).order_by().values_list("pk", flat=True))
        return Post.everything.filter(pk__in=keys) if keys else ()

    def _plan(self, item: Item, ref: str, here: Post | None, related: Related) -> Plan:
        seen = fingerprints.of_item(item)
        known = self.run.last_seen(ref, here.import_data if here else {})
        awaited = known == seen and here and self.as_tags.awaited(item, here.import_data.get("as_tags", []))
        if known == seen and (not awaited or self.run.is_noted(ref)):
            return Plan(item, ref, kind_of(item), here or Post(title=item.title), Outcome.UNCHANGED)
        if here and fingerprint_of(here) != here.import_data.get("made"):
            said = f"its terms of {awaited} are not brought as tags" if awaited else ""
            reasons = [Reason(Outcome.EDITED_HERE, said)] if said else []
            return Plan(item, ref, kind_of(item), here, Outcome.EDITED_HERE, reasons=reasons)
        outcome = Outcome.UPDATED if here or known is not None else Outcome.CREATED
        plan = Plan(item, ref, kind_of(item), here or rawrows.new(Post), outcome)
        self._fill(plan, related, seen)
        if awaited:
            plan.reasons.append(Reason(outcome, f"its terms of {awaited} came in as tags"))
        self.run.note_seen(ref, seen)
        return plan

    def _fill(self, plan: Plan, related: Related, seen: str) -> None:
        """The row's columns and relations."""
        item, post = plan.item, plan.post
        text = self.ready.get(id(item)) or texts.made(item, self.run, shown=self.run.write)
        plan.text, converted = text, text.converted
        if text.whole:
            self.alone[id(post)] = text.whole
        self.run.strays |= dict.fromkeys(filter(self.run.source.is_own, converted.strays))
        made = columns(item, plan.ref, converted, self.run, seen)
        for name, value in made.values.items():
            setattr(post, name, value)
        if text.teaser:
            post.import_data.setdefault("teaser", text.teaser)
        plan.reasons = made.reasons
        # What these files hold under such a number is no file or block, and will be none.
        plan.loose |= {(LooseEnd.Place.TEXT, ref) for ref in text.missed if not self.run.holds(ref)}
        if text.missed:
            post.import_data["source"] = item.content
        post.slug = (self.run.scratch.planned(plan.ref) or ("", ""))[0]
        self._relate(plan, related)
        if addresses.has_moved(post, item, self.run.scratch.planned(plan.ref)):
            plan.reasons.append(changed("its address cannot be the same here; the old one leads to the new"))
        post.import_data["made"] = fingerprints.of_post(post, plan.authors, plan.categories, plan.tags)

    def _relate(self, plan: Plan, related: Related) -> None:
        item, post = plan.item, plan.post
        plan.authors = self.people.of(item)
        plan.categories = self.terms.of(item, "category")
        plan.tags = self.terms.of(item, "post_tag")
        if brought := self.as_tags.of(item):
            known = post.import_data.setdefault("as_tags", [])
            known += [list(key) for key in brought if list(key) not in known]
            plan.tags = list(dict.fromkeys([*plan.tags, *brought.values()]))
        post.primary_category_id = self.terms.primary(item) or None
        post.featured_image_id = related.picture(item)
        if (wanted := related.wanted_picture(item)) and not related.has_picture(wanted):
            plan.loose.add((LooseEnd.Place.FEATURED, wanted))
        if post.kind == Post.Kind.PAGE and item.parent:
            wanted = self.run.source.ref("post", item.parent)
            post.parent = related.pages.get(wanted)
            if post.parent is None and not self._is_coming(wanted):
                plan.loose.add((LooseEnd.Place.PARENT, wanted))
                plan.reasons.append(changed("its parent page is not in the file; it stands at the top"))
            elif self.run.spool is not None and plan.ref in self.run.spool.cut:
                post.parent = None
                plan.reasons.append(changed("in the file it is below itself; it stands at the top"))

    def _is_coming(self, ref: str) -> bool:
        return self.run.holds(ref)

    # Within the transaction

    def write(self, plans: Sequence[Plan]) -> None:
        """Rows, bylines, categories, tags, redirects and loose ends of what was prepared."""
        written = [plan for plan in plans if plan.is_written]
        if not written:
            return
        together.write([plan.post for plan in written], self.known, partial(self._store_relations, written))
        theirs = [(plan.post, plan.item) for plan in written if not own.is_ours(plan.item.meta)]
        addresses.keep(theirs, self.run.source.base)
        write_parts([(plan.post, plan.item) for plan in written], self.run)
        self._tie_loose(written)

    def _store_relations(self, written: Sequence[Plan]) -> None:
        changing = [plan.post.pk for plan in written if plan.outcome is Outcome.UPDATED]
        if changing:
            PostAuthor.objects.filter(post_id__in=changing).delete()
            FILED.objects.filter(post_id__in=changing).delete()
            TaggedPost.objects.filter(content_object_id__in=changing).delete()
        for model, rows in relations(written).items():
            self.run.add(model, rows)

    def _tie_loose(self, plans: Sequence[Plan]) -> None:
        ends = [
            LooseEnd(wanted=ref, holder=plan.ref, place=place) for plan in plans for place, ref in plan.loose
        ]
        LooseEnd.objects.bulk_create(ends, ignore_conflicts=True)

    def account(self, plans: Sequence[Plan]) -> None:
        for plan in plans:
            target = Target("blog.page" if plan.post.kind == Post.Kind.PAGE else "blog.post", plan.post.pk)
            self.run.ledger.came(
                plan.kind,
                plan.outcome,
                plan.ref,
                plan.post.title or plan.item.title,
                reasons=plan.reasons,
                target=target if plan.post.pk else None,
            )

    def find_room(self, plan: Plan) -> None:
        """Somebody may have taken its slug since it was planned."""
        if plan.is_written and plan.post.slug:
            slug = free_slug(plan.post.slug, plan.post.rivals())
            if slug != plan.post.slug:
                plan.post.slug = slug
                together.settle([plan.post])


def relations(plans: Sequence[Plan]) -> dict[type[models.Model], list[models.Model]]:
    """Bylines, categories and tags of stored posts."""
    new = rawrows.new
    return {
        PostAuthor: [
            new(PostAuthor, post_id=plan.post.pk, author_id=author, position=position)
            for plan in plans
            for position, author in enumerate(plan.authors)
        ],
        FILED: [
            new(FILED, post_id=plan.post.pk, category_id=category)
            for plan in plans
            for category in plan.categories
        ],
        TaggedPost: [
            new(TaggedPost, content_object_id=plan.post.pk, tag_id=tag) for plan in plans for tag in plan.tags
        ],
    }


def fingerprint_of(post: Post) -> str:
    """What the row and its relations are now."""
    authors = post.post_authors.order_by("position", "pk").values_list("author_id", flat=True)
    categories = post.categories.order_by().values_list("pk", flat=True)
    tags = post.tagged_items.values_list("tag_id", flat=True)
    return fingerprints.of_post(post, authors, categories, tags)
