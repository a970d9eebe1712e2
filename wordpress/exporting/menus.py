"""Lines of the menus as WordPress's menu items."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from blog.models import MenuItem
from wordpress.rowvalues import values_of
from wordpress.vocabulary import MENU_LINE, written

from .items import Item
from .markup import Pair, as_html, filed
from .numbers import Numbers
from .terms import menu_name
from .texts import absolute

NO_CLASSES = 'a:1:{i:0;s:0:"";}'  # an empty list, as PHP writes it


@dataclass(frozen=True)
class Menus:
    """Turns a line of a menu into an item."""

    numbers: Numbers
    now: datetime
    as_they_came: set[int]  # lines that go out as they came in

    def rows(self) -> Iterator[MenuItem]:
        """Lines above before lines below them."""
        rows = MenuItem.objects.exclude(pk__in=self.as_they_came)
        rows = rows.select_related("category", "page", "post", "parent")
        yield from rows.order_by("place", "parent_id", "position", "pk")

    def item(self, line: MenuItem) -> Item:
        number = self.numbers.thing(line)
        return Item(
            number=number,
            type="nav_menu_item",
            title=as_html(line.label),
            link=absolute(line.get_absolute_url() or "/"),
            guid=absolute(f"/?p={number}"),
            status="publish",
            at=self.now,
            begun=self.now,
            modified=self.now,
            name=str(number),
            order=line.position + 1,
            terms=[filed("nav_menu", line.place, menu_name(line.place))],
            meta=[*self.wordpress_meta(line), (MENU_LINE, written(values_of(line)))],
        )

    def wordpress_meta(self, line: MenuItem) -> Iterator[Pair]:
        kind, thing, number = self.target(line)
        yield "_menu_item_type", kind
        yield "_menu_item_menu_item_parent", str(self.numbers.thing(line.parent) if line.parent else 0)
        yield "_menu_item_object_id", str(number)
        yield "_menu_item_object", thing
        yield "_menu_item_target", ""
        yield "_menu_item_classes", NO_CLASSES
        yield "_menu_item_xfn", ""
        yield "_menu_item_url", "" if kind != "custom" else absolute(line.url) or "#"

    def target(self, line: MenuItem) -> tuple[str, str, int]:
        """Kind, what it leads to, and its number."""
        if line.category is not None:
            return "taxonomy", "category", self.numbers.term(line.category)
        for name in ("page", "post"):
            if row := getattr(line, name):
                return "post_type", name, self.numbers.thing(row)
        return "custom", "custom", self.numbers.thing(line)
