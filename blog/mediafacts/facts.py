"""The fields that are taken of another site's answer, cleaned."""

import html
import math
import re
from dataclasses import dataclass
from typing import Any

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
LONGEST = 12 * 60 * 60  # no recording of a day: such a number is a mistake


class Gone(Exception):
    """The other site says that there is nothing (any more), or nothing for everybody."""


class Later(Exception):
    """Nothing could be learnt now; another time it may. `str()` says why."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Texts are plain; `seconds` and `bytes` None where unknown; `poster` is an address elsewhere."""

    title: str = ""
    outlet: str = ""
    seconds: int | None = None
    poster: str = ""
    bytes: int | None = None
    file_type: str = ""


def text(value: Any, most: int) -> str:
    """One line of plain text, or empty for anything that is none."""
    if not isinstance(value, str):
        return ""
    line = " ".join(CONTROLS.sub(" ", html.unescape(value[: most * 4])).split())
    line = line.encode("utf-8", "ignore").decode()
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def seconds(value: Any) -> int | None:
    """Whole seconds from a number or a text that is one; None for what cannot be a length."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return round(number) if math.isfinite(number) and 0.5 <= number <= LONGEST else None
