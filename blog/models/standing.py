"""What is kept, not counted, about rows: how many there are at each state, month by month. The database keeps
it itself (blog/shelves/tallies.py); a kind may have several rows, which add up."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Sum

from blog.models.visibility import Status


class StandingQuerySet(models.QuerySet[Any]):
    """Sums of kept numbers, of whatever kinds are left."""

    def of_model(self, model: type[models.Model]) -> Self:
        """Articles, or pages."""
        return self.filter(kind="page" if model.__name__ == "Page" else "post")

    def with_status(self, status: str) -> Self:
        return self.filter(status=status)

    def kept(self) -> Self:
        """All but the trash."""
        return self.exclude(status=Status.TRASH)

    def by_status(self) -> dict[str, int]:
        return dict(self.order_by().values_list("status").annotate(total=Sum("number")))

    def by_month(self) -> list[tuple[date, int]]:
        """The newest month first."""
        rows = self.order_by("-month").values_list("month").annotate(total=Sum("number"))
        return [(month, total) for month, total in rows if total]


class Standing(models.Model):
    """So many rows of a kind."""

    month = models.DateField(primary_key=True)  # no key: nothing asks for one row
    number = models.IntegerField()

    objects = StandingQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.month}: {self.number}"


class PostStanding(Standing):
    """Articles and pages by state, and the month by which the admin lists them."""

    kind = models.CharField(max_length=4)
    status = models.CharField(max_length=10)

    class Meta(Standing.Meta):
        abstract = False
        managed = False
        db_table = "blog_standing"
