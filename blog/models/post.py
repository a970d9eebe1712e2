"""Posts and pages: one table, because both are written, addressed, kept, searched and replied to alike.

`Post.objects` are articles, `Page.objects` are pages, `Post.everything` is both. Relations that lead to posts
(`category.posts`, `author.posts`) lead to articles."""

from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from tree_queries.fields import TreeNodeForeignKey

from blog import rendering
from blog.converters import address_of_path
from blog.models import body_media
from blog.models.imported import Imported
from blog.models.listing import LISTED, LISTED_AT
from blog.models.publication import Publication
from blog.models.redirect import Redirect
from blog.models.shown import Shown
from blog.models.slugs import SlugField, free_slug, slug_from
from blog.models.taxonomy import Category, TaggedPost
from blog.models.user import Author, User
from blog.models.visibility import PostQuerySet, Status, Visibility


class ArticleManager(models.Manager.from_queryset(PostQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> PostQuerySet:
        return PostQuerySet(self.model, using=self._db).filter(kind=Post.Kind.POST)


class Post(Shown, Imported):
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
    listed = models.GeneratedField(**LISTED)  # an index cannot hold the order of two states
    permalink_date = models.DateField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    modified_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(
        default=0, editable=False, help_text="Raised by every save of the form."
    )

    owner = models.ForeignKey(
        User, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="owned_posts"
    )
    authors = models.ManyToManyField(
        Author, verbose_name=_("authors"), through="blog.PostAuthor", related_name="posts", blank=True
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
            models.Index(fields=["kind", "listed", "-publish_at", "-id"], name="post_public"),
            models.Index(
                fields=["kind", "listed", "-permalink_date", "-publish_at", "-id"], name="post_dated"
            ),
            models.Index(fields=["slug"], name="post_slug"),  # SQLite asks no partial index for a parameter
            models.Index(fields=["path"], name="post_path"),
            models.Index(fields=["kind", "permalink_date"], name="post_date"),
            models.Index("kind", LISTED_AT.desc(), F("id").desc(), name="post_listed"),
            models.Index("kind", "status", LISTED_AT.desc(), F("id").desc(), name="post_listed_status"),
            models.Index(fields=["kind", "status", "modified_at"], name="post_changed"),
            models.Index(fields=["id", "listed", "publish_at", "password"], name="post_readable"),
            models.Index(fields=["sticky"], condition=Q(sticky=True), name="post_sticky"),
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
        return self.title or str(_("(no title)"))

    # Reading

    @property
    def is_out(self) -> bool:
        """Readers see it, or will by themselves."""
        return self.status in {Status.PUBLISHED, Status.SCHEDULED}

    @property
    def is_only_begun(self) -> bool:
        """A row that holds the place of what is being typed: nobody has saved it yet."""
        return bool(self.pk) and not (self.version or self.slug or self.body or self.import_ref)

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
            return address_of_path(self.path)
        return address_of_path(Publication.current().article_path(self.slug, self.permalink_date))

    # Writing

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Settle what follows from what was written. What listens (search) joins the transaction."""
        is_new, settled = self.pk is None, self.settle()
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, *settled}
        with transaction.atomic():
            Redirect.objects.leave_address_of(self)
            super().save(*args, **kwargs)
            body_media.keep_inline(self, is_new=is_new)

    def settle(self, among: body_media.Known | None = None) -> set[str]:
        """Derive what follows from what was written; the names of the fields it may have changed.

        Of many posts at once (blog/together.py), `among` is what is known of all that their texts show.
        """
        self.settle_status()
        self.settle_address()
        self.render(among)
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

    def render(self, among: body_media.Known | None = None) -> None:
        """Keep the HTML, the plain text and what is counted from them."""
        self.language = self.language or Publication.current().language
        self.direction = rendering.text_direction(self.language)
        made = body_media.whole(self, among)
        self.body_html, self.body_text, self.minutes = made.html, made.text, made.minutes
        self.excerpt = self.standfirst or self.teaser(made.beginning) or made.beginning

    def publish(self) -> None:
        """Show it to readers now, or at `publish_at` if that is still to come."""
        self.status = Status.PUBLISHED
        self.save()

    def withdraw(self, to: Status = Status.WITHDRAWN) -> None:
        """Take it from the site, perhaps to the trash; its address and replies are kept."""
        self.status = to
        self.save()
