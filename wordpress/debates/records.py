"""What a debate kept elsewhere says, as plain values: no database, no Django."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

State = Literal["approved", "pending", "spam", "trash"]
Markup = Literal["html", "markdown"]


class SourceError(Exception):
    """The source cannot be taken; the message is one sentence for whoever runs the import."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One article's thread there. `address` is a whole URL or a path, empty where the source gives none."""

    key: str
    address: str
    title: str = ""
    identifier: str = ""  # what the site itself called the article, for example “123 https://…/?p=123”


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment. `parent` is the key of what it answers, empty for one on the article itself."""

    key: str
    thread: str
    parent: str = ""
    name: str = ""
    email: str = ""
    url: str = ""
    ip: str = ""
    written: datetime | None = None  # with a zone
    text: str = ""
    markup: Markup = "html"
    state: State = "approved"
    extra: dict[str, str] = field(default_factory=dict)  # what has no column here
    is_repeated: bool = False  # an earlier one has its number; known when all is read, as is the next
    answers_elsewhere: bool = False  # what it answers stands in another thread


Record = Thread | Remark


class DebateSource(Protocol):
    """A debate that can be read to its end, any number of times."""

    @property
    def name(self) -> str:
        """Begins each import_ref: `disqus`, `isso`, `xtd`."""
        ...

    @property
    def counts_globally(self) -> bool:
        """Whether its numbers are its own in the whole world, not in one database."""
        ...

    @property
    def mended(self) -> Sequence[str]:
        """What had to be mended to read it; known once it has been."""
        ...

    def records(self) -> Iterator[Record]:
        """Every thread and every remark, in any order. Raises SourceError."""
        ...
