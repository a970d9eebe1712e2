"""The demonstration's files as records. No database.

An article is HTML under a TOML heading between two lines of `+++`; a debate is indented text, a line
`@ name | hours` before each reply; publication and people are TOML."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOM = Path(__file__).parent
CONTENT = ROOM / "content"
PICTURES = ROOM / "pictures"
PICTURE_SIZE = (1600, 900)  # every one of them, in pixels

STATES = {"pending": "pending", "spam": "spam", "removed": "trash", "withdrawn": "withdrawn"}
HEAD = re.compile(r"^( *)@ (.+?) \| ([\d.]+)\n", re.MULTILINE)
REMARK = re.compile(r"\[(\w+)(?: (\d+))?\] ")  # a state, “edited”, or “recommended 7”


@dataclass(frozen=True)
class Text:
    """An article or a page: what its heading says, and its HTML. `key` is what other texts call it."""

    key: str
    heading: dict[str, Any]
    body: str

    @property
    def age(self) -> timedelta:
        """How long ago it came out; negative for one that is still to come."""
        return timedelta(days=self.heading.get("days_ago", 1000))


@dataclass(frozen=True)
class Saying:
    """One reply. `after` counts from the article's publication; `answers` stand in the order of the file."""

    name: str
    after: timedelta
    status: str
    text: str
    edited: bool = False
    recommended: int = 0
    answers: "list[Saying]" = field(default_factory=list)


def publication() -> dict[str, Any]:
    """Name and tagline, and lists under `category`, `page` and `picture`."""
    return tomllib.loads((CONTENT / "publication.toml").read_text("utf-8"))


def people() -> dict[str, Any]:
    """Lists under `author` and `login`."""
    return tomllib.loads((CONTENT / "people.toml").read_text("utf-8"))


def articles() -> list[Text]:
    """Every article; the number before the key only sorts the files."""
    paths = sorted((CONTENT / "articles").glob("*.html"))
    return [read_text(path, path.stem.split("-", 1)[1]) for path in paths]


def pages() -> list[Text]:
    """Every page, parents before children."""
    return [read_text(CONTENT / "pages" / each["file"]) for each in publication()["page"]]


def read_text(path: Path, key: str = "") -> Text:
    _, heading, body = path.read_text("utf-8").split("+++\n", 2)
    return Text(key or path.stem, tomllib.loads(heading), body)


def debate(key: str) -> list[Saying]:
    """The replies to the article of this key: those that answer it itself, with their answers inside."""
    path = CONTENT / "replies" / f"{key}.txt"
    return read_debate(path.read_text("utf-8")) if path.exists() else []


def read_debate(source: str) -> list[Saying]:
    roots: list[Saying] = []
    above: list[Saying] = []
    for depth, saying in sayings(source):
        del above[depth:]
        (above[-1].answers if above else roots).append(saying)
        above.append(saying)
    return roots


def sayings(source: str) -> Iterator[tuple[int, Saying]]:
    """Each reply with the number of replies above it; two spaces of indentation are one level."""
    parts = HEAD.split(source)[1:]
    for indent, name, hours, text in zip(*[iter(parts)] * 4, strict=True):
        words = re.sub(r"^ +", "", text, flags=re.MULTILINE).strip()
        said: dict[str, int] = {}
        while remark := REMARK.match(words):
            said[remark[1]] = int(remark[2] or 0)
            words = words[remark.end() :]
        edited, recommended = "edited" in said, said.pop("recommended", 0)
        status = next((STATES[name] for name in said if name != "edited"), "approved")
        yield (
            len(indent) // 2,
            Saying(name, timedelta(hours=float(hours)), status, words, edited, recommended),
        )
