"""One score from rules and experience, and what weighed most in it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from comments.screening.spam.bayes import Counts, weigh
from comments.screening.spam.features import features, in_words
from comments.screening.spam.rules import Finding, Reading, Sample, findings

BEFOREHAND = -1.0  # log-odds that a reply is spam of which nothing is known
WORDS_TOLD = 5
RULES_TOLD = 4
WORTH_TELLING = 0.15  # log-odds


@dataclass(frozen=True)
class Verdict:
    """How likely spam is, from 0 to 1, with the rules and words that speak most for it.

    A rule is its code (comments.screening.holding has the sentences) and the number it found.
    """

    score: float
    rules: list[tuple[str, int]]
    words: list[str]


class Evidence:
    """What a sample shows, before it is compared with what was learnt."""

    def __init__(self, sample: Sample) -> None:
        self.reading = Reading.of(sample)
        self.findings: list[Finding] = findings(self.reading)

    @cached_property
    def features(self) -> list[str]:
        """What is counted when somebody decides on this sample."""
        return features(self.reading, self.findings)

    def weigh(self, counts: Counts | None = None, around: Iterable[Finding] = ()) -> Verdict:
        """The verdict: by rules alone where nothing was learnt yet. `around` is evidence from outside it."""
        learnt = weigh(self.features, counts or Counts())
        findings = [*self.findings, *around]
        rules = {finding: finding.weight + learnt.get(finding.feature, 0.0) for finding in findings}
        log_odds = BEFOREHAND + sum(finding.weight for finding in findings) + sum(learnt.values())
        return Verdict(probability(log_odds), strongest_rules(rules), strongest_words(learnt))


def probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def strongest_rules(weights: dict[Finding, float]) -> list[tuple[str, int]]:
    ordered = sorted(weights, key=lambda finding: -weights[finding])
    telling = [finding for finding in ordered if weights[finding] > WORTH_TELLING]
    return [(finding.code, finding.number) for finding in telling[:RULES_TOLD]]


def strongest_words(learnt: dict[str, float]) -> list[str]:
    """Words and links that speak for spam, none of them twice as part of another."""
    told: list[str] = []
    for feature, weight in learnt.items():
        word = in_words(feature)
        if weight > WORTH_TELLING and word and not any(word in other for other in told):
            told.append(word)
    return told[:WORDS_TOLD]
