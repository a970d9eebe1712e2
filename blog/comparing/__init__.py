"""What differs between two contents of a post, in words: for revisions, conflicts and what is not saved yet.

`prose` reads blocks of words out of a text, `sequences` finds where two lists differ, `texts` sets two texts
side by side, `marking` writes them as HTML, `fields` says everything else in words, `measuring`
only counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from blog.comparing.fields import LABELS, Names, blocks
from blog.comparing.marking import NEW, OLD, marked_lines
from blog.comparing.measuring import Measure, measure
from blog.comparing.texts import Pair, Side, side_by_side
from blog.revisions.contents import Content

__all__ = ["LABELS", "Difference", "Measure", "Pair", "Side", "compare", "measure"]

UNSAID = {"password"}  # that it differs is told, what it is, never


@dataclass(frozen=True)
class Difference:
    """One part of a post (`name` as in its content, `label` for people) that two contents have otherwise."""

    name: str
    label: str
    pairs: list[Pair]

    @property
    def before(self) -> SafeString:
        """The whole old side; what is in it alone in `<del>`."""
        return marked_lines((pair.left for pair in self.pairs), OLD)

    @property
    def after(self) -> SafeString:
        """The whole new side; what is in it alone in `<ins>`."""
        return marked_lines((pair.right for pair in self.pairs), NEW)


def compare(a: Content, b: Content) -> list[Difference]:
    """What `b` has otherwise than `a`, in the order of the writing form. Constant number of queries."""
    names = Names.read([a, b])
    found = (difference(name, a, b, names) for name in parts(a, b) if a.get(name) != b.get(name))
    return [each for each in found if each is not None]


def parts(a: Content, b: Content) -> Iterable[str]:
    """Names of all parts, known ones first."""
    return [*LABELS, *sorted((a.keys() | b.keys()) - LABELS.keys())]


def difference(name: str, a: Content, b: Content, names: Names) -> Difference | None:
    """None if both read alike: only what nobody sees is otherwise."""
    pairs = side_by_side(blocks(name, a.get(name), names), blocks(name, b.get(name), names))
    if name not in UNSAID and all(pair.state == "same" for pair in pairs):
        return None
    return Difference(name, str(LABELS.get(name, name)), pairs)
