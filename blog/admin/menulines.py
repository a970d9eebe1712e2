"""Lines of a menu as an editor arranges them: between rows of the database, the form and what readers see.

A line's depth is all that says under which it stands, so no circle can come about."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from blog.admin.arranging import moved
from blog.menu import Target
from blog.models import Category, MenuItem, Page, Post

MODELS: dict[str, Any] = {"category": Category.objects, "page": Page.objects, "post": Post.objects}
KINDS = {
    "category": gettext_lazy("category"),
    "page": gettext_lazy("page"),
    "post": gettext_lazy("article"),
    "url": gettext_lazy("address"),
    "words": gettext_lazy("only words"),
}


@dataclass
class Line:
    """One line as the form holds it. `row` is the category, page or article that it leads to, if it is one of
    those; `is_shown` is whether readers can see that."""

    kind: str
    key: int = 0
    label: str = ""
    url: str = ""
    depth: int = 0
    row: Any = None
    is_shown: bool = True
    error: str = ""

    @property
    def target(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def name(self) -> str:
        """What readers read."""
        return self.label or (str(self.row) if self.row else self.url)

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])

    @property
    def address(self) -> str:
        return self.row.get_absolute_url() if self.row else self.url

    def item(self, place: str, position: int) -> MenuItem:
        """The row of the database that it becomes. Raises ValidationError with sentences."""
        item = MenuItem(place=place, position=position, label=self.label, url=self.url)
        if self.row:
            setattr(item, f"{self.kind}_id", self.row.pk)
        item.clean_fields(exclude=["publication", "parent", "category", "page", "post"])
        item.clean()
        return item


# Between rows of the database, lines of the form and what readers see


def in_reading_order(items: list[MenuItem]) -> list[MenuItem]:
    """Each line followed by those under it; those whose upper line stands elsewhere count as first."""
    keys = {item.pk for item in items}
    first = [item for item in items if item.parent_id not in keys or item.parent_id == item.pk]
    ordered = [each for top in first for each in (top, *(item for item in items if item.parent_id == top.pk))]
    return [*ordered, *(item for item in items if item not in ordered)]


def line_of(item: MenuItem) -> Line:
    kind = next((kind for kind in MODELS if getattr(item, f"{kind}_id")), "url" if item.url else "words")
    key = getattr(item, f"{kind}_id", 0) or 0
    return Line(kind, key, item.label, item.url, int(item.parent_id is not None))


def resolved(lines: list[Line]) -> list[Line]:
    """Lines with what they lead to, in a query or two a kind; without those whose target is gone for good."""
    for kind, rows in MODELS.items():
        wanted = [line for line in lines if line.kind == kind]
        found = rows.in_bulk([line.key for line in wanted])
        posts = [] if kind == "category" else list(found)
        seen = set(rows.published().of_keys(posts).values_list("pk", flat=True)) if posts else set()
        for line in wanted:
            line.row, line.is_shown = found.get(line.key), kind == "category" or line.key in seen
    return [line for line in lines if line.row or line.kind not in MODELS]


def targets(lines: list[Line]) -> list[Target]:
    """Lines as readers' pages take them."""
    made: list[Target] = []
    top = None
    for number, line in enumerate(lines, start=1):
        made.append(Target(line.name, line.address, number, top if line.depth else None))
        top = top if line.depth else number
    return made


# What buttons do


def settled(lines: list[Line]) -> list[Line]:
    """The first line stands under nothing."""
    if lines:
        lines[0].depth = 0
    return lines


def block(lines: list[Line], place: int) -> int:
    """How many lines move with the one at `place`: itself and those under it."""
    end = place + 1
    while end < len(lines) and lines[end].depth > lines[place].depth:
        end += 1
    return end - place


def up(lines: list[Line], place: int) -> list[Line]:
    """A line goes before the one above it; one of the first level takes those under it along."""
    to = place - 1
    while to > 0 and lines[to].depth > lines[place].depth:
        to -= 1
    return shifted(lines, place, max(to, 0))


def down(lines: list[Line], place: int) -> list[Line]:
    """A line goes behind the next one of its level, or into the next list."""
    after = place + block(lines, place)
    if after >= len(lines):
        return lines
    return shifted(
        lines, place, place + (block(lines, after) if lines[place].depth == lines[after].depth else 1)
    )


def shifted(lines: list[Line], place: int, to: int) -> list[Line]:
    """`lines` with the block at `place` put so that it begins at `to`."""
    size = block(lines, place)
    taken, rest = lines[place : place + size], [*lines[:place], *lines[place + size :]]
    return [*rest[:to], *taken, *rest[to:]]


def inwards(lines: list[Line], place: int) -> list[Line]:
    """Under the line above; what stood under it stands beside it there."""
    lines[place].depth = int(place > 0)
    return lines


def outwards(lines: list[Line], place: int) -> list[Line]:
    """Back to the first level, behind the list it stood in."""
    end = place + 1
    while end < len(lines) and lines[end].depth:
        end += 1
    lines = moved(lines, place, end - 1)
    lines[end - 1].depth = 0
    return lines


VERBS = {"up": up, "down": down, "in": inwards, "out": outwards}
