"""How much differs between two contents, counted fast enough for a whole page of revisions."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape

from blog.comparing.fields import LABELS
from blog.rendering.text import TOKEN
from blog.revisions.contents import Content

TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Measure:
    """Words of the text that came and went (moved ones do neither), and what else is otherwise, by name."""

    added: int = 0
    removed: int = 0
    others: list[str] = field(default_factory=list)
    is_reset: bool = False  # the words of the text are the same, but not how they are set

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.removed or self.others or self.is_reset)


def measure(a: Content, b: Content) -> Measure:
    """From `a` to `b`."""
    others = [str(label) for name, label in LABELS.items() if name != "body" and a.get(name) != b.get(name)]
    if a.get("body", "") == b.get("body", ""):
        return Measure(others=others)
    before, after = words_of(a), words_of(b)
    added, removed = (after - before).total(), (before - after).total()
    return Measure(added, removed, others, not added and not removed)


def words_of(content: Content) -> Counter[str]:
    return Counter(re.findall(TOKEN, unescape(TAG.sub(" ", content.get("body", "")))))
