"""What the naive Bayes counts in a reply: words, pairs of words, links, the outward shape, rules that fit."""

from itertools import pairwise

from comments.screening.spam.links import Link
from comments.screening.spam.rules import Finding, Reading
from comments.screening.spam.texts import words

MOST = 2_000  # features of one reply
LONGEST = 80  # characters of one feature, as its column holds
LENGTHS = (1, 4, 10, 25, 80)


def features(reading: Reading, found: list[Finding]) -> list[str]:
    """The set of features in a settled order. Words stand as they are; all others have a kind and a colon."""
    named = [finding.feature for finding in found] or ["rule:none"]
    named += shape(reading)
    for address in reading.links[:50]:
        named += of_link(address)
    said = reading.said
    pairs = [f"{first} {second}" for first, second in pairwise(said)]
    both = [feature for pair in zip(said, ["", *pairs], strict=False) for feature in pair if feature]
    return list(dict.fromkeys(feature[:LONGEST] for feature in named + both))[:MOST]


def of_link(address: Link) -> list[str]:
    path = words(address.path.replace("/", " ").replace("-", " ").replace("_", " "))[:5]
    return [
        f"host:{address.host}",
        f"domain:{address.domain}",
        f"ending:{address.ending}",
        *(f"path:{word}" for word in path),
    ]


def shape(reading: Reading) -> list[str]:
    """How many links and how many words, roughly: spam has its own habits in both."""
    length = sum(len(reading.said) >= step for step in LENGTHS)
    return [f"shape:links{min(len(reading.links), 2)}", f"shape:length{length}"]


def in_words(feature: str) -> str:
    """A feature as people read it; empty for what is no word of the reply."""
    kind, colon, rest = feature.partition(":")
    if not colon:
        return feature
    return {"host": rest, "domain": rest, "path": rest, "ending": f".{rest}"}.get(kind, "")
