"""Questions that the admin's list of posts asks; none reads more rows than it must, thanks to an index."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.functions import Coalesce

from blog.models.byline import PostAuthor
from blog.models.scope import ScopedQuerySet

if TYPE_CHECKING:
    from blog.models.post import Post  # noqa: F401 (in quotation marks below)

# Whether public lists hold it, now or once its time has come; by visibility.py's states.
LISTED: dict[str, Any] = {
    "expression": models.Q(status__in=["published", "scheduled"], visibility="public"),
    "output_field": models.BooleanField(),
    "db_persist": True,
}
# By publication, and what has no date yet by its last change; two indexes of Post hold it.
LISTED_AT = Coalesce("publish_at", "modified_at")


class ListedQuerySet(ScopedQuerySet["Post"]):
    """The part of PostQuerySet that lists and counts for the admin."""

    def listed_between(self, start: datetime, end: datetime) -> Self:
        """Those whose date in the admin's list is from `start` on and before `end`."""
        return self.alias(listed_at=LISTED_AT).filter(listed_at__gte=start, listed_at__lt=end)

    def listed_before(self, moment: datetime) -> Self:
        """Those whose date in the admin's list is before that."""
        return self.alias(listed_at=LISTED_AT).filter(listed_at__lt=moment)

    def count_by_status(self) -> dict[str, int]:
        """How many stand at each state, in one query."""
        counted = self.order_by().values_list("status").annotate(number=models.Count("pk"))
        return dict(counted)

    def first_and_last_day(self) -> tuple[date | None, date | None]:
        """The first and the last date in an address, each from one end of an index."""
        dated = self.filter(permalink_date__isnull=False).order_by("permalink_date")
        days = dated.values_list("permalink_date", flat=True)
        return days.first(), days.last()

    def in_category_named(self, words: str) -> Self:
        """Filed under any category whose name holds the words."""
        filed = self.model.categories.through.objects.filter(category__name__icontains=words)
        return self.filter(pk__in=filed.values("post_id"))

    def by_author_named(self, words: str) -> Self:
        """Under any byline that holds the words."""
        return self.filter(pk__in=PostAuthor.objects.filter(author__name__icontains=words).values("post_id"))
