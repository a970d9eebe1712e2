"""What categories and tags have in common on their way in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from blog.models import Category, Redirect, Tag
from wordpress.ledger import Outcome, Reason
from wordpress.reader import Item, ItemTerm, Term
from wordpress.vocabulary import OLD_PATHS

from . import own
from .fingerprints import mark, of_term
from .run import Run, words
from .source import decoded, own_slug

Key = tuple[str, str]  # taxonomy, and the slug as it can be an address


@dataclass(frozen=True)
class Settled:
    """What became of a term: its row (0 in a look for one that is not here yet), outcome and reasons."""

    row: int
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()


def bring_up_to_date(row: Category | Tag, term: Term, run: Run) -> Outcome:
    """A new name or description there is taken over, unless the row was edited here."""
    seen, data = of_term(term), row.import_data
    if data.get("seen") == seen:
        return Outcome.UNCHANGED
    if data.get("made") != made_of(row):
        return Outcome.EDITED_HERE
    if run.write:
        same_name = words(term.name) == row.name or Tag.objects.filter(name__iexact=words(term.name)).exists()
        if isinstance(row, Category) or not same_name:
            row.name = words(term.name)[:180]
        row.description = unescape(term.description)
        row.import_data = data | {"seen": seen, "made": made_of(row)}
        row.save()
    return Outcome.UPDATED


def made_of(row: Category | Tag) -> str:
    return mark(row.name, row.description)


def fuller(one: Term, other: Term) -> Term:
    """Of two mentions of one term, all that either says."""
    return replace(
        one,
        parent=one.parent or other.parent,
        description=one.description or other.description,
        id=one.id if one.id is not None else other.id,
        meta=one.meta or other.meta,
    )


def ref_of(run: Run, term: Term) -> str:
    return run.source.ref(term.taxonomy, decoded(term.slug or term.name))


def key_of(taxonomy: str, slug: str, name: str) -> Key:
    """By what two mentions of one term are known for the same: the slug as it can be an address."""
    return taxonomy, own_slug(slug or name, name, slug or name).casefold()


def kept(term: Term, ref: str) -> dict[str, Any]:
    """The columns that every imported term has."""
    data: dict[str, Any] = {"slug": term.slug, "name": term.name, "seen": of_term(term)}
    if term.taxonomy not in {"category", "post_tag"}:
        data["taxonomy"] = term.taxonomy  # a tag that is a term of another taxonomy there
    if term.meta:
        data["meta"] = [list(pair) for pair in term.meta]
    number = term.id if term.id and term.id > 0 else None
    return {
        "import_ref": ref,
        "legacy_id": number,
        "import_data": own.imported(data, term.meta),
        "description": unescape(term.description),
    }


def other_terms(item: Item) -> list[list[str]]:
    """The item's terms of taxonomies that have no place here."""
    left: Iterable[ItemTerm] = (
        term for term in item.terms if term.taxonomy not in {"category", "post_tag", "author"}
    )
    return [[term.taxonomy, term.slug, term.name] for term in left]


def leave_old_addresses(made: Iterable[tuple[Category, Term]]) -> None:
    """Where categories were known: here before, or in WordPress, if their slugs cannot be the same here."""
    rows = [Redirect(old_path=old[:800], category=row) for row, term in made for old in old_paths(row, term)]
    Redirect.objects.bulk_create(rows, ignore_conflicts=True)


def old_paths(category: Category, term: Term) -> list[str]:
    if own.is_ours(term.meta):
        return [str(path) for path in own.one(term.meta, OLD_PATHS) or []]
    slug = decoded(term.slug)
    return [f"/category/{slug}/"] if slug and category.slug != slug else []
