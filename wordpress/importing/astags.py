"""Which tags an article has as its terms of other taxonomies (`series`, `region`)."""

from wordpress.reader import Item
from wordpress.vocabulary import IMPORTED

from . import own
from .run import Run
from .taxonomy import Key
from .terms import Terms


class AsTags:
    """Of the articles of one export."""

    def __init__(self, run: Run, terms: Terms) -> None:
        self.run, self.terms = run, terms

    def of(self, item: Item) -> dict[Key, int]:
        """The item's terms that become its tags, with their rows, unless it has these tags anyway. Of an
        article of ours those that were its tags there, and what is asked for now."""
        found = self.terms.as_tags(item)
        if not found:
            return {}
        if own.is_ours(item.meta):
            before = own.one(item.meta, IMPORTED) or {}
            there = [tuple(key) for key in before.get("as_tags", [])]
            found = {key: row for key, row in found.items() if key in there or key[0] in self.run.as_tags}
        has = set(self.terms.of(item, "post_tag")) - {0}
        return {key: row for key, row in found.items() if row not in has}

    def awaited(self, item: Item, known: list[list[str]]) -> str:
        """The taxonomies asked for whose terms an article, of which nothing new is said, has not as tags yet;
        `known` are the terms that it has so. Empty for none."""
        if not self.run.as_tags:
            return ""
        new = (key[0] for key in self.of(item) if list(key) not in known)
        return " and ".join(sorted(self.run.as_tags.intersection(new)))
