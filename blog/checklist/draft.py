"""What is handed in, what comes out, and how a spot in the text is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Spot:
    """Where to look: a field of the form by its name; within the text the `index`-th of the elements of that
    tag that `value` names (`src`, `href` or words)."""

    name: str
    tag: str = ""
    value: str = ""
    index: int = 0


@dataclass(frozen=True)
class Finding:
    """One remark."""

    code: str
    message: str
    spot: Spot


@dataclass(frozen=True)
class Pictured:
    """What the library holds of a picture."""

    name: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Linked:
    """A media link beside the text; `number` is its line in the form."""

    number: int
    url: str = ""
    title: str = ""


@dataclass(frozen=True)
class Draft:
    """What is in the form now. `attached` are pictures beside the text by their line in the form; `library`
    holds the pictures of the text by their addresses, `dead` says of addresses why they lead nowhere."""

    title: str = ""
    search_title: str = ""
    standfirst: str = ""
    body: str = ""
    is_page: bool = False
    has_category: bool = True
    featured: Pictured | None = None
    attached: Mapping[int, Pictured] = field(default_factory=dict)
    media_links: Iterable[Linked] = ()
    library: Mapping[str, Pictured] = field(default_factory=dict)
    dead: Mapping[str, str] = field(default_factory=dict)


class Spots:
    """Counts elements of the text that look alike, so that each can be found again."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], int] = {}

    def of(self, tag: str, value: str) -> Spot:
        index = self.seen.get((tag, value), 0)
        self.seen[tag, value] = index + 1
        return Spot("body", tag, value, index)


def short(words: str) -> str:
    return words if len(words) <= 50 else f"{words[:48].rstrip()}…"
