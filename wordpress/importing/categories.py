"""The category tree: parents before children, a circle of parents is broken."""

from collections.abc import Mapping

from blog.models import Category
from blog.models.slugs import free_slug
from wordpress.ledger import Outcome, Reason
from wordpress.reader import Term

from .run import Run, changed, own_slug, words
from .source import decoded
from .taxonomy import Key, Settled, bring_up_to_date, kept, key_of, leave_old_address, made_of, ref_of


class Categories:
    """The categories of one export."""

    def __init__(self, run: Run, terms: Mapping[Key, Term], named: Mapping[Key, Key]) -> None:
        self.run, self.terms, self.named = run, terms, named
        self.done: dict[Key, Settled] = {}
        refs = {ref_of(run, term): key for key, term in terms.items()}
        rows = Category.objects.filter(import_ref__in=refs)
        self.here = {refs[str(row.import_ref)]: row for row in rows}

    def settle(self) -> dict[Key, Settled]:
        for key in self.terms:
            self._settle(key, ())
        return self.done

    def _settle(self, key: Key, above: tuple[Key, ...]) -> Settled:
        if key in self.done:
            return self.done[key]
        term = self.terms[key]
        parent, reasons = self._parent(term, (*above, key))
        here = self.here.get(key)
        if here:
            self.done[key] = Settled(here.pk, bring_up_to_date(here, term, self.run))
        elif same := self._same(term, parent):
            self.done[key] = Settled(same, Outcome.UNCHANGED)
        else:
            row, more = self._make(term, parent)
            self.done[key] = Settled(row, Outcome.CREATED, (*reasons, *more))
        return self.done[key]

    def _parent(self, term: Term, above: tuple[Key, ...]) -> tuple[int | None, list[Reason]]:
        """The row of its parent (0 in a look for one that is not here yet), None at the top."""
        if not term.parent or term.parent == "0":
            return None, []
        key = key_of("category", term.parent, term.parent)
        found = key if key in self.terms else self.named.get(("category", words(term.parent).casefold()))
        if found is not None and found not in above:
            return self._settle(found, above).row, []
        if found is None and (row := self._brought_before(term.parent)):
            return row, []
        why = "its parent is not in the file" if found is None else "it is its own ancestor in the file"
        return None, [changed(f"{why}; it stands at the top")]

    def _brought_before(self, slug: str) -> int | None:
        """A parent that an earlier file of the same site has brought."""
        ref = self.run.source.ref("category", decoded(slug))
        return Category.objects.filter(import_ref=ref).values_list("pk", flat=True).first()

    def _same(self, term: Term, parent: int | None) -> int | None:
        """One of the same name and slug in the same place, written here or brought from another site."""
        if parent == 0:
            return None
        slug = own_slug(term.slug, term.name, "category")
        same = Category.objects.filter(parent_id=parent, slug=slug, name__iexact=words(term.name))
        return same.values_list("pk", flat=True).first()

    def _make(self, term: Term, parent: int | None) -> tuple[int, list[Reason]]:
        """The new row (0 in a look), and why its address is another one."""
        ref, slug = ref_of(self.run, term), own_slug(term.slug, term.name, "category")
        row = Category(parent_id=parent or None, name=words(term.name)[:255], **kept(term, ref))
        row.slug = slug if parent == 0 else free_slug(slug, row.siblings())
        row.import_data["made"] = made_of(row)
        if self.run.write:
            row.save()
            leave_old_address(row, term)
        if not term.slug or row.slug == decoded(term.slug):
            return row.pk or 0, []
        why = f"its slug “{decoded(term.slug)}” cannot be an address here; it is “{row.slug}”"
        return row.pk or 0, [changed(why)]
