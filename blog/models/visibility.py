"""Who sees which posts: the states a post can be in, and every question about many posts."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.attachment import Attachment
from blog.models.byline import PostAuthor
from blog.models.editorial import Correction
from blog.models.listing import ListedQuerySet
from blog.models.media import Image, PostImage
from blog.models.medialink import MediaLink
from blog.models.scope import FILED, OWN_TABLE, PUBLISHED
from blog.models.taxonomy import Category, TaggedPost
from blog.models.user import Author, User
from blog.urlparts import split

if TYPE_CHECKING:
    from blog.models.post import Post


class Status(models.TextChoices):
    """Where a post stands on its way. Scheduled ones show by themselves when their time has come."""

    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    TRASH = "trash", _("trash")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("public")
    PRIVATE = "private", _("private: editors and its own authors")


# What decides whether and where a post is listed, as blog/models/consequences.py compares it.
OUT_COLUMNS = (
    "kind status visibility password publish_at permalink_date sticky slug path parent_id position legacy_id "
    "featured_image_id"
).split()


class PostQuerySet(ListedQuerySet):
    """Every question about many posts. `published()` and `visible_to()` alone say what is public."""

    read_along: ClassVar[list[str]] = []  # other apps' rows, one an article, that its page shows

    def published(self, at: datetime | None = None) -> Self:
        """What every reader may see now, or saw `at`. Of posts with a password the title, not the words."""
        shown = self.out().filter(publish_at__lte=at or timezone.now())
        return shown if shown.is_named else shown.listed_as(PUBLISHED)  # a narrower name is better

    def out(self) -> Self:
        """What every reader may see, now or once its time has come."""
        # SQLite uses no index for the bare column that `listed=True` becomes.
        return self.filter(listed__in=[True])

    def to_come(self, at: datetime | None = None) -> Self:
        """What will appear by itself after now, or after that, the next one first."""
        rows = self.out().filter(kind__in=self.model.Kind.values)  # the first column of every index
        return rows.filter(publish_at__gt=at or timezone.now()).order_by("publish_at", "pk")

    def readable(self, at: datetime | None = None) -> Self:
        """Published and without a password: what feeds, search and previews may quote."""
        return self.published(at).filter(password="")

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Published ones; for editors all but the trash; for authors also their own."""
        if not user.is_authenticated:
            return self.published()
        kept = self.kept()
        if user.has_perm("blog.edit_others_posts"):
            return kept
        own = kept.written_by(user)
        return self.filter(Q(pk__in=self.published().values("pk")) | Q(pk__in=own.values("pk")))

    def editable_by(self, user: "User | AnonymousUser") -> Self:
        """What `user` may change in the admin: editors everything, others their own."""
        own = self.belonging_to(user)
        if user.is_authenticated and user.has_perm("blog.publish_post"):
            return own
        return own.with_status(Status.DRAFT, Status.REVIEW)

    def belonging_to(self, user: "User | AnonymousUser") -> Self:
        """What the admin lists for `user`: everything for editors, for others what they wrote themselves."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("blog.edit_others_posts"):
            return self
        return self.written_by(user)

    def written_by(self, user: "User") -> Self:
        """Begun by `user` or under their byline. Each is found by an index; asked for with OR, PostgreSQL
        reads the whole table."""
        begun = self.model._base_manager.filter(owner=user).order_by().values("pk")
        theirs = PostAuthor.objects.filter(author__user=user).order_by().values("post_id")
        return self.of_keys(begun.union(theirs))

    def kept(self) -> Self:
        """All but the trash."""
        return self.exclude(status=Status.TRASH)

    def only_begun(self) -> Self:
        """Rows that hold the place of what is being typed: nobody has saved them yet."""
        return self.filter(status=Status.DRAFT, version=0, slug="", body="", import_ref=None)

    def newest_first(self) -> Self:
        return self.order_by("-publish_at", "-pk")

    def heading(self, picked: Sequence[int]) -> Self:
        """What stands on the front page before time decides: the picked ones (keys), and sticky ones."""
        sticky = Q(pk__in=self.model.everything.filter(sticky=True).listed_as(PUBLISHED).values("pk"))
        return self.filter(sticky | Q(pk__in=picked)).as_headed(picked)

    def as_headed(self, picked: Sequence[int]) -> Self:
        """The picked ones (keys) as they were picked, sticky ones, then time."""
        ranks = [When(pk=key, then=Value(rank)) for rank, key in enumerate(picked)]
        first = [Case(*ranks, default=Value(len(ranks)))] if ranks else []
        return self.order_by(*first, "-sticky", "-publish_at", "-pk")

    def under(self, page: "Post") -> Self:
        """The pages right below `page`, as much of them as a list of links needs."""
        rows = self.filter(parent_id=page.pk).listed_as(f"under-page:{page.pk}")
        return rows.order_by("position", "title").only("kind", "title", "path")

    def with_status(self, *statuses: str) -> Self:
        return self.filter(status__in=statuses)

    def due(self) -> Self:
        """Scheduled ones whose time has come: already public, not yet announced."""
        return self.with_status(Status.SCHEDULED).filter(publish_at__lte=timezone.now())

    def settle_due(self) -> int:
        """Say of those that their time has come in the admin's lists too; how many there were. Readers see
        them anyway, with or without a worker that calls this."""
        return self.due().update(status=Status.PUBLISHED)

    def in_category(self, category: Category) -> Self:
        """Filed under the category or any below it, each once."""
        below = Category.objects.filter(Q(pk=category.pk) | Q(path__startswith=f"{category.path}/"))
        filed = self.model.categories.through.objects.filter(category_id__in=below.values("pk"))
        return self.filter(pk__in=filed.values("post_id")).listed_as(f"filed:{category.path}", covers=FILED)

    def by_author(self, author: Author) -> Self:
        written = self.filter(pk__in=author.post_authors.values("post_id"))
        return written.listed_as(f"written:{author.pk}", covers=OWN_TABLE | {"blog_postauthor"})

    def tagged(self, tag: models.Model) -> Self:
        tagged = TaggedPost.objects.filter(tag_id=tag.pk).values("content_object_id")
        return self.filter(pk__in=tagged).listed_as(
            f"tagged:{tag.pk}", covers=OWN_TABLE | {"blog_taggedpost"}
        )

    def naming(self, image: "Image | Attachment") -> Self:
        """Posts whose text names the file, or any size of the picture where an import found it."""
        found_at = split(image.source_url).path.rpartition(".")[0]
        files = [image.file.name, *image.former_files.values_list("name", flat=True)]
        urls = [image.file.storage.url(name) for name in files if name]
        names = [name for name in (*files, *urls, found_at) if name]
        named = [Q(body__contains=name) for name in names]
        return self.filter(reduce(or_, named)) if named else self.none()

    def showing(self, image: "Image") -> Self:
        """Those that show the picture: at their head, attached, or in their text."""
        attached = Q(featured_image=image) | Q(pk__in=image.post_images.values("post_id"))
        shown = attached | Q(pk__in=self.naming(image).values("pk"))
        return self.filter(shown).order_by("-publish_at", "-pk")

    def between_days(self, first: date, last: date) -> Self:
        """By the date in the address, the newest first, as an index holds them."""
        named = self.listed_as(f"dated:{first.year}").order_by("-permalink_date", "-publish_at", "-pk")
        return named.filter(permalink_date__gte=first, permalink_date__lte=last)

    def dated(self, year: int, month: int | None = None, day: int | None = None) -> Self:
        """By the date in the address, which a change of time zone does not move."""
        parts = {"year": year, "month": month, "day": day}
        asked = {f"permalink_date__{name}": value for name, value in parts.items() if value}
        return self.filter(**asked).listed_as(f"dated:{year}")

    def for_lists(self) -> Self:
        """What a headline with its kicker, byline and picture needs, in a fixed number of queries."""
        return (
            self.select_related("primary_category", "featured_image", *self.read_along)
            .prefetch_related(self.bylines())
            .defer("body", "body_html", "body_text", "import_data")
        )

    def for_links(self) -> Self:
        """What a bare headline with its link needs."""
        return self.only(
            "kind", "title", "slug", "path", "permalink_date", "publish_at", "language", "direction"
        )

    def for_reading(self) -> Self:
        """What an article's own page needs, with `read_parts()`; who wrote it and where it is filed:
        blog/subjects.py."""
        along = self.select_related("primary_category", "featured_image", "parent", *self.read_along)
        pictures = Exists(PostImage.objects.filter(post=OuterRef("pk")))
        return along.with_parts_noted().annotate(has_pictures=pictures)

    def with_parts_noted(self) -> Self:
        """Each says whether it has media links at its head, and corrections."""
        return self.annotate(
            has_media=Exists(
                MediaLink.objects.filter(post=OuterRef("pk"), placement=MediaLink.Placement.LEAD)
            ),
            has_corrections=Exists(Correction.objects.filter(post=OuterRef("pk"))),
        )

    def for_feeds(self) -> Self:
        """What an entry of a feed needs; who wrote it and where it is filed: blog/subjects.py."""
        rows = self.select_related("primary_category", "featured_image").with_parts_noted()
        return rows.defer("body", "body_text", "import_data")

    def for_sitemaps(self) -> Self:
        """Addresses and times of change only."""
        return self.order_by("pk").only("kind", "slug", "path", "permalink_date", "modified_at")

    def neighbours(self, post: "Post", now: datetime, until: datetime) -> Self:
        """The next older and the next newer of these that readers see at `now`; `until` is that or the post's
        own time, whichever is earlier: so nothing between is walked."""
        public = self.listed_as(f"beside:{post.pk}")
        older = public.published(until).before(post).values("pk")[:1]
        newer = public.published(now).after(post).values("pk")[:1]
        return public.filter(Q(pk=Subquery(older)) | Q(pk=Subquery(newer))).for_links()

    def before(self, post: "Post") -> Self:
        """Older than `post`, nearest first."""
        earlier = Q(publish_at__lt=post.publish_at) | Q(publish_at=post.publish_at, pk__lt=post.pk)
        return self.filter(earlier).order_by("-publish_at", "-pk")

    def after(self, post: "Post") -> Self:
        """Newer than `post`, nearest first."""
        later = Q(publish_at__gt=post.publish_at) | Q(publish_at=post.publish_at, pk__gt=post.pk)
        return self.filter(later, publish_at__gte=post.publish_at).order_by("publish_at", "pk")

    def bylines(self) -> Prefetch[str]:
        """Authors with a post, one query for all posts, in the order of the byline."""
        return Prefetch("post_authors", queryset=PostAuthor.objects.select_related("author"))
