"""Where a row came from, for everything that can be brought in from another system."""

from django.db import models


class Imported(models.Model):
    """Remembers the source of a row, so that an import can be repeated and old addresses answered."""

    import_ref = models.CharField(
        max_length=300,
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="What the source calls it, for example wordpress:blog.example.org:post:123.",
    )
    legacy_id = models.PositiveBigIntegerField(
        null=True, blank=True, db_index=True, editable=False, help_text="Its number there, as in ?p=123."
    )
    import_data = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="What the source said of it that has no column here.",
    )

    class Meta:
        abstract = True

    def teaser(self, beginning: str) -> str:
        """The words that lists showed where it came from, as long as its text begins so."""
        words, first = str(self.import_data.get("teaser", "")), beginning.removesuffix("…")
        return words if words.startswith(first) or first.startswith(words) else ""
