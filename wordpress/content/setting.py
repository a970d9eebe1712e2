"""What surrounds a text while it is converted."""

import re
from dataclasses import dataclass, field

from .library import Library, Notes

PLACE = re.compile("[\x02\x04](\\d+)[\x03\x05]")


class Places:
    """Parts of a text put aside while the rest is worked on."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def keep(self, part: str, inline: bool) -> str:
        self.kept.append(part)
        number = len(self.kept) - 1
        return f"\x04{number}\x05" if inline else f"\x02{number}\x03"

    def fill(self, text: str) -> str:
        """Everything back in its place, parts inside of parts too."""
        while self.kept and PLACE.search(text):
            text = PLACE.sub(lambda match: self.kept[int(match.group(1))], text)
        return text


@dataclass(frozen=True)
class Setting:
    """Where a text stands: the post, the export around it, the notes to write to, and what is put aside."""

    library: Library
    notes: Notes
    post: int = 0
    footnotes: list[str] = field(default_factory=list)
    places: Places = field(default_factory=Places)
