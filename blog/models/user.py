"""Who logs in (User), and whose name stands over an article (Author): not the same thing."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.converters import address_below
from blog.models.imported import Imported
from blog.models.slugs import SlugField, free_slug, slug_from


class User(AbstractUser):
    """Somebody who works in the admin."""

    is_demonstration = models.BooleanField(
        _("demonstration login"),
        default=False,
        help_text=_("Works only from this machine, and only while the site is not public."),
    )

    class Meta(AbstractUser.Meta):
        pass

    def byline(self) -> "Author":
        """The author this user writes under, made when it is first needed."""
        author = Author.objects.filter(user=self).first()
        if author is None:
            name = self.get_full_name() or self.get_username()
            slug = free_slug(slug_from(name, fallback="author"), Author.objects.all())
            author = Author.objects.create(user=self, name=name, slug=slug)
        return author


class Author(Imported):
    """A byline. It may belong to a login, or to somebody who never had one."""

    name = models.CharField(_("name"), max_length=255)
    slug = SlugField(_("slug"), unique=True)
    about = models.TextField(_("about"), blank=True, help_text=_("A few plain sentences."))
    website = models.URLField(_("website"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Never shown."))
    portrait = models.ForeignKey(
        "blog.Image", verbose_name=_("portrait"), null=True, blank=True, on_delete=models.SET_NULL
    )
    user = models.OneToOneField(
        User,
        verbose_name=_("login"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
        help_text=_("Whoever logs in as this user writes under this byline."),
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_below("author", self.slug)
