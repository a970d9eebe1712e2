"""The category tree and the tags; what other taxonomies hold is listed."""

from collections.abc import Iterable
from html import unescape
from typing import Any

from blog.models import Category, Redirect, Tag
from blog.models.slugs import free_slug
from wordpress.reader import Item, ItemTerm, Term

from .run import Run, own_slug, words
from .source import decoded

REASONS = {
    "nav_menu": "menus are set in the publication's settings",
    "post_format": "post formats change only how a theme shows a post; each post's own is kept with it",
    "wp_theme": "belongs to a theme",
    "author": "Co-Authors Plus keeps its bylines here; they are taken as authors",
    "language": "the language is kept with each post",
}


class Terms:
    """The export's categories and tags by slug, made here."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._found: dict[tuple[str, str], Term] = {}
        self._settled: dict[tuple[str, str], int] = {}
        self._numbers: dict[int, tuple[str, str]] = {}

    def take(self, term: Term) -> None:
        """Remember a term of the file; one written twice counts once, the fuller of the two."""
        key = key_of(term.taxonomy, term.slug, term.name)
        known = self._found.get(key)
        if known is None or (term.parent and not known.parent):
            self._found[key] = term
        if term.id is not None:
            self._numbers[term.id] = key

    def take_from(self, item: Item) -> None:
        """Terms that only a post names."""
        for term in item.term_pairs("category", "post_tag"):
            if self._key(term) not in self._found:
                self._found[(term.taxonomy, term.slug or term.name)] = Term(
                    term.taxonomy, term.slug, term.name
                )

    def settle(self) -> None:
        """Everything taken so far becomes rows, parents before children."""
        for key, term in self._found.items():
            if term.taxonomy == "category":
                self._category(key, ())
            elif term.taxonomy == "post_tag":
                self._tag(key)
            else:
                self._other(term)

    def of(self, item: Item, taxonomy: str) -> list[int]:
        """The rows of the item's terms, each once; 0 in a dry run for one that is not here yet."""
        keys = [self._key(term) for term in item.term_pairs(taxonomy)]
        return list(dict.fromkeys(self._settled[key] for key in keys if key in self._settled))

    def primary(self, item: Item) -> int | None:
        """The main category that Yoast or Rank Math names, else the first."""
        named = item.meta_value("_yoast_wpseo_primary_category") or item.meta_value(
            "rank_math_primary_category"
        )
        key = self._numbers.get(int(named)) if named.strip().isdigit() else None
        categories = self.of(item, "category")
        chosen = self._settled.get(key) if key else None
        return chosen if chosen in categories else next(iter(categories), None)

    def _key(self, term: ItemTerm) -> tuple[str, str]:
        """The key of the term that is meant: by slug, by name where a post gives no slug."""
        named = None if term.slug else self._by_name(term.taxonomy, term.name)
        return named or key_of(term.taxonomy, term.slug, term.name)

    def _by_name(self, taxonomy: str, name: str) -> tuple[str, str] | None:
        wanted = words(name).casefold()
        return next(
            (
                key
                for key, term in self._found.items()
                if key[0] == taxonomy and words(term.name).casefold() == wanted
            ),
            None,
        )

    def _category(self, key: tuple[str, str], above: tuple[tuple[str, str], ...]) -> int:
        """The row of a category; its parents are settled first, a circle of parents is broken."""
        if key in self._settled:
            return self._settled[key]
        term = self._found[key]
        parent = self._parent(term, (*above, key))
        self.run.ledger.found("category")
        here = self._here(Category, term) or self._same_category(term, parent)
        (self.run.ledger.here if here else self.run.ledger.taken)("category")
        self._settled[key] = here or self._make_category(term, parent)
        return self._settled[key]

    def _parent(self, term: Term, above: tuple[tuple[str, str], ...]) -> int | None:
        if not term.parent or term.parent == "0":
            return None
        key = key_of("category", term.parent, term.parent)
        found = key if key in self._found else self._by_name("category", term.parent)
        if found is None or found in above:
            reason = (
                "its parent is not in the file" if found is None else "it is its own ancestor in the file"
            )
            self.run.ledger.note(
                "category", term.slug, words(term.name), "changed", f"{reason}; it stands at the top"
            )
            return None
        return self._category(found, above)

    def _here(self, model: Any, term: Term) -> int | None:
        """The row that an earlier run made of the term."""
        found = model.objects.filter(import_ref=self._ref(term)).values_list("pk", flat=True).first()
        return int(found) if found else None

    def _same_category(self, term: Term, parent: int | None) -> int | None:
        """One of the same name and slug in the same place, written here or brought from another site."""
        slug = own_slug(term.slug, term.name, "category")
        same = Category.objects.filter(parent_id=parent or None, slug=slug, name__iexact=words(term.name))
        return same.values_list("pk", flat=True).first() if parent != 0 else None

    def _ref(self, term: Term) -> str:
        return self.run.source.ref(term.taxonomy, decoded(term.slug or term.name))

    def _make_category(self, term: Term, parent: int | None) -> int:
        if not self.run.write:
            return 0
        slug = own_slug(term.slug, term.name, "category")
        category = Category(
            parent_id=parent or None, name=words(term.name)[:255], **_kept(term, self._ref(term))
        )
        category.slug = free_slug(slug, category.siblings())
        category.save()
        if term.slug and category.slug != decoded(term.slug):
            self._note_slug("category", term, category.slug)
            Redirect.objects.get_or_create(
                old_path=f"/category/{decoded(term.slug)}/"[:800], defaults={"category": category}
            )
        return category.pk

    def _note_slug(self, kind: str, term: Term, slug: str) -> None:
        reason = f"its slug “{decoded(term.slug)}” cannot be an address here; it is “{slug}”"
        self.run.ledger.note(kind, self._ref(term), words(term.name), "changed", reason)

    def _tag(self, key: tuple[str, str]) -> None:
        term = self._found[key]
        if key in self._settled or not words(term.name):
            return
        self.run.ledger.found("tag")
        name, slug = words(term.name)[:180], own_slug(term.slug, term.name, "tag")
        same = Tag.objects.filter(name__iexact=name).first()
        joined = same.pk if same and not self._is_own(same) else None
        here = self._here(Tag, term) or joined
        (self.run.ledger.here if here else self.run.ledger.taken)("tag")
        self._settled[key] = here or self._make_tag(
            term, name if same is None else self._apart(term, name, slug)
        )

    def _is_own(self, tag: Tag) -> bool:
        """Whether this export's site has it; names that meet from elsewhere mean the same tag."""
        return (tag.import_ref or "").startswith(self.run.source.ref("post_tag", ""))

    def _apart(self, term: Term, name: str, slug: str) -> str:
        """Another name for the second of two tags that WordPress tells apart by their slugs only."""
        reason = "another tag has the same name; the slug was added to tell them apart"
        self.run.ledger.note("tag", self._ref(term), name, "changed", reason)
        wanted = f"{name} ({slug[:14]}"
        taken = Tag.objects.filter(name__istartswith=wanted).count()
        return f"{wanted}, {taken + 1})" if taken else f"{wanted})"

    def _make_tag(self, term: Term, name: str) -> int:
        if not self.run.write:
            return 0
        slug = free_slug(own_slug(term.slug, term.name, "tag"), Tag.objects.all())
        return Tag.objects.create(name=name, slug=slug, **_kept(term, self._ref(term))).pk

    def _other(self, term: Term) -> None:
        self.run.ledger.found("term")
        reason = REASONS.get(
            term.taxonomy, f"the taxonomy {term.taxonomy} has no place here; posts keep its terms"
        )
        ref = self.run.source.ref(term.taxonomy, term.slug)
        self.run.ledger.left_out("term", ref, words(term.name), reason)


def key_of(taxonomy: str, slug: str, name: str) -> tuple[str, str]:
    """By what two mentions of one term are known for the same: the slug as it can be an address."""
    return taxonomy, own_slug(slug or name, name, name).casefold()


def _kept(term: Term, ref: str) -> dict[str, Any]:
    """The columns that every imported term has."""
    data = {"slug": term.slug, "name": term.name} | (
        {"meta": [list(pair) for pair in term.meta]} if term.meta else {}
    )
    number = term.id if term.id and term.id > 0 else None
    return {
        "import_ref": ref,
        "legacy_id": number,
        "import_data": data,
        "description": unescape(term.description),
    }


def other_terms(item: Item) -> list[list[str]]:
    """The item's terms of taxonomies that have no place here."""
    left: Iterable[ItemTerm] = (
        term for term in item.terms if term.taxonomy not in {"category", "post_tag", "author"}
    )
    return [[term.taxonomy, term.slug, term.name] for term in left]
