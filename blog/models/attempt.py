"""How often somebody has tried something lately: the memory of `blog.limits`."""

from django.db import models


class Attempt(models.Model):
    """One counter. What and whose it is stands there only as a keyed hash, so no address is kept."""

    bucket = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.bucket[:8]}: {self.count}"
