"""The category tree and the tags; what other taxonomies hold is kept raw, and may be tags besides."""

from collections import Counter
from collections.abc import Mapping

from django.db import transaction

from wordpress.ledger import Outcome, Target, Taxonomy
from wordpress.reader import Item, ItemTerm, Term

from .categories import Categories
from .otherterms import OtherTerms
from .run import Run, batches, left_out, words
from .tags import Tags
from .taxonomy import Key, Settled, fuller, key_of, ref_of


class Terms:
    """The export's categories and tags by slug, made here."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._found: dict[Key, Term] = {}
        self._named: dict[Key, Key] = {}
        self._settled: dict[Key, int] = {}
        self._numbers: dict[int, Key] = {}
        self._nameless: list[Term] = []
        self.others = OtherTerms(run)
        self._named_only: set[Key] = set()

    def take(self, term: Term) -> None:
        """Remember a term of the file; one written twice counts once, with all that either says."""
        if not (words(term.name) or term.slug):
            self._nameless.append(term)
            return
        key = key_of(term.taxonomy, term.slug, term.name)
        known = self._found.get(key)
        self._found[key] = fuller(known, term) if known else term
        self._named.setdefault((term.taxonomy, words(term.name).casefold()), key)
        if term.id is not None:
            self._numbers[term.id] = key

    def take_named(self, term: ItemTerm) -> None:
        """A term by which an item names it; perhaps nothing else does."""
        key = self._key(term)
        if term.taxonomy not in {"category", "post_tag"} | self.others.brought:
            self._named_only.add(key)
        elif key not in self._found:
            self.take(Term(term.taxonomy, term.slug, term.name or term.slug))

    def settle(self) -> None:
        """Everything taken so far becomes rows, parents before children."""
        categories = {key: term for key, term in self._found.items() if key[0] == "category"}
        with transaction.atomic():
            if self.run.write:
                self.run.fells_pages(len(categories))
            for key, settled in Categories(self.run, categories, self._named).settle().items():
                self._account("category", "blog.category", self._found[key], settled)
                self._settled[key] = settled.row
            self.run.ledger.flush()
        tags = Tags(self.run)
        keys = [key for key, term in self._found.items() if key[0] == "post_tag" and words(term.name)]
        for some in batches(keys, 500):
            self._settle_tags(tags, some)
        self._leave_out_nameless()
        others = {key: term for key, term in self._found.items() if key[0] not in {"category", "post_tag"}}
        self.others.settle(others, tags)
        self._settled |= self.others.rows

    def _leave_out_nameless(self) -> None:
        for term in self._nameless:
            kind = {"category": "category", "post_tag": "tag"}.get(term.taxonomy, "term")
            ref, why = self.run.source.ref(term.taxonomy, ""), left_out("it has neither a name nor a slug")
            self.run.ledger.found(kind)
            self.run.ledger.came(kind, Outcome.LEFT_OUT, ref, reasons=[why])

    def _account(self, kind: str, model: str, term: Term, settled: Settled) -> None:
        self.run.ledger.found(kind)
        target = Target(model, settled.row) if settled.row else None
        name = words(term.name)
        self.run.ledger.came(
            kind, settled.outcome, ref_of(self.run, term), name, reasons=settled.reasons, target=target
        )

    # What posts ask

    def of(self, item: Item, taxonomy: str) -> list[int]:
        """The rows of the item's terms, each once; 0 in a look for one that is not here yet."""
        keys = [self._key(term) for term in item.term_pairs(taxonomy)]
        return list(dict.fromkeys(self._settled[key] for key in keys if key in self._settled))

    def as_tags(self, item: Item) -> dict[Key, int]:
        """The item's terms of other taxonomies that are tags here, with their rows."""
        rows = self.others.rows
        keys = map(self._key, item.terms) if rows else ()
        return {key: rows[key] for key in keys if key in rows}

    def told(self, filed: Mapping[str, int]) -> list[Taxonomy]:
        """What the account says of other taxonomies; `filed` is how many articles have terms of each."""
        terms = Counter(key[0] for key in self._found.keys() | self._named_only)
        asked = self.others.brought
        return [Taxonomy(name, terms[name], articles, name in asked) for name, articles in filed.items()]

    def primary(self, item: Item) -> int | None:
        """The main category that Yoast or Rank Math names, else the first."""
        named = item.meta_value("_yoast_wpseo_primary_category") or item.meta_value(
            "rank_math_primary_category"
        )
        key = self._numbers.get(int(named)) if named.strip().isdecimal() else None
        categories = self.of(item, "category")
        chosen = self._settled.get(key) if key else None
        return chosen if chosen in categories else next(iter(categories), None)

    def row_of_number(self, number: int) -> tuple[str, int] | None:
        """Taxonomy and row of the term of this number (what a menu leads to)."""
        key = self._numbers.get(number)
        return (key[0], self._settled[key]) if key in self._settled and key else None

    def names_of(self, taxonomy: str) -> dict[str, str]:
        """Names by slug."""
        return {term.slug: words(term.name) for key, term in self._found.items() if key[0] == taxonomy}

    def _key(self, term: ItemTerm) -> Key:
        """The key of the term that is meant: by slug, by name where a post gives no slug."""
        named = None if term.slug else self._named.get((term.taxonomy, words(term.name).casefold()))
        return named or key_of(term.taxonomy, term.slug, term.name)

    # Tags

    def _settle_tags(self, tags: Tags, keys: list[Key]) -> None:
        """Up to some hundred at once."""
        terms = {key: self._found[key] for key in keys}
        with transaction.atomic():
            if self.run.write:
                self.run.fells_pages(len(terms))
            for key, settled in tags.settle(terms).items():
                self._account("tag", "blog.tag", terms[key], settled)
                self._settled[key] = settled.row
            self.run.ledger.flush()
