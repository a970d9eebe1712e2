"""Two texts side by side: which paragraphs answer each other, and which words in them differ. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from blog.comparing.prose import Block, Word
from blog.comparing.sequences import Stretch, joined, stretches

ALIKE = 0.35  # share of words in common from which two paragraphs count as versions of one
LOOKED_AT = 12_000  # pairs of paragraphs that are weighed at most


@dataclass(frozen=True)
class Run:
    """Words in a row that are in both texts, or in this one alone."""

    words: Sequence[Word]
    is_changed: bool


@dataclass
class Side:
    """One block as one of the texts has it."""

    kind: str
    runs: list[Run] = field(default_factory=list)


@dataclass
class Pair:
    """What stands beside each other; `left` or `right` is None where one of the texts has nothing."""

    left: Side | None
    right: Side | None

    @property
    def state(self) -> str:
        """`same`, `changed`, `added` or `removed`."""
        if self.left is None or self.right is None:
            return "added" if self.left is None else "removed"
        is_changed = self.left.kind != self.right.kind or any(
            run.is_changed for side in (self.left, self.right) for run in side.runs
        )
        return "changed" if is_changed else "same"


def side_by_side(a: Sequence[Block], b: Sequence[Block]) -> list[Pair]:
    """Every block of both texts in order, those that answer each other together."""
    pairs: list[Pair] = []
    for is_equal, low_a, high_a, low_b, high_b in stretches([one.key for one in a], [one.key for one in b]):
        if is_equal:
            pairs += [Pair(whole(block), whole(block)) for block in a[low_a:high_a]]
        else:
            pairs += matched(a[low_a:high_a], b[low_b:high_b])
    return pairs


def whole(block: Block, is_changed: bool = False) -> Side:
    return Side(block.kind, [Run(block.words, is_changed)])


def matched(a: Sequence[Block], b: Sequence[Block]) -> list[Pair]:
    """Different blocks: the alike ones in pairs, word by word; the others alone."""
    pairs: list[Pair] = []
    at_a = at_b = 0
    for place_a, place_b in [*partners(a, b), (len(a), len(b))]:
        pairs += [Pair(whole(block, True), None) for block in a[at_a:place_a]]
        pairs += [Pair(None, whole(block, True)) for block in b[at_b:place_b]]
        if place_a < len(a):
            pairs.append(by_words(a[place_a], b[place_b]))
        at_a, at_b = place_a + 1, place_b + 1
    return pairs


def partners(a: Sequence[Block], b: Sequence[Block]) -> list[tuple[int, int]]:
    """Which block of `a` has become which of `b`: the pairs in order that have most in common together.

    Only blocks near each other's place are weighed, the fewer the longer both lists are."""
    if len(a) == len(b) == 1:
        return [(0, 0)]
    if not a or not b or 2 * len(a) > LOOKED_AT:
        return []
    reach = LOOKED_AT // (2 * len(a))
    bags_a, bags_b = [bag(block) for block in a], [bag(block) for block in b]
    best: dict[tuple[int, int], float] = {}
    took: dict[tuple[int, int], bool] = {}
    for i in range(len(a) - 1, -1, -1):
        middle = i * len(b) // len(a)
        low, high = max(0, middle - reach), min(len(b) - 1, middle + reach)
        for j in range(high, low - 1, -1):
            apart = max(best.get((i + 1, j), 0.0), best.get((i, j + 1), 0.0))
            weight = likeness(bags_a[i], bags_b[j])
            together = weight + best.get((i + 1, j + 1), 0.0) if weight >= ALIKE else 0.0
            best[i, j], took[i, j] = max(apart, together), together > apart
    return followed(best, took, len(a), len(b))


def followed(
    best: dict[tuple[int, int], float], took: dict[tuple[int, int], bool], rows: int, columns: int
) -> list[tuple[int, int]]:
    """The pairs along the best way through the table."""
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        if took.get((i, j)):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best.get((i + 1, j), 0.0) >= best.get((i, j + 1), 0.0) and ((i + 1, j) in best or i + 1 >= rows):
            i += 1
        else:
            j += 1
    return pairs


def bag(block: Block) -> Counter[str]:
    return Counter(word.text for word in block.words if word.text != " ")


def likeness(a: Counter[str], b: Counter[str]) -> float:
    """0 for nothing in common, 1 for the same words."""
    total = a.total() + b.total()
    few, many = (a, b) if len(a) < len(b) else (b, a)
    return 2 * sum(min(times, many[text]) for text, times in few.items()) / total if total else 1.0


def by_words(a: Block, b: Block) -> Pair:
    """Two versions of one block with the words that differ; all of them where little is alike."""
    if likeness(bag(a), bag(b)) < ALIKE:
        return Pair(whole(a, True), whole(b, True))
    left, right = Side(a.kind), Side(b.kind)
    for is_equal, low_a, high_a, low_b, high_b in bridged(stretches(a.words, b.words)):
        if high_a > low_a:
            left.runs.append(Run(a.words[low_a:high_a], not is_equal))
        if high_b > low_b:
            right.runs.append(Run(b.words[low_b:high_b], not is_equal))
    return Pair(left, right)


def bridged(found: Sequence[Stretch]) -> list[Stretch]:
    """A single space or sign between two changes is read more easily as changed with them."""
    last = len(found) - 1
    return joined(
        (is_equal and not (0 < index < last and to_a - from_a == 1), from_a, to_a, from_b, to_b)
        for index, (is_equal, from_a, to_a, from_b, to_b) in enumerate(found)
    )
