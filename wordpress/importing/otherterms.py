"""Terms of taxonomies that have no place here (`series`, `region`): kept raw and, where that is asked for,
the tags of the articles that have them. Which tag a term became stands beside what is kept of it, so that
later imports know, and an export gives the term back as what it was."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from django.db import transaction

from blog.models import Redirect, Tag
from wordpress.ledger import Outcome, Reason
from wordpress.models import Kept
from wordpress.reader import Term, WxrError
from wordpress.vocabulary import TAG, is_own

from . import own
from .keeping import Keeping, KeptTerm
from .run import Run, batches, changed, words
from .source import decoded
from .spool import Spools
from .tags import Tags
from .taxonomy import Key, Settled, key_of
from .taxonomynames import is_known_to_readers

LONGEST = 800
DEEPEST = 20


class OtherTerms:
    """Those of one export, and what is known of earlier ones."""

    def __init__(self, run: Run) -> None:
        self.run, self.keeping = run, Keeping(run)
        self.rows: dict[Key, int] = {}  # of those that are tags; 0 in a look for one that is not here yet
        self.tags: dict[str, int | None] = {}  # by what terms are called that came in before
        self.brought: set[str] = set(run.as_tags)
        for ref, tag, taxonomy in Kept.objects.terms_of(run.source.name).values_list(
            "import_ref", "tag_id", "data__taxonomy"
        ):
            self.tags[ref] = tag
            self.brought |= {taxonomy} if tag else set()

    def settle(self, terms: Mapping[Key, Term], tags: Tags) -> None:
        """Keeps all; makes tags of those that are to be."""
        for some in batches(terms, 200):
            batch = {key: terms[key] for key in some}
            asked = {key: term for key, term in batch.items() if self.is_brought(term)}
            here = {key: tag for key, term in asked.items() if (tag := self.tags.get(self.keeping.ref(term)))}
            with transaction.atomic():
                if self.run.write:
                    self.run.fells_pages(len(asked))
                settled = tags.settle(asked, here)
                self.run.ledger.found("term", len(batch))
                told = [
                    told_of(term, settled.get(key), is_new=key not in here) for key, term in batch.items()
                ]
                self.keeping.terms(told)
                if self.run.write:
                    new = {key: settled[key].row for key in asked if key not in here}
                    leave_old_addresses(new, terms)
                self.run.ledger.flush()
            self.rows |= {key: each.row for key, each in settled.items()}

    def is_brought(self, term: Term) -> bool:
        """Whether it is asked for as a tag, or is one already; a new one is as those of its taxonomy were."""
        if not (is_known_to_readers(term.taxonomy) and words(term.name)):
            return False
        if term.taxonomy in self.run.as_tags or own.one(term.meta, TAG):
            return True
        return term.taxonomy in self.brought and self.tags.get(self.keeping.ref(term), 1) is not None


def told_of(term: Term, settled: Settled | None, *, is_new: bool) -> KeptTerm:
    """What is kept of a term, and said of the tag that it is."""
    kept = replace(term, meta=tuple(pair for pair in term.meta if not is_own(pair[0])))
    return KeptTerm(kept, settled, (*settled.reasons, how(term, settled)) if settled and is_new else ())


def how(term: Term, settled: Settled) -> Reason:
    """What became of a term that is a tag from now on."""
    is_made = settled.outcome is Outcome.CREATED
    became = "it came in as a tag" if is_made else "it was joined with the tag of the same name"
    return changed(f"the taxonomy {term.taxonomy} has no place here; {became}")


def leave_old_addresses(made: Mapping[Key, int], terms: Mapping[Key, Term]) -> None:
    """Where WordPress listed the articles of these terms, from now on leads to the tags."""
    tags = Tag.objects.in_bulk(set(made.values()))
    rows = [
        Redirect(old_path=path, new_path=tags[tag].get_absolute_url())
        for key, tag in made.items()
        for path in old_paths(terms[key], terms)
        if len(path) <= LONGEST
    ]
    Redirect.objects.bulk_create(rows, ignore_conflicts=True)


def old_paths(term: Term, terms: Mapping[Key, Term]) -> list[str]:
    """`/series/slug/`, `/series/parent/slug/` and `/?series=slug`, percent-decoded: the forms that WordPress
    gives a taxonomy whose makers chose no other."""
    taxonomy, slugs, above = term.taxonomy, [decoded(term.slug or term.name)], term.parent
    while above and above != "0" and len(slugs) < DEEPEST:
        parent = terms.get(key_of(taxonomy, above, above))
        slugs.insert(0, decoded(parent.slug if parent else above))
        above = parent.parent if parent else ""
    forms = [f"/{taxonomy}/{slugs[-1]}/", f"/{taxonomy}/{'/'.join(slugs)}/", f"/?{taxonomy}={slugs[-1]}"]
    return list(dict.fromkeys(forms))


def refuse_unknown(spools: Spools, asked: Collection[str]) -> None:
    """Raises WxrError, before anything is written, for a taxonomy that no article has."""
    held = {taxonomy for spool in spools.by_source.values() for taxonomy in spool.filed()}
    for taxonomy in asked:
        if taxonomy not in held and not Kept.objects.filter(kind="term", data__taxonomy=taxonomy).exists():
            there = (
                f"there are: {', '.join(sorted(held))}"
                if held
                else "there is none besides categories and tags"
            )
            raise WxrError(f"No article in the files has terms of the taxonomy “{taxonomy}”; {there}.")
