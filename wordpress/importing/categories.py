"""The category tree: parents before children, a circle of parents is broken."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from blog.models import Category
from wordpress.ledger import Outcome, Reason
from wordpress.reader import Term

from . import own
from .run import Run, changed, words
from .source import decoded, own_slug
from .taxonomy import Key, Settled, bring_up_to_date, kept, key_of, leave_old_addresses, made_of, ref_of


@dataclass
class Growing:
    """A category on its way in: the key of the one above it in the file, or the row that is here."""

    term: Term
    above: Key | None = None
    parent: Category | None = None
    reasons: list[Reason] = field(default_factory=list)
    depth: int = 0


class Categories:
    """The categories of one export."""

    def __init__(self, run: Run, terms: Mapping[Key, Term], named: Mapping[Key, Key]) -> None:
        self.run, self.terms, self.named = run, terms, named
        self.done: dict[Key, Settled] = {}
        self.rows: dict[Key, Category] = {}
        known = list(Category.objects.order_by().defer("description")) if terms else []
        self.by_ref = {row.import_ref: row for row in known if row.import_ref}
        self.by_place = {(row.parent_id, row.slug): row for row in known}
        refs = {key: ref_of(run, term) for key, term in terms.items()}
        self.here = {key: self.by_ref[ref] for key, ref in refs.items() if ref in self.by_ref}

    def settle(self) -> dict[Key, Settled]:
        """Level by level, so that many are written at once."""
        growing = {key: self._growing(key) for key in self.terms}
        for key, each in growing.items():
            each.depth = self._depth(key, growing)
        for depth in range(max((each.depth for each in growing.values()), default=-1) + 1):
            self._level({key: each for key, each in growing.items() if each.depth == depth})
        return {key: self.done[key] for key in self.terms}

    def _growing(self, key: Key) -> Growing:
        term = self.terms[key]
        each = Growing(term)
        if not term.parent or term.parent == "0":
            return each
        wanted = key_of("category", term.parent, term.parent)
        each.above = wanted if wanted in self.terms else self._named(term.parent)
        if each.above is None:  # an earlier file of the same site may have brought it
            each.parent = self.by_ref.get(self.run.source.ref("category", decoded(term.parent)))
            if each.parent is None:
                each.reasons = [changed("its parent is not in the file; it stands at the top")]
        return each

    def _named(self, name: str) -> Key | None:
        return self.named.get(("category", words(name).casefold()))

    def _depth(self, key: Key, growing: dict[Key, Growing]) -> int:
        """How many stand above it; a circle is cut below the one at which it began."""
        line, at = [key], growing[key].above
        while at is not None and at not in line:
            line.append(at)
            at = growing[at].above
        if at is not None:
            first = growing[line[-1]]
            first.above, first.reasons = (
                None,
                [changed("it is its own ancestor in the file; it stands at the top")],
            )
        return len(line) - 1

    def _level(self, level: dict[Key, Growing]) -> None:
        new: dict[Key, tuple[Category, Growing]] = {}
        for key, each in level.items():
            parent = self.rows.get(each.above) if each.above else each.parent
            if here := self.here.get(key):
                self.done[key], self.rows[key] = (
                    Settled(here.pk, bring_up_to_date(here, each.term, self.run)),
                    here,
                )
            elif same := self._same(each.term, parent):
                self.done[key], self.rows[key] = Settled(same.pk, Outcome.UNCHANGED), same
            else:
                new[key] = (self._made(each, parent), each)
        if self.run.write:
            self.run.add(Category, [row for row, _each in new.values()])
            leave_old_addresses([(row, each.term) for row, each in new.values()])
        for key, (row, each) in new.items():
            self.rows[key] = row
            self.done[key] = Settled(row.pk or 0, Outcome.CREATED, tuple(each.reasons))

    def _same(self, term: Term, parent: Category | None) -> Category | None:
        """One of the same name and slug in the same place, written here or brought from another site."""
        if parent is not None and parent._state.adding:
            return None
        slug = own_slug(term.slug, term.name, "category")
        found = self.by_place.get((parent.pk if parent else None, slug))
        return found if found and found.name.casefold() == words(term.name).casefold() else None

    def _made(self, each: Growing, parent: Category | None) -> Category:
        """The new row, whose slug no sibling has."""
        term, above = each.term, (parent.pk or id(parent)) if parent else None
        said = own.values(Category, term.meta)
        slug = self._free(above, said.pop("slug", "") or own_slug(term.slug, term.name, "category"))
        row = Category(name=words(term.name)[:255], slug=slug, **kept(term, ref_of(self.run, term)), **said)
        row.parent = parent if parent is None or parent.pk else None
        row.path = f"{parent.path}/{slug}" if parent else slug
        row.import_data["made"] = made_of(row)
        self.by_place[above, slug] = row
        if term.slug and slug != decoded(term.slug):
            why = f"its slug “{decoded(term.slug)}” cannot be an address here; it is “{slug}”"
            each.reasons.append(changed(why))
        return row

    def _free(self, above: int | None, wanted: str) -> str:
        slug, number = wanted, 1
        while (above, slug) in self.by_place:
            number += 1
            slug = f"{wanted[:190]}-{number}"
        return slug
