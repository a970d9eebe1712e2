"""How a reply was sent. None of it proves anything but the trap; all of it is evidence."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from comments.screening.spam.rules import Finding

FASTEST = 3.0  # seconds from opening the page to sending, in which nobody reads and writes
LONGEST_NUMBER = 12


@dataclass(frozen=True)
class Circumstances:
    """What the request told about itself. `took` is in seconds, None where no script counted them."""

    trapped: bool = False
    took: float | None = None
    is_from_nowhere: bool = False

    @classmethod
    def of(cls, request: HttpRequest, *, trapped: bool) -> "Circumstances":
        return cls(trapped, seconds(request.POST.get("took", "")), is_from_nowhere(request))

    @classmethod
    def remembered(cls, held_for: list[dict[str, Any]]) -> "Circumstances":
        """From what was noted about an unconfirmed reply when it came."""
        noted = {entry.get("code"): entry for entry in held_for}
        return cls("trap" in noted, noted.get("fast", {}).get("seconds"), "nowhere" in noted)

    @property
    def is_fast(self) -> bool:
        return self.took is not None and self.took < FASTEST

    @property
    def findings(self) -> list[Finding]:
        """As evidence for spam, in log-odds."""
        weights = {
            "trap": 5.0 * self.trapped,
            "fast": 1.5 * self.is_fast,
            "nowhere": 0.7 * self.is_from_nowhere,
        }
        return [Finding(code, weight) for code, weight in weights.items() if weight]

    @property
    def notes(self) -> list[dict[str, Any]]:
        """As they are kept with the reply."""
        noted: list[tuple[bool, dict[str, Any]]] = [
            (self.trapped, {"code": "trap"}),
            (self.is_fast, {"code": "fast", "seconds": self.took}),
            (self.is_from_nowhere, {"code": "nowhere"}),
        ]
        return [entry for is_so, entry in noted if is_so]


def seconds(typed: str) -> float | None:
    """What the form's script counted; None for anything else."""
    is_number = typed.isascii() and typed.replace(".", "", 1).isdigit() and len(typed) <= LONGEST_NUMBER
    return float(typed) if is_number else None


def is_from_nowhere(request: HttpRequest) -> bool:
    """Browsers with scripts say from where they send; programs that post into forms often say nothing."""
    return not any(request.headers.get(name) for name in ("Sec-Fetch-Site", "Origin", "Referer"))
