"""A naive Bayes that is modest about what it has seen little of.

Chosen by measurement among multinomial, Robinson-Fisher and strongest-token variants: the sum of smoothed
log-odds divided by the root of their number stays calibrated from one word to thousands.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

SMOOTHING = 1.0
WEIGHT = 2.5
HALF_TRUSTED_AT = 20  # decisions of the rarer kind at which what was learnt has half its weight


@dataclass(frozen=True)
class Counts:
    """How many replies were decided to be spam and not (`ham`), and how many of each hold a feature."""

    spam: int = 0
    ham: int = 0
    features: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def trust(self) -> float:
        """From 0 to 1: nothing is learnt before there are decisions of both kinds."""
        rarer = min(self.spam, self.ham)
        return rarer / (rarer + HALF_TRUSTED_AT) if rarer > 0 else 0.0

    def log_odds(self, feature: str) -> float:
        """For spam, of one feature.

        Counts of the commoner kind are scaled down to the rarer: a word seen once among a thousand honest
        replies says nothing when there were only ten of the other kind.
        """
        spam, ham = self.features.get(feature, (0, 0))
        rarer = min(self.spam, self.ham)
        if rarer <= 0:
            return 0.0
        scaled = max(spam, 0) * rarer / self.spam, max(ham, 0) * rarer / self.ham
        return math.log((scaled[0] + SMOOTHING) / (scaled[1] + SMOOTHING))


def weigh(features: Iterable[str], counts: Counts) -> dict[str, float]:
    """The log-odds that each known feature adds, strongest first."""
    if not counts.trust:
        return {}
    known = {feature: counts.log_odds(feature) for feature in features if feature in counts.features}
    factor = WEIGHT * counts.trust / math.sqrt(len(known)) if known else 0.0
    ordered = sorted(known.items(), key=lambda item: -abs(item[1]))
    return {feature: factor * odds for feature, odds in ordered}
