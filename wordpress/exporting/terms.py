"""The category tree, the tags and the menus as terms."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext as _

from blog.models import Category, MenuItem, Redirect, Tag
from wordpress import saidcolumns
from wordpress.importing.run import words
from wordpress.importing.source import own_slug
from wordpress.rowvalues import values_of
from wordpress.vocabulary import OLD_PATHS, own, written

from .brought import Brought
from .keptmeta import imported
from .markup import Pair, as_html, filed, meta, plain, section
from .numbers import Numbers
from .texts import wordpress_slug

MENUS: dict[str, int] = {place: number for number, place in enumerate(MenuItem.Place.values)}


class Terms:
    """Categories are few and are read once; tags are read as they are written."""

    def __init__(self, numbers: Numbers, as_they_came: Collection[int]) -> None:
        self.numbers, self.as_they_came = numbers, as_they_came
        self.categories = {row.pk: row for row in Category.objects.order_by("path")}
        self.nicenames, self.brought = self._nicenames(), Brought()

    def _nicenames(self) -> dict[int, str]:
        """By key. Slugs are unique among siblings here, over all in WordPress."""
        taken: set[str] = set()
        names: dict[int, str] = {}
        for row in self.categories.values():
            wanted = row.slug if row.slug not in taken else row.path.replace("/", "-")
            name = wanted if wanted not in taken else f"{wanted}-{row.pk}"
            taken.add(name)
            names[row.pk] = name
        return names

    def head(self) -> Iterator[str]:
        """Categories from the root down, tags, menus."""
        for category in self.ordered():
            yield from self.category(category)
        for tag in Tag.objects.exclude(pk__in=self.brought.only_terms).order_by("pk").iterator(500):
            yield from self.tag(tag)
        lines = MenuItem.objects.exclude(pk__in=self.as_they_came)
        for place in sorted(set(lines.values_list("place", flat=True))):
            yield self.menu(place)

    def ordered(self) -> list[Category]:
        """Parents before their children; and before a category the one whose slug is the other's name.

        WordPress's importer looks whether a slug is there already, and takes a name for it: after a category
        that is called “Deep” it would pass over “deep”."""
        by_slug = {self.nicenames[row.pk]: row for row in self.categories.values()}
        found: dict[int, Category] = {}
        begun: set[int] = set()

        def visit(row: Category | None) -> None:
            if row is None or row.pk in begun:
                return
            begun.add(row.pk)
            visit(self.categories.get(row.parent_id or 0))
            visit(by_slug.get(folded(row.name)))
            found[row.pk] = row

        for row in sorted(self.categories.values(), key=lambda row: row.path.count("/")):
            visit(row)
        return list(found.values())

    def category(self, row: Category) -> Iterator[str]:
        parent = self.nicenames.get(row.parent_id or 0, "")
        yield "\t<wp:category>" + "".join(
            (
                plain("wp:term_id", self.numbers.term(row)),
                section("wp:category_nicename", wordpress_slug(self.nicenames[row.pk])),
                section("wp:category_parent", wordpress_slug(parent)),
                section("wp:cat_name", as_html(row.name)),
                section("wp:category_description", as_html(row.description)),
            )
        )
        yield from closed("wp:category", self.pairs(row))

    def tag(self, row: Tag) -> Iterator[str]:
        yield "\t<wp:tag>" + "".join(
            (
                plain("wp:term_id", self.numbers.term(row)),
                section("wp:tag_slug", nicename_of(row)),
                section("wp:tag_name", as_html(name_of(row))),
                section("wp:tag_description", as_html(row.description)),
            )
        )
        yield from closed("wp:tag", self.pairs(row))

    def pairs(self, row: Category | Tag) -> list[Pair]:
        """What WordPress kept with it, then what only we know of it."""
        theirs = [(str(key), str(value)) for key, value in row.import_data.get("meta", [])]
        kept = list(theirs)
        said = values_of(row, besides=saidcolumns.TERM)
        if isinstance(row, Category):
            if self.nicenames[row.pk] != row.slug:
                said["slug"] = row.slug
            old = list(
                Redirect.objects.filter(category=row).order_by("pk").values_list("old_path", flat=True)
            )
            kept += [(OLD_PATHS, written(old))] if old else []
        kept += [(own(name), written(value)) for name, value in said.items()]
        return [*kept, *imported(row.import_data, theirs)]

    def menu(self, place: str) -> str:
        fields = (
            plain("wp:term_id", self.numbers.menu(MENUS[place])),
            section("wp:term_taxonomy", "nav_menu"),
            section("wp:term_slug", place),
            section("wp:term_parent", ""),
            section("wp:term_name", menu_name(place)),
        )
        return f"\t<wp:term>{''.join(fields)}</wp:term>\n"

    def lines(self, categories: Iterable[int], tags: Iterable[Tag]) -> Iterator[str]:
        """Of an item: what it is filed under."""
        for key in categories:
            yield filed("category", wordpress_slug(self.nicenames[key]), self.categories[key].name)
        for tag in tags:
            yield filed("post_tag", nicename_of(tag), name_of(tag))


def nicename_of(tag: Tag) -> str:
    """Its slug, or the one that it came with and that cannot be an address here."""
    said = str(tag.import_data.get("slug") or "")
    is_that = said and "taxonomy" not in tag.import_data and own_slug(said, tag.name, "tag") == tag.slug
    return said if is_that else wordpress_slug(tag.slug)


def name_of(tag: Tag) -> str:
    """Its name, or the one that it shared with another, which was told apart here by its slug."""
    said = words(str(tag.import_data.get("name") or ""))
    return said if said and tag.name.startswith(f"{said} ({tag.slug[:14]})") else tag.name


def menu_name(place: str) -> str:
    names = {"header": _("Under the nameplate"), "footer": _("At the foot"), "spare": _("Kept aside")}
    return names.get(place, place)


def folded(name: str) -> str:
    """A name as MariaDB compares it: without case and accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if letter.isascii()).casefold()


def closed(name: str, pairs: list[Pair]) -> Iterator[str]:
    """The end of a term, after what is kept with it."""
    yield "".join(meta(pairs, "wp:termmeta")).replace("\n\t", "").strip("\t\n")
    yield f"</{name}>\n"
