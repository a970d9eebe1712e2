"""What imports keep besides the rows that they make."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptQuerySet(models.QuerySet["Kept"]):
    """Questions about many kept things."""

    def terms_of(self, source: str) -> Self:
        """Terms of a site that is called so in imports."""
        return self.filter(kind="term", import_ref__startswith=f"wordpress:{source}:")

    def as_tags(self) -> Self:
        """Terms that came in as tags."""
        return self.filter(kind="term").exclude(tag=None)


class Kept(models.Model):
    """A thing of the source that has no place here (a plug-in's form, a shop's order), whole, so that nothing
    is lost: exports write it out again."""

    import_ref = models.CharField(_("there"), max_length=300, unique=True)
    kind = models.CharField(_("kind"), max_length=60, db_index=True)
    title = models.CharField(_("title"), max_length=200)
    data = models.JSONField(default=dict)  # wordpress.importing.keeping says what
    tag = models.ForeignKey("blog.Tag", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept thing of an import")
        verbose_name_plural = _("kept things of imports")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"


class LooseEnd(models.Model):
    """Something imported speaks of another thing that was not in its file; a later file may bring it."""

    class Place(models.TextChoices):
        FEATURED = "featured", _("featured image")
        PARENT = "parent", _("parent page")
        TEXT = "text", _("text")

    wanted = models.CharField(max_length=300, db_index=True)  # what it will be called
    holder = models.CharField(max_length=300, db_index=True)  # what speaks of it
    place = models.CharField(max_length=8, choices=Place.choices)

    class Meta:
        verbose_name = _("loose end of an import")
        verbose_name_plural = _("loose ends of imports")
        constraints = [
            models.UniqueConstraint(fields=["wanted", "holder", "place"], name="one_loose_end_once")
        ]

    def __str__(self) -> str:
        return f"{self.holder} wants {self.wanted}"
