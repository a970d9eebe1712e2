"""Showing where the words were found: marked titles and extracts, safe as HTML. Pure."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from blog.search.query import Query, Term
from blog.words import Word, composed, words

EXTRACT = 240  # characters
BEGINNING = 4_000  # characters that are looked through first
LEAD_IN = 60  # characters of it before the first word found


@dataclass(frozen=True)
class Place:
    """`text[start:end]` is what the term found."""

    start: int
    end: int
    term: int


def marked(text: str, query: Query) -> SafeString:
    """`text`, escaped, with `<mark>` around what the query found in it."""
    text = composed(text)
    return with_marks(text, places(text, query))


def extract(text: str, query: Query) -> SafeString:
    """The part of `text` that holds most of the query's terms, marked; empty if it holds none."""
    text = composed(text)
    found = places_near_the_beginning(text, query) or places(text, query)
    if not found:
        return SafeString("")
    start, end = window(text, found)
    inside = [
        Place(place.start - start, place.end - start, place.term)
        for place in found
        if start <= place.start and place.end <= end
    ]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, with_marks(text[start:end], inside), after)


def places_near_the_beginning(text: str, query: Query) -> list[Place]:
    """Where the terms stand there, if the best extract is among them whatever comes after."""
    if len(text) <= BEGINNING:
        return []
    found = places(text[:BEGINNING], query)
    best = next((each for each in found if variety(found, each.start) == len(query.terms)), None)
    return found if best and best.end + 2 * EXTRACT < BEGINNING else []


def places(text: str, query: Query) -> list[Place]:
    """Where the terms stand, in order; nothing overlaps."""
    found: list[Place] = []
    for place in sorted(matches(list(words(text)), query.terms), key=lambda place: (place.start, -place.end)):
        if found and place.start < found[-1].end:
            last = found[-1]
            found[-1] = Place(last.start, max(last.end, place.end), last.term)
        else:
            found.append(place)
    return found


def matches(text: list[Word], terms: tuple[Term, ...]) -> Iterator[Place]:
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(text):
        starts[word[0]].append(position)
    for number, term in enumerate(terms):
        if len(term.words) == 1 and term.is_beginning:
            first = [place for word in starts if word.startswith(term.words[0]) for place in starts[word]]
        else:
            first = starts.get(term.words[0], [])
        for position in first:
            if is_at(text, position, term):
                yield place_of(text[position : position + len(term.words)], term, number)


def is_at(text: list[Word], position: int, term: Term) -> bool:
    """Whether the whole term stands at `position`."""
    here = tuple(word.folded for word in text[position : position + len(term.words)])
    if not term.is_beginning:
        return here == term.words
    return (
        here[:-1] == term.words[:-1] and len(here) == len(term.words) and here[-1].startswith(term.words[-1])
    )


def place_of(found: list[Word], term: Term, number: int) -> Place:
    """Of a pair that only begins with the one character asked for, that character."""
    last = found[-1]
    single = last.unspaced and len(term.words[-1]) == 1
    return Place(found[0].start, last.start + 1 if single else last.end, number)


def window(text: str, found: list[Place]) -> tuple[int, int]:
    """The stretch of `EXTRACT` characters with most different terms, cut between words."""
    best = max(found, key=lambda place: (variety(found, place.start), -place.start))
    start = max(0, best.start - LEAD_IN)
    if start:
        start = text.find(" ", start, best.start) + 1 or start
    end = min(len(text), start + EXTRACT)
    if end < len(text):
        space = text.rfind(" ", best.end, end)
        end = space if space > 0 else max(end, best.end)
    return start, end


def variety(found: list[Place], start: int) -> int:
    """How many different terms stand in the stretch that begins at `start`."""
    reach = start + EXTRACT - LEAD_IN
    ahead = found[bisect_left(found, start, key=attrgetter("start")) :]
    return len({place.term for place in takewhile(lambda place: place.end <= reach, ahead)})


def with_marks(text: str, found: list[Place]) -> SafeString:
    parts: list[str] = []
    done = 0
    for place in found:
        parts.append(conditional_escape(text[done : place.start]))
        parts.append(format_html("<mark>{}</mark>", text[place.start : place.end]))
        done = place.end
    return mark_safe("".join([*parts, conditional_escape(text[done:])]))
