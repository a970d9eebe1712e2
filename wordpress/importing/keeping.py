"""What has no place here is kept whole, listed, and written out again by an export."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from wordpress.ledger import Outcome, Reason, Target
from wordpress.models import Kept
from wordpress.reader import Item, Term

from .kinds import why_kept
from .run import Run, kept_raw, words
from .taxonomy import Settled

# As JSON says it. Where one more stroke stands before it, somebody has written these six signs.
NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
WHY = {
    "wp_block": "its text is written out where a post uses it; the block itself is kept",
    "nav_menu": "its lines stand in the menus",
    "post_format": "post formats change only how a theme shows a post; each post's own is kept with it",
    "wp_theme": "belongs to a theme",
    "author": "Co-Authors Plus keeps its bylines here; they are taken as authors",
    "reply": "an answer in a forum (bbPress) has no place here; all it says is kept",
    "language": "the language is kept with each post",
}


@dataclass(frozen=True)
class KeptTerm:
    """A term; the tag that it is besides, and what is to be told of that where it is new."""

    term: Term
    tag: Settled | None = None
    told: tuple[Reason, ...] = ()


class Keeping:
    """Keeps items, terms and comments as the source says them."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def item(self, item: Item, kind: str) -> None:
        """An item of a type that has no place here, with its comments."""
        words_of = WHY.get(item.type) or f"{why_kept(item)}; all it says is kept"
        title = words(item.title) or item.slug
        outcome, reasons = self.keep(self.run.ref(item), kind, title, plain(asdict(item)), words_of)
        self._account(kind, outcome, self.run.ref(item), title, reasons)
        if item.comments:
            self._comments(item, outcome, reasons)

    def comments_of_file(self, item: Item) -> None:
        """Comments on the page that WordPress makes for a file, which has none here."""
        data = {"comments": plain([asdict(comment) for comment in item.comments])}
        why = "what it is a comment on, a file, has no page of its own here; it is kept"
        ref = f"{self.run.ref(item)}#comments"
        outcome, reasons = self.keep(ref, "comment", words(item.title), data, why)
        self._comments(item, outcome, reasons)

    def _comments(self, item: Item, outcome: Outcome, reasons: list[Reason]) -> None:
        said = [kept_raw("what it is a comment on has no page here; it is kept")] if reasons else []
        number, ref = len(item.comments), self.run.ref(item)
        row = (
            Kept.objects.filter(import_ref__in=[ref, f"{ref}#comments"]).values_list("pk", flat=True).first()
        )
        self.run.ledger.came(
            "comment", outcome, ref, words(item.title), reasons=said, number=number, target=target_of(row)
        )

    def ref(self, term: Term) -> str:
        """What a term of another taxonomy is called here."""
        return self.run.source.ref(term.taxonomy, term.slug or term.name)

    def terms(self, terms: Sequence[KeptTerm]) -> None:
        """Terms of taxonomies that have no place here, some hundred at once; posts keep theirs as well."""
        refs = [self.ref(each.term) for each in terms]
        here = {row.import_ref: row for row in Kept.objects.filter(import_ref__in=refs)}
        came = [self._term(each, ref, here) for each, ref in zip(terms, refs, strict=True)]
        if self.run.write:
            Kept.objects.bulk_create([row for row in here.values() if not row.pk])
            other = [here[ref] for ref, outcome in zip(refs, came, strict=True) if outcome is Outcome.UPDATED]
            Kept.objects.bulk_update(other, ["title", "data", "tag"])
        for each, ref, outcome in zip(terms, refs, came, strict=True):
            self._account_term(each, ref, outcome, here[ref].pk)

    def _term(self, each: KeptTerm, ref: str, here: dict[str, Kept]) -> Outcome:
        """What becomes of one; its row, perhaps new, stands in `here`."""
        data, row = plain(asdict(each.term)), here.get(ref)
        if row and row.data == data and not each.told:
            return Outcome.UNCHANGED
        here[ref] = row or Kept(import_ref=ref, kind="term")
        here[ref].title, here[ref].data = words(each.term.name)[:200], data
        if each.tag:
            here[ref].tag_id = each.tag.row or None
        return Outcome.UPDATED if row else Outcome.CREATED

    def _account_term(self, each: KeptTerm, ref: str, outcome: Outcome, row: int | None) -> None:
        taxonomy, name = each.term.taxonomy, words(each.term.name)
        if each.tag is None:
            why = WHY.get(taxonomy, f"the taxonomy {taxonomy} has no place here; posts keep its terms")
            reasons = [kept_raw(why)] if outcome is not Outcome.UNCHANGED else []
            self.run.ledger.came("term", outcome, ref, name, reasons=reasons, target=target_of(row))
            return
        outcome = each.tag.outcome if outcome is Outcome.UNCHANGED else outcome
        target = Target("blog.tag", each.tag.row) if each.tag.row else None
        self.run.ledger.came("term", outcome, ref, name, reasons=each.told, target=target)

    def keep(self, ref: str, kind: str, title: str, data: Any, why: str) -> tuple[Outcome, list[Reason]]:
        """Write the row; what became of it, and the reason if it is new or changed."""
        here = Kept.objects.filter(import_ref=ref).first()
        if here and here.data == data:
            return Outcome.UNCHANGED, []
        if self.run.write:
            values = {"kind": kind[:60], "title": title[:200], "data": data}
            Kept.objects.update_or_create(import_ref=ref, defaults=values)
        return Outcome.UPDATED if here else Outcome.CREATED, [kept_raw(why)]

    def _account(self, kind: str, outcome: Outcome, ref: str, title: str, reasons: list[Reason]) -> None:
        row = Kept.objects.filter(import_ref=ref).values_list("pk", flat=True).first()
        self.run.ledger.came(kind, outcome, ref, title, reasons=reasons, target=target_of(row))


def target_of(row: int | None) -> Target | None:
    return Target("wordpress.kept", row) if row else None


def plain(data: Any) -> Any:
    """As JSON gives it back, without NUL, which PostgreSQL refuses; moments as text."""
    return json.loads(NUL.sub(r"\1", json.dumps(data, default=str)))
