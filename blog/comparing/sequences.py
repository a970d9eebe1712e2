"""Where two sequences differ, in time that stays small however long they are. Pure.

`difflib` alone is quadratic, or worse, in long texts. So first what occurs once in both holds the two
together (Bram Cohen's “patience diff”), and `difflib` is asked about the short stretches between.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

# Up to so many comparisons difflib finds the best answer at once; beyond, repetitive stretches are replaced.
CHEAP, DEAR = 4_000, 250_000

Stretch = tuple[bool, int, int, int, int]  # is equal, a[from:to], b[from:to]
Window = tuple[int, int, int, int]


def stretches(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Stretch]:
    """The whole of both in order, alternately equal and different; of what differs a side may be empty."""
    return joined(found(a, b, (0, len(a), 0, len(b))))


def joined(parts: Iterable[Stretch]) -> list[Stretch]:
    """Neighbours of one kind as one stretch."""
    made: list[Stretch] = []
    for is_equal, from_a, to_a, from_b, to_b in parts:
        if made and made[-1][0] == is_equal:
            _kind, first_a, _to_a, first_b, _to_b = made.pop()
            made.append((is_equal, first_a, to_a, first_b, to_b))
        else:
            made.append((is_equal, from_a, to_a, from_b, to_b))
    return made


def found(a: Sequence[Hashable], b: Sequence[Hashable], window: Window) -> Iterator[Stretch]:
    """Stretches within the window, neighbours perhaps of one kind. None is empty on both sides."""
    waiting = [(window, False)]
    while waiting:
        (low_a, high_a, low_b, high_b), is_equal = waiting.pop()
        if is_equal:
            yield True, low_a, high_a, low_b, high_b
            continue
        head = common(a, b, (low_a, high_a, low_b, high_b))
        if head:
            yield True, low_a, low_a + head, low_b, low_b + head
        low_a, low_b = low_a + head, low_b + head
        tail = common(a, b, (low_a, high_a, low_b, high_b), is_from_end=True)
        if tail:
            waiting.append(((high_a - tail, high_a, high_b - tail, high_b), True))
        inner = (low_a, high_a - tail, low_b, high_b - tail)
        anchors = anchors_of(a, b, inner) if size(inner) > CHEAP else []
        if anchors:
            waiting.extend(reversed(between(anchors, inner)))
        else:
            yield from small(a, b, inner)


def common(a: Sequence[Hashable], b: Sequence[Hashable], window: Window, *, is_from_end: bool = False) -> int:
    """How many are the same from the beginning, or from the end."""
    low_a, high_a, low_b, high_b = window
    most = min(high_a - low_a, high_b - low_b)
    at_a, at_b, step = (high_a - 1, high_b - 1, -1) if is_from_end else (low_a, low_b, 1)
    number = 0
    while number < most and a[at_a + step * number] == b[at_b + step * number]:
        number += 1
    return number


def size(window: Window) -> int:
    return (window[1] - window[0]) * (window[3] - window[2])


def anchors_of(a: Sequence[Hashable], b: Sequence[Hashable], window: Window) -> list[tuple[int, int]]:
    """Places of what occurs once on each side, as many as keep their order on both."""
    low_a, high_a, low_b, high_b = window
    times_a, times_b = Counter(a[low_a:high_a]), Counter(b[low_b:high_b])
    place_b = {b[at]: at for at in range(low_b, high_b) if times_b[b[at]] == 1}
    pairs = [(at, place_b[a[at]]) for at in range(low_a, high_a) if times_a[a[at]] == 1 and a[at] in place_b]
    return longest_rising(pairs)


def longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection of the pairs whose second numbers rise as their first ones do."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_place, value) in enumerate(pairs):
        rank = bisect_left(ends, value)
        before.append(last[rank - 1] if rank else -1)
        if rank == len(ends):
            ends.append(value)
            last.append(index)
        else:
            ends[rank], last[rank] = value, index
    chosen, index = [], last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def between(anchors: list[tuple[int, int]], window: Window) -> list[tuple[Window, bool]]:
    """The anchors, each with the window that lies before it; last what lies behind them all."""
    parts: list[tuple[Window, bool]] = []
    at_a, at_b = window[0], window[2]
    for place_a, place_b in anchors:
        parts.append(((at_a, place_a, at_b, place_b), False))
        parts.append(((place_a, place_a + 1, place_b, place_b + 1), True))
        at_a, at_b = place_a + 1, place_b + 1
    return [*parts, ((at_a, window[1], at_b, window[3]), False)]


def small(a: Sequence[Hashable], b: Sequence[Hashable], window: Window) -> Iterator[Stretch]:
    """What difflib says of a stretch without anchors; too dear a one is different as a whole."""
    low_a, high_a, low_b, high_b = window
    if low_a == high_a and low_b == high_b:
        return
    if size(window) > DEAR or low_a == high_a or low_b == high_b:
        yield False, low_a, high_a, low_b, high_b
        return
    matcher = SequenceMatcher(None, a[low_a:high_a], b[low_b:high_b], autojunk=False)
    for name, from_a, to_a, from_b, to_b in matcher.get_opcodes():
        yield name == "equal", low_a + from_a, low_a + to_a, low_b + from_b, low_b + to_b
