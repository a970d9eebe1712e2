"""What a reader typed, understood. Any text is a valid query; there is no syntax to get wrong. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice

from blog.words import Word, composed, words

LONGEST_QUERY = 300
MOST_TERMS = 16
QUOTES = str.maketrans(dict.fromkeys("“”„«»「」『』", '"'))
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
CHUNK = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')


@dataclass(frozen=True)
class Term:
    """Words that must stand side by side; the last one may be the beginning of a longer word."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True)
class Query:
    """The terms to find, all of them or (`any_term`) any, and those that must not be there."""

    terms: tuple[Term, ...]
    excluded: tuple[Term, ...] = ()
    any_term: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms)


def asked(typed: str) -> str:
    """What a reader typed, as far as it counts, on one line and without control characters."""
    return " ".join(CONTROLS.sub(" ", typed).split())[:LONGEST_QUERY]


def parse(text: str) -> Query:
    """Words are all wanted; `"…"` side by side, `-word` not at all; the last may be unfinished.

    Only the first 300 characters and 16 terms count.
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for match in CHUNK.finditer(composed(text[:LONGEST_QUERY]).translate(QUOTES)):
        minus, phrase, other_minus, word = match.groups()
        found = terms_of(word if phrase is None else phrase)
        (unwanted if minus or other_minus else wanted).extend(found)
    if wanted and not text.rstrip(" ").endswith(('"', "”", "»")):
        wanted[-1] = unfinished(wanted[-1], shortest=2)
    if not wanted:
        wanted, unwanted = unwanted, []
    return Query(tuple(islice(dict.fromkeys(wanted), MOST_TERMS)), tuple(unwanted[:MOST_TERMS]))


def terms_of(text: str) -> Iterator[Term]:
    """`o'brien` and `a-b` are two words side by side; each run of a script without spaces is a term."""
    for unspaced, run in groupby(words(text), key=lambda word: word.unspaced):
        if unspaced:
            yield from map(of_pairs, runs(run))
        else:
            yield Term(tuple(word.folded for word in run))


def runs(pairs: Iterable[Word]) -> Iterator[list[Word]]:
    """Pairs that overlap belong to one run, which a single character ends."""
    run: list[Word] = []
    for pair in pairs:
        run.append(pair)
        if pair.end - pair.start == 1:
            yield run
            run = []


def of_pairs(run: list[Word]) -> Term:
    """The last single character only helps to find one that is asked for alone."""
    if len(run) == 1:
        return Term((run[0].folded,), is_beginning=True)
    return Term(tuple(pair.folded for pair in run[:-1]))


def unfinished(term: Term, *, shortest: int) -> Term:
    return replace(term, is_beginning=term.is_beginning or len(term.words[-1]) >= shortest)


def looser(query: Query) -> Iterator[Query]:
    """What to try when nothing is found: words that only begin so, then any of the words."""
    beginnings = tuple(unfinished(term, shortest=4) for term in query.terms)
    if beginnings != query.terms:
        yield replace(query, terms=beginnings)
    single = tuple(unfinished(Term((word,)), shortest=4) for term in query.terms for word in term.words)
    if len(single) > 1:
        yield replace(query, terms=single[: 4 * MOST_TERMS], any_term=True)
