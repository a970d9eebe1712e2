"""The demonstration's debates as records. No database.

A debate is indented text. A reply begins with a line `@ name <website> | hours | how often recommended`, of
which website and number may be missing; hours count from the article's publication. Lines `~ hours who what |
words` tell what became of it since. `[new]` before the words: it has just come in, and the site judges it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from operations.demo.source import CONTENT

HEAD = re.compile(r"^( *)@ (.+?)(?: <(\S+)>)? \| ([\d.]+)(?: \| (\d+))?\n", re.MULTILINE)
EVENT = re.compile(r"^ *~ ([\d.]+) (\w+) ([\w-]+)(?: ([\w-]+))?(?: \| (.*))?\n", re.MULTILINE)
NEW = "[new] "


@dataclass(frozen=True)
class Event:
    """What happened to a reply: `who` is a login, `writer`, `reader`, `readers` or `site`; `what` a state
    or a deed (see operations/demo/histories.py); `why` a reason."""

    after: timedelta
    who: str
    what: str
    why: str
    words: str


@dataclass(frozen=True)
class Saying:
    """One reply. `after` counts from the article's publication; `answers` stand in the order of the file."""

    name: str
    after: timedelta
    text: str
    website: str = ""
    recommended: int = 0
    is_new: bool = False
    events: tuple[Event, ...] = ()
    answers: "list[Saying]" = field(default_factory=list)


def debate(key: str) -> list[Saying]:
    """The replies to the article of this key: those that answer it itself, with their answers inside."""
    path = CONTENT / "replies" / f"{key}.txt"
    return read_debate(path.read_text("utf-8")) if path.exists() else []


def names() -> set[str]:
    """Of everybody who says something in any debate."""
    paths = (CONTENT / "replies").glob("*.txt")
    return {saying.name for path in paths for _depth, saying in sayings(path.read_text("utf-8"))}


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
    for indent, name, website, hours, number, text in zip(*[iter(parts)] * 6, strict=True):
        told = re.sub(r"^ +", "", EVENT.sub("", text), flags=re.MULTILINE).strip()
        saying = Saying(
            name=name,
            after=timedelta(hours=float(hours)),
            text=told.removeprefix(NEW),
            website=website or "",
            recommended=int(number or 0),
            is_new=told.startswith(NEW),
            events=tuple(map(event, EVENT.finditer(text))),
        )
        yield len(indent) // 2, saying


def event(line: re.Match[str]) -> Event:
    hours, who, what, why, words = line.groups(default="")
    return Event(timedelta(hours=float(hours)), who, what, why, words)
