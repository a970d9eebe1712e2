"""Posts and pages: one table, because both are written, addressed, kept, searched and replied to alike.

`Post.objects` are articles, `Page.objects` are pages, `Post.everything` is both."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.query import TreeQuerySet

from blog import rendering
from blog.models.imported import Imported
from blog.models.media import PostImage
from blog.models.publication import Permalink, Publication, default_language
from blog.models.slugs import SlugField, free_slug, slug_from
from blog.models.taxonomy import Category, TaggedPost
from blog.models.user import Author, User

if TYPE_CHECKING:
    from blog.models.media import MediaLink


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


class PostQuerySet(models.QuerySet["Post"]):
    """Every question about many posts. `published()` and `visible_to()` alone say what is public."""

    def published(self) -> Self:
        """What every reader may see now. Of posts with a password the title, not the words."""
        return self.filter(
            status__in=[Status.PUBLISHED, Status.SCHEDULED],
            visibility=Visibility.PUBLIC,
            publish_at__lte=timezone.now(),
        )

    def readable(self) -> Self:
        """Published and without a password: what feeds, search and previews may quote."""
        return self.published().filter(password="")

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Published ones; for editors all but the trash; for authors also their own."""
        if not user.is_authenticated:
            return self.published()
        kept = self.exclude(status=Status.TRASH)
        if user.has_perm("blog.edit_others_posts"):
            return kept
        own = kept.filter(Q(owner=user) | Q(authors__user=user))
        return self.filter(Q(pk__in=self.published().values("pk")) | Q(pk__in=own.values("pk")))

    def editable_by(self, user: "User | AnonymousUser") -> Self:
        """What `user` may change in the admin: editors everything, others their own."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("blog.edit_others_posts"):
            return self
        own = Q(pk__in=self.filter(Q(owner=user) | Q(authors__user=user)).values("pk"))
        if user.has_perm("blog.publish_post"):
            return self.filter(own)
        return self.filter(own, status__in=[Status.DRAFT, Status.REVIEW])

    def newest_first(self) -> Self:
        return self.order_by("-publish_at", "-pk")

    def sticky_first(self) -> Self:
        """The order of the front page."""
        return self.order_by("-sticky", "-publish_at", "-pk")

    def under(self, page: "Post") -> Self:
        """The pages right below `page`, as much of them as a list of links needs."""
        return self.filter(parent_id=page.pk).order_by("position", "title").only("kind", "title", "path")

    def with_status(self, *statuses: str) -> Self:
        return self.filter(status__in=statuses)

    def due(self) -> Self:
        """Scheduled ones whose time has come: already public, not yet announced."""
        return self.with_status(Status.SCHEDULED).filter(publish_at__lte=timezone.now())

    def in_category(self, category: Category) -> Self:
        """Filed under the category or any below it, each once."""
        below = Category.objects.filter(Q(pk=category.pk) | Q(path__startswith=f"{category.path}/"))
        filed = Post.categories.through.objects.filter(category_id__in=below.values("pk"))
        return self.filter(pk__in=filed.values("post_id"))

    def by_author(self, author: Author) -> Self:
        return self.filter(pk__in=author.post_authors.values("post_id"))

    def tagged(self, tag: models.Model) -> Self:
        return self.filter(pk__in=TaggedPost.objects.filter(tag_id=tag.pk).values("content_object_id"))

    def dated(self, year: int, month: int | None = None, day: int | None = None) -> Self:
        """By the date in the address, which a change of time zone does not move."""
        parts = {"year": year, "month": month, "day": day}
        return self.filter(**{f"permalink_date__{name}": value for name, value in parts.items() if value})

    def for_lists(self) -> Self:
        """What a headline with its kicker, byline and picture needs, in a fixed number of queries."""
        return (
            self.select_related("primary_category", "featured_image")
            .prefetch_related(in_byline_order())
            .defer("body", "body_html", "body_text", "import_data")
        )

    def for_reading(self) -> Self:
        """What an article's own page needs."""
        attached = PostImage.objects.select_related("image")
        return self.select_related("primary_category", "featured_image", "parent").prefetch_related(
            in_byline_order(), "media_links__poster", Prefetch("post_images", queryset=attached)
        )

    def for_feeds(self) -> Self:
        """What an entry of a feed needs."""
        return (
            self.select_related("primary_category", "featured_image")
            .prefetch_related(in_byline_order(), "media_links__poster")
            .defer("body", "body_text", "import_data")
        )

    def for_sitemaps(self) -> Self:
        """Addresses and times of change only."""
        return self.order_by("pk").only("kind", "slug", "path", "permalink_date", "modified_at")

    def neighbours(self, post: "Post") -> "tuple[Post | None, Post | None]":
        """(the next older, the next newer) of these posts, in one query."""
        older, newer = (rows.values("pk")[:1] for rows in (self.before(post), self.after(post)))
        near = self.filter(Q(pk=Subquery(older)) | Q(pk=Subquery(newer)))
        found = list(
            near.only("kind", "title", "slug", "permalink_date", "publish_at", "language", "direction")
        )
        place = (post.publish_at, post.pk)
        return (
            next((row for row in found if (row.publish_at, row.pk) < place), None),
            next((row for row in found if (row.publish_at, row.pk) > place), None),
        )

    def before(self, post: "Post") -> Self:
        """Older than `post`, nearest first."""
        earlier = Q(publish_at__lt=post.publish_at) | Q(publish_at=post.publish_at, pk__lt=post.pk)
        return self.filter(earlier).order_by("-publish_at", "-pk")

    def after(self, post: "Post") -> Self:
        """Newer than `post`, nearest first."""
        later = Q(publish_at__gt=post.publish_at) | Q(publish_at=post.publish_at, pk__gt=post.pk)
        return self.filter(later).order_by("publish_at", "pk")


def in_byline_order() -> Prefetch[str]:
    """Authors with a post, one query for all posts, in the order of the byline."""
    return Prefetch("post_authors", queryset=PostAuthor.objects.select_related("author"))


class ArticleManager(models.Manager.from_queryset(PostQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> PostQuerySet:
        return PostQuerySet(self.model, using=self._db).filter(kind=Post.Kind.POST)


class Post(Imported):
    """An article (or, as `Page`, a page)."""

    class Kind(models.TextChoices):
        POST = "post", _("article")
        PAGE = "page", _("page")

    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.POST, editable=False)
    title = models.CharField(_("title"), max_length=1000)
    slug = SlugField(_("slug"), blank=True, help_text=_("The last part of the address."))
    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("One or two sentences under the headline.")
    )
    body = models.TextField(_("text"), blank=True)
    body_html = models.TextField(editable=False, blank=True)
    body_text = models.TextField(editable=False, blank=True)
    excerpt = models.TextField(editable=False, blank=True)
    minutes = models.PositiveSmallIntegerField(default=1, editable=False)
    language = models.CharField(
        _("language"), max_length=35, blank=True, help_text=_("Empty: the publication's.")
    )
    direction = models.CharField(
        max_length=3, default="ltr", editable=False, choices=[("ltr", "ltr"), ("rtl", "rtl")]
    )

    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    password = models.CharField(
        _("password"), max_length=255, blank=True, help_text=_("Readers must type it to see the text.")
    )
    publish_at = models.DateTimeField(_("publication time"), null=True, blank=True)
    permalink_date = models.DateField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    modified_at = models.DateTimeField(default=timezone.now, editable=False)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="owned_posts",
    )
    authors = models.ManyToManyField(
        Author, verbose_name=_("authors"), through="PostAuthor", related_name="posts", blank=True
    )
    primary_category = models.ForeignKey(
        Category,
        verbose_name=_("main category"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="primary_posts",
    )
    categories = models.ManyToManyField(
        Category, verbose_name=_("categories"), related_name="posts", blank=True
    )
    tags = TaggableManager(through=TaggedPost, blank=True, verbose_name=_("tags"))
    featured_image = models.ForeignKey(
        "blog.Image",
        verbose_name=_("featured image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="featured_on",
    )
    sticky = models.BooleanField(_("keep at the top of the front page"), default=False)
    replies_open = models.BooleanField(_("replies are open"), default=True)
    parent = TreeNodeForeignKey(
        "self",
        verbose_name=_("parent page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="children",
    )
    position = models.IntegerField(_("position"), default=0)
    path = models.CharField(max_length=800, blank=True, editable=False, help_text="A page's whole address.")
    seo_title = models.CharField(_("title for search engines"), max_length=500, blank=True)
    seo_description = models.TextField(_("description for search engines"), blank=True)
    canonical_url = models.CharField(_("canonical address"), max_length=2000, blank=True)

    objects = ArticleManager()
    everything = PostQuerySet.as_manager()

    class Meta:
        base_manager_name = "everything"
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-publish_at", "-pk"]
        permissions = [
            ("publish_post", "Can publish posts"),
            ("edit_others_posts", "Can edit others' posts"),
        ]
        indexes = [
            models.Index(fields=["kind", "status", "visibility", "-publish_at", "-id"], name="post_list"),
            models.Index(fields=["kind", "permalink_date"], name="post_date"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"], condition=Q(kind="post") & ~Q(slug=""), name="post_slug_once"
            ),
            models.UniqueConstraint(
                fields=["path"], condition=Q(kind="page") & ~Q(path=""), name="page_path_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    # Reading

    @property
    def is_locked(self) -> bool:
        """Its words need a password."""
        return bool(self.password)

    @property
    def is_public(self) -> bool:
        """Whether readers see it now: `published()` asked of one row that is already here."""
        return Post.everything.published().filter(pk=self.pk).exists()

    def get_absolute_url(self) -> str:
        """Its address in the form that the publication has chosen."""
        if self.kind == self.Kind.PAGE:
            return reverse("blog:page", args=[self.path])
        form = Publication.current().permalink
        day = self.permalink_date
        if form == Permalink.NAME or day is None:
            return reverse("blog:post", args=[self.slug])
        parts = [f"{day:%Y}", f"{day:%m}", f"{day:%d}"][: 3 if form == Permalink.DAY_AND_NAME else 2]
        return reverse("blog:post", args=["/".join([*parts, self.slug])])

    @property
    def byline(self) -> list[Author]:
        """Its authors in their order."""
        return [entry.author for entry in self.post_authors.all()]

    @property
    def pictures_below(self) -> list[PostImage]:
        """Attached pictures that neither the text nor the head of the article shows."""
        shown = (self.body_html, self.featured_image.file.name if self.featured_image else "")
        return [
            attached
            for attached in self.post_images.all()
            if not any(attached.image.file.name in text for text in shown)
        ]

    @property
    def lead_media(self) -> "list[MediaLink]":
        return [link for link in self.media_links.all() if link.placement == "lead"]

    # Writing

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Settle address and dates, and keep the rendered text beside its source."""
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, *self.settle()}
        else:
            self.settle()
        super().save(*args, **kwargs)

    def settle(self) -> set[str]:
        """Derive what follows from what was written; the names of the fields it may have changed."""
        self.settle_status()
        self.settle_address()
        self.render()
        return {
            "status", "publish_at", "permalink_date", "slug", "path", "language", "direction",
            "body_html", "body_text", "excerpt", "minutes",
        }  # fmt: skip

    def settle_status(self) -> None:
        """Published in the future means scheduled, and what is published has a time."""
        if self.status in {Status.PUBLISHED, Status.SCHEDULED}:
            self.publish_at = self.publish_at or timezone.now()
        if self.status == Status.PUBLISHED and self.publish_at and self.publish_at > timezone.now():
            self.status = Status.SCHEDULED

    def settle_address(self) -> None:
        """A slug no other post holds; a date that stays once readers have seen it."""
        if not self.slug and (self.title or self.status != Status.DRAFT):
            self.slug = free_slug(slug_from(self.title), self.rivals())
        if self.kind == self.Kind.PAGE:
            self.path = f"{self.parent.path}/{self.slug}" if self.parent else self.slug
        elif self.publish_at and (self.permalink_date is None or not self.was_public()):
            self.permalink_date = Publication.current().local_date(self.publish_at)

    def rivals(self) -> "models.QuerySet[Post]":
        """The rows that must not hold this row's slug."""
        rivals = Post.everything.filter(kind=self.kind).exclude(pk=self.pk)
        return rivals.filter(parent_id=self.parent_id) if self.kind == self.Kind.PAGE else rivals

    def was_public(self) -> bool:
        """Whether readers may know its address already (or an import has brought one)."""
        return bool(self.import_ref) or (self.pk is not None and self.is_public)

    def render(self) -> None:
        """Keep the HTML, the plain text and what is counted from them."""
        self.language = self.language or default_language()
        self.direction = rendering.text_direction(self.language)
        cards = {link.url: link.card() for link in self.media_links.all()} if self.pk else {}
        self.body_html = rendering.render_body(self.body, cards=cards)
        self.body_text = rendering.plain_text(self.body_html)
        self.excerpt = self.standfirst or rendering.excerpt(self.body_html)
        self.minutes = rendering.reading_minutes(self.body_text)

    def publish(self) -> None:
        """Show it to readers now, or at `publish_at` if that is still to come."""
        self.status = Status.PUBLISHED
        self.save()

    def withdraw(self) -> None:
        """Take it from the site; its address and replies are kept."""
        self.status = Status.WITHDRAWN
        self.save()


class PostAuthor(models.Model):
    """A byline on a post, in order."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="post_authors")
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="post_authors")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["post", "author"], name="one_byline_once")]

    def __str__(self) -> str:
        return str(self.author)


class PageQuerySet(TreeQuerySet, PostQuerySet):
    """Pages can be walked as a tree as well."""


class PageManager(models.Manager.from_queryset(PageQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> PageQuerySet:
        return PageQuerySet(self.model, using=self._db).filter(kind=Post.Kind.PAGE)


class Page(Post):
    """A page outside the stream of articles, nested by `parent`."""

    objects = PageManager()  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "title", "pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = Post.Kind.PAGE
        super().save(*args, **kwargs)
        for child in Page.objects.filter(parent_id=self.pk).exclude(path__startswith=f"{self.path}/"):
            child.save()
