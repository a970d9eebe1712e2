"""Where everything will live, settled before anything is written: slugs, paths of pages, new addresses.

Links inside of texts can then lead to the new address at once, whatever stands later in the file, and a look
(`--dry-run`) finds the same as the import itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from django.db.models import F

from blog.converters import address_of_path
from blog.models import Post, Publication
from blog.models.slugs import SLUG_LENGTH
from wordpress.importing.spool import Row, Spool, Stage, day_of

AT_ONCE = 400
LONGEST_PATH = 800
Here = dict[str, tuple[str, str]]  # ref: slug and path of the row


@dataclass(frozen=True)
class Place:
    """A page on its way into the tree: its row in the spool and how deep it stands."""

    row: Row
    depth: int
    above: str  # the ref of the page above it; empty at the top


class Planning:
    """One source's plan, in its scratch file."""

    def __init__(self, spool: Spool) -> None:
        self.spool, self.scratch = spool, spool.scratch
        self.publication = Publication.current()

    def plan(self) -> None:
        """Articles, then pages from the top of their tree down."""
        self.scratch.database.execute("BEGIN")
        for rows in chunks(self.spool.rows(Stage.ARTICLE)):
            self._articles(rows)
        self._pages()
        self.scratch.database.execute("COMMIT")

    # Articles

    def _articles(self, rows: list[Row]) -> None:
        here, taken = self._here(rows), self._taken(rows)
        for row in rows:
            slug = self._slug(row, here.get(row.ref), taken)
            self.scratch.plan(row.ref, slug, "")
            day = day_of(row)
            self._lead(row, self.publication.article_path(slug, day) if slug else "")

    def _here(self, rows: list[Row]) -> dict[str, tuple[str, str, str]]:
        """Of those that are here: slug, path, and the slug that the export gave when they came in."""
        found = Post.everything.filter(import_ref__in=[row.ref for row in rows]).order_by()
        wanted = found.values_list("import_ref", "slug", "path", "import_data__wanted")
        return {str(ref): (slug, path, str(said or "")) for ref, slug, path, said in wanted}

    def _taken(self, rows: list[Row]) -> dict[str, str]:
        """Slugs of articles that rows hold already, and what those rows are called."""
        wanted = [row.wanted for row in rows if row.wanted]
        return dict(Post.objects.filter(slug__in=wanted).values_list("slug", F("import_ref")))

    def _slug(self, row: Row, here: tuple[str, str, str] | None, taken: dict[str, str]) -> str:
        """The row's own slug while the export gives the same as before; else the first that is free."""
        if here and here[2] == row.wanted:
            self.scratch.claim_path(here[0], row.ref)
            return here[0]
        if not row.wanted:
            return ""
        is_free = row.wanted not in taken or taken[row.wanted] == row.ref
        if is_free and self.scratch.claim_path(row.wanted, row.ref):
            return row.wanted
        return next(slug for slug in numbered(row.wanted) if self._is_free(slug, row.ref))

    def _is_free(self, slug: str, ref: str) -> bool:
        rivals = Post.objects.filter(slug=slug).exclude(import_ref=ref)
        return not rivals.exists() and self.scratch.claim_path(slug, ref)

    # Pages

    def _pages(self) -> None:
        """Pages whose parent is not in the file (or is among their own children) stand at the top."""
        rows = list(self.spool.rows(Stage.PAGE))
        places = tree(rows)
        depths: dict[int, int] = {}
        numbers = {row.number for row in rows if row.number is not None}
        for place in places:
            depths[place.row.n] = place.depth
            if place.row.parent in numbers and not place.above:
                self.spool.cut.add(place.row.ref)
        self.spool.set_depths(depths)
        for some in chunks(places):
            self._place(some)

    def _place(self, places: list[Place]) -> None:
        rows = [place.row for place in places]
        here = self._here(rows)
        outside = self._outside(places)
        for place in places:
            row, known = place.row, here.get(place.row.ref)
            above = self._path_above(place, outside)
            if known and known[2] == row.wanted:
                slug = known[0]
                self.scratch.claim_path(f"page:{known[1]}", row.ref)
                path = known[1]
            else:
                slug = self._page_slug(row, above)
                path = f"{above}/{slug}" if above and slug else slug
            self.scratch.plan(row.ref, slug, path)
            self._lead(row, path)

    def _outside(self, places: list[Place]) -> dict[str, str]:
        """Paths of parents that an earlier file has brought, by what they are called."""
        wanted = {
            self.spool.source.ref("post", place.row.parent)
            for place in places
            if place.row.parent and not place.above
        }
        rows = Post.everything.filter(import_ref__in=wanted, kind=Post.Kind.PAGE)
        return {str(ref): path for ref, path in rows.values_list("import_ref", "path")}

    def _path_above(self, place: Place, outside: dict[str, str]) -> str:
        if place.above:
            planned = self.scratch.planned(place.above)
            return planned[1] if planned else ""
        ref = self.spool.source.ref("post", place.row.parent) if place.row.parent else ""
        return outside.get(ref, "")

    def _page_slug(self, row: Row, above: str) -> str:
        if not row.wanted:
            return ""
        for slug in chain([row.wanted], numbered(row.wanted)):
            path = f"{above}/{slug}" if above else slug
            if self._is_free_path(path, row.ref):
                return slug
        raise AssertionError("numbers never end")

    def _is_free_path(self, path: str, ref: str) -> bool:
        rivals = Post.everything.filter(kind=Post.Kind.PAGE, path=path).exclude(import_ref=ref)
        return not rivals.exists() and self.scratch.claim_path(f"page:{path}", ref)

    def _lead(self, row: Row, path: str) -> None:
        """Where links to the item will lead: its new address, or the old forms that a redirect answers."""
        new = address_of_path(path) if path else f"/?p={row.number}" if row.number else ""
        self.scratch.add_address(row.path, row.number, new or row.path)


def tree(rows: list[Row]) -> list[Place]:
    """The pages, each after the one above it. A circle of parents is cut at the one that stands first."""
    by_number = {row.number: row for row in reversed(rows) if row.number is not None}
    depths: dict[int, int] = {}

    def above(row: Row) -> Row | None:
        parent = by_number.get(row.parent) if row.parent else None
        return None if parent is row else parent

    for row in rows:
        line = [row]
        while line[-1].n not in depths and (parent := above(line[-1])) is not None and parent not in line:
            line.append(parent)
        start = depths.get(line[-1].n, 0)
        for step, each in enumerate(reversed(line)):
            depths.setdefault(each.n, start + step)
    ordered = sorted(rows, key=lambda row: (depths[row.n], row.n))
    return [
        Place(row, depths[row.n], up.ref if (up := above(row)) and depths[row.n] else "") for row in ordered
    ]


def numbered(wanted: str) -> Iterator[str]:
    """`wanted-2`, `wanted-3` …"""
    number = 2
    while True:
        yield f"{wanted[: SLUG_LENGTH - 6]}-{number}"
        number += 1


def chunks(things: Iterable[Row] | Iterable[Place], size: int = AT_ONCE) -> Iterator[list]:  # type: ignore[type-arg]
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some
