"""WordPress's numbers for our rows: the one that a row had there, else one that no other has.

Posts, pages, files and lines of menus share one row of numbers in WordPress, categories and tags another. A
new number follows from the row's key, so nothing has to be remembered and an export made again says the same.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Model

from blog.models import Attachment, Author, Category, Image, MenuItem, Post, Tag
from comments.models import Reply

LARGEST = 2**53  # beyond it a number that another tool wrote is not kept: programs would round it
STRIDE = 8


@dataclass
class Series:
    """One row of numbers for several models; `first` is the first that no row had before."""

    models: tuple[type[Model], ...]
    first: int = 1
    # Numbers that several rows had, of a model by its place where rows of others do not count.
    owners: dict[tuple[int | None, int], tuple[int, int]] = field(default_factory=dict)
    apart: bool = False  # rows of different models may share a number

    @classmethod
    def of(cls, *models: type[Model], apart: bool = False) -> "Series":
        """Ask which numbers rows had before, and which of these more than one row had."""
        series, seen, highest = cls(models, apart=apart), Counter[int](), 0
        imported = [model for model in models if hasattr(model, "legacy_id")]
        for model in imported:
            rows = model._base_manager.filter(legacy_id__gt=0, legacy_id__lt=LARGEST)
            highest = max(highest, rows.aggregate(top=Max("legacy_id"))["top"] or 0)
            own = rows.values("legacy_id").annotate(many=Count("pk")).order_by()
            seen.update({row["legacy_id"]: row["many"] for row in own.filter(many__gt=1)})
            others = [other for other in imported if other is not model and not apart]
            for other in others:
                shared = rows.filter(legacy_id__in=other._base_manager.values("legacy_id"))
                seen.update(shared.values_list("legacy_id", flat=True))
        series.first = highest + 1
        places = range(len(models)) if apart else [None]
        series.owners = {
            (place, number): found
            for number, many in seen.items()
            for place in places
            if many and (found := series.owner(number, place))
        }
        return series

    def owner(self, number: int, only: int | None) -> tuple[int, int] | None:
        """The first of the rows that had it, of `only` one of the models: the model's place and the key."""
        for place, model in enumerate(self.models):
            if hasattr(model, "legacy_id") and only in {None, place}:
                found = model._base_manager.filter(legacy_id=number).order_by("pk").first()
                if found is not None:
                    return place, found.pk
        return None

    def number(self, model: type[Model], pk: int, before: int | None) -> int:
        """The row's number; `before` is what it had in WordPress."""
        place = self.models.index(model)
        key = (place if self.apart else None, before or 0)
        if before and 0 < before < LARGEST and self.owners.get(key, (place, pk)) == (place, pk):
            return before
        return self.first + STRIDE * pk + place

    def further(self, key: int) -> int:
        """A number for something else that has a key of its own."""
        return self.first + STRIDE * key + STRIDE - 1


class Numbers:
    """The numbers of everything in one export."""

    def __init__(self) -> None:
        self.things = Series.of(Post, Image, Attachment, MenuItem)
        # As in WordPress before 4.2, where a category and a tag of one name were one term.
        self.terms = Series.of(Category, Tag, apart=True)
        self.people = Series.of(Author)
        self.replies = Series.of(Reply)

    def thing(self, row: Any) -> int:
        """Of a post, page, picture, file or line of a menu."""
        model = Post if isinstance(row, Post) else type(row)
        return self.things.number(model, row.pk, getattr(row, "legacy_id", None))

    def term(self, row: Category | Tag) -> int:
        return self.terms.number(type(row), row.pk, row.legacy_id)

    def menu(self, place: int) -> int:
        """Of the menu that is the first, second … of them."""
        return self.terms.further(place)

    def person(self, row: Author) -> int:
        return self.people.number(Author, row.pk, row.legacy_id)

    def profile(self, row: Author) -> int:
        """Of the item that tells about an author."""
        return self.things.further(row.pk)

    def reply(self, pk: int, legacy_id: int | None) -> int:
        return self.replies.number(Reply, pk, legacy_id)
