"""Menus: lines, and lines under lines, each menu from its own items."""

from dataclasses import asdict
from typing import Any

from django.db import transaction

from blog.models import Category, MenuItem, Post, Tag
from wordpress.ledger import Outcome, Reason, Target
from wordpress.models import Kept
from wordpress.reader import Item
from wordpress.rowvalues import in_columns
from wordpress.vocabulary import MENU_LINE

from . import own
from .fingerprints import mark
from .keeping import plain
from .library import Asking
from .run import Run, changed, kept_raw, words
from .terms import Terms

HEADER = ("primary", "main", "header", "top", "nav", "menu-1", "haupt", "principal")
FOOTER = ("footer", "bottom", "legal", "secondary")
WEB = ("/", "https://", "http://", "mailto:")
ASIDE = "two menus are shown here, at the top and at the foot; this one is kept aside, see Menus"
LEVELS = 2  # that readers are shown
LINE_COLUMNS = ("place", "label", "category_id", "page_id", "post_id", "url", "position")


class Menus:
    """The menus of one export. The file does not say where they stood: their names are asked."""

    def __init__(self, run: Run, terms: Terms) -> None:
        self.run, self.terms = run, terms
        self.library = Asking(run)
        self.names = terms.names_of("nav_menu")
        self.taken = set(MenuItem.objects.order_by().values_list("place", flat=True).distinct())

    def take(self, items: list[Item]) -> None:
        """All lines of all menus."""
        menus: dict[str, list[Item]] = {}
        for item in sorted(items, key=lambda item: item.menu_order):
            term = next(iter(item.term_pairs("nav_menu")), None)
            slug = term.slug or term.name if term else ""
            menus.setdefault(slug, []).append(item)
            self.names.setdefault(slug, words(term.name) if term else "")
        for slug, lines in menus.items():
            with transaction.atomic(), self.run.ledger.attempt():
                self._menu(slug, lines)
                self.run.ledger.flush()

    def _menu(self, slug: str, items: list[Item]) -> None:
        ref = self.run.source.ref("nav_menu", f"{slug}#lines")
        said = mark(*(plain(asdict(item)) for item in items))
        here = Kept.objects.filter(import_ref=ref).first()
        known = self.run.last_seen(ref, here.data if here else {})
        if known == said:
            return self._account(items, Outcome.UNCHANGED, {})
        if here and made_of(here.data["lines"]) != here.data["made"]:
            return self._account(items, Outcome.EDITED_HERE, {})
        place = str(here.data["place"]) if here else self._own_place(slug, items) or self._place(slug)
        self.run.note_seen(ref, said)
        lines, reasons = self._lines(items, place)
        above = nesting(items, lines, reasons)
        keys: dict[int, int] = {}
        if self.run.write:
            old = here.data["lines"] if here else []
            rows = self._write(slug, lines, above, old)
            keys = {position: line.pk for position, line in lines.items()}
            data = {"seen": said, "made": made_of(rows), "lines": rows, "place": place, "slug": slug}
            self._keep(ref, slug, data | {"items": plain([asdict(item) for item in items])})
        outcome = Outcome.UPDATED if known is not None else Outcome.CREATED
        self._account(items, outcome, reasons, keys)

    def _place(self, slug: str) -> str:
        """Under the nameplate or at the foot by its name, if nothing stands there; else kept aside."""
        said = f"{slug} {self.names.get(slug, '')}".casefold()
        for place, signs in ((MenuItem.Place.FOOTER, FOOTER), (MenuItem.Place.HEADER, HEADER)):
            if any(sign in said for sign in signs) and place not in self.taken:
                self.taken.add(place)
                return place
        if len(self.names) == 1 and MenuItem.Place.HEADER not in self.taken:
            self.taken.add(MenuItem.Place.HEADER)
            return str(MenuItem.Place.HEADER)
        return str(MenuItem.Place.SPARE)

    def _own_place(self, slug: str, items: list[Item]) -> str:
        """Where a menu of ours stood, if nothing stands there now; else empty."""
        is_free = slug in MenuItem.Place.values and slug not in self.taken
        return slug if is_free and any(own.is_ours(item.meta) for item in items) else ""

    def _lines(self, items: list[Item], place: str) -> tuple[dict[int, MenuItem], dict[int, list[Reason]]]:
        """A line for each item that leads somewhere, by the item's place in the list."""
        lines: dict[int, MenuItem] = {}
        reasons: dict[int, list[Reason]] = {}
        for position, item in enumerate(items):
            target = self._target(item)
            label = words(item.title)[:255]
            if target is None and not label:
                reasons[position] = [kept_raw("what it leads to is not in the file; the line itself is kept")]
                continue
            reasons[position] = []
            if target is None:
                reasons[position].append(changed(nowhere(item)))
            if place == MenuItem.Place.SPARE:
                reasons[position].append(changed(ASIDE))
            line = MenuItem(place=place, label=label, position=position, **(target or {}))
            said = own.one(item.meta, MENU_LINE)
            for name, value in in_columns(MenuItem, said).items() if isinstance(said, dict) else ():
                setattr(line, name, value)
            line.position = line.position if said is None else int(said.get("position", 0))
            lines[position] = line
        return lines, reasons

    def _target(self, item: Item) -> dict[str, Any] | None:
        """What the line leads to, as columns of `MenuItem`."""
        kind, number = item.meta_value("_menu_item_type"), item.meta_value("_menu_item_object_id").strip()
        key = int(number) if number.isdecimal() else 0
        if kind == "taxonomy":
            return self._term(key)
        if kind == "post_type":
            return self._post(key)
        url = item.meta_value("_menu_item_url").strip()
        if not url or url == "#":
            return None
        address = self.library.new_address(url) or url
        is_good = address.startswith(WEB)
        return {"url": address[:2000]} if is_good else None

    def _term(self, number: int) -> dict[str, Any] | None:
        found = self.terms.row_of_number(number)
        if found is None:
            own = self.run.source.ref("", "").removesuffix("::") + ":"
            row = Category.objects.filter(legacy_id=number, import_ref__startswith=own).first()
            return {"category_id": row.pk} if row else None
        taxonomy, row_key = found
        if taxonomy == "category":
            return {"category_id": row_key}
        tag = Tag.objects.filter(pk=row_key).first()
        return {"url": tag.get_absolute_url() if tag else "/"}

    def _post(self, number: int) -> dict[str, Any] | None:
        ref = self.run.source.ref("post", number)
        row = Post.everything.filter(import_ref=ref).only("pk", "kind").first()
        if row is None:
            return {"page_id": 0} if not self.run.write and self.run.holds(ref) else None
        return {"page_id": row.pk} if row.kind == Post.Kind.PAGE else {"post_id": row.pk}

    def _write(
        self, slug: str, lines: dict[int, MenuItem], above: dict[int, int], old: list[int]
    ) -> list[int]:
        """The rows, each under the one above it, in place of old ones; the keys of all."""
        MenuItem.objects.filter(pk__in=old).delete()
        is_spare = any(line.place == MenuItem.Place.SPARE for line in lines.values()) and slug != "spare"
        top = self._heading(slug) if is_spare else None
        MenuItem.objects.bulk_create(lines.values())
        for position, line in lines.items():
            line.parent = lines[above[position]] if position in above else top
        MenuItem.objects.bulk_update(lines.values(), ["parent"])
        return [line.pk for line in lines.values()] + ([top.pk] if top else [])

    def _keep(self, ref: str, slug: str, data: dict[str, Any]) -> None:
        title = self.names.get(slug, slug)[:200]
        Kept.objects.update_or_create(import_ref=ref, defaults={"kind": "menu", "title": title, "data": data})

    def _heading(self, slug: str) -> MenuItem:
        """Menus that are kept aside stand under their names."""
        name = self.names.get(slug, slug)[:255] or "Menu"
        return MenuItem.objects.create(place=MenuItem.Place.SPARE, label=name)

    def _account(
        self,
        items: list[Item],
        outcome: Outcome,
        reasons: dict[int, list[Reason]],
        keys: dict[int, int] | None = None,
    ) -> None:
        for position, item in enumerate(items):
            key = (keys or {}).get(position)
            self.run.ledger.came(
                "menu item",
                outcome,
                self.run.ref(item),
                words(item.title) or led_to(item),
                reasons=reasons.get(position, []),
                target=Target("blog.menuitem", key) if key else None,
            )


def led_to(item: Item) -> str:
    """What stands for a line that has no words of its own: `page 12`."""
    return f"{item.meta_value('_menu_item_object')} {item.meta_value('_menu_item_object_id')}".strip()


def nowhere(item: Item) -> str:
    """Why a line leads nowhere, so that only its words stand."""
    url = item.meta_value("_menu_item_url").strip()
    if item.meta_value("_menu_item_type") in {"custom", ""} and url:
        return f"its address “{url[:200]}” is none of a page; only its words stand"
    return "what it leads to is not in the file; only its words stand"


def nesting(
    items: list[Item], lines: dict[int, MenuItem], reasons: dict[int, list[Reason]]
) -> dict[int, int]:
    """The place of the line above each that has one; a circle is cut where it is met first."""
    numbers = {items[position].id: position for position in lines}
    above: dict[int, int] = {}
    for position in lines:
        said = items[position].meta_value("_menu_item_menu_item_parent").strip()
        if not said.isdecimal() or int(said) == 0:
            continue
        wanted = numbers.get(int(said))
        if wanted is None:
            reasons[position].append(changed("the line above it is not in the file; it stands at the top"))
        elif position in line_up(wanted, above):
            reasons[position].append(changed("in the file it is below itself; it stands at the top"))
        else:
            above[position] = wanted
    for position in above:
        if lines[position].place != MenuItem.Place.SPARE and len(line_up(position, above)) > LEVELS:
            reasons[position].append(changed("a menu has two levels here; it stands on the second"))
    return above


def line_up(position: int, above: dict[int, int]) -> list[int]:
    """The line itself and those above it."""
    line = [position]
    while line[-1] in above:
        line.append(above[line[-1]])
    return line


def made_of(keys: list[int]) -> str:
    """What the lines are now; what is gone makes a difference too."""
    rows = MenuItem.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "parent_id", *LINE_COLUMNS)
    return mark(*rows)
