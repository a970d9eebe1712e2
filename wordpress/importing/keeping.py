"""What has no place here is kept whole, listed, and written out again by an export."""

import json
from dataclasses import asdict
from typing import Any

from wordpress.ledger import Outcome, Reason, Target
from wordpress.models import Kept
from wordpress.reader import Item, Term

from .kinds import why_kept
from .run import Run, kept_raw, words

WHY = {
    "wp_block": "its text is written out where a post uses it; the block itself is kept",
    "nav_menu": "its lines stand in the menus",
    "post_format": "post formats change only how a theme shows a post; each post's own is kept with it",
    "wp_theme": "belongs to a theme",
    "author": "Co-Authors Plus keeps its bylines here; they are taken as authors",
    "reply": "an answer in a forum (bbPress) has no place here; all it says is kept",
    "language": "the language is kept with each post",
}


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

    def term(self, term: Term) -> None:
        """A term of a taxonomy that has no place here; posts keep theirs as well."""
        reason = f"the taxonomy {term.taxonomy} has no place here; posts keep its terms"
        ref = self.run.source.ref(term.taxonomy, term.slug or term.name)
        name = words(term.name)
        why = WHY.get(term.taxonomy, reason)
        outcome, reasons = self.keep(ref, "term", name, plain(asdict(term)), why)
        self._account("term", outcome, ref, name, reasons)

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
    """As JSON gives it back; moments as text."""
    return json.loads(json.dumps(data, default=str).replace("\\u0000", ""))
