"""The demonstration's files as records. No database.

An article is HTML under a TOML heading between two lines of `+++`; publication, people and the rules of the
debate are TOML. What readers said is read by `sayings`."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOM = Path(__file__).parent
CONTENT = ROOM / "content"
PICTURES = ROOM / "pictures"
PICTURE_SIZE = (1600, 900)  # every one of them, in pixels


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


def publication() -> dict[str, Any]:
    """Name and tagline, and lists under `category`, `page` and `picture`."""
    return tomllib.loads((CONTENT / "publication.toml").read_text("utf-8"))


def people() -> dict[str, Any]:
    """Lists under `author` and `login`."""
    return tomllib.loads((CONTENT / "people.toml").read_text("utf-8"))


def debate_rules() -> dict[str, Any]:
    """What the moderators have set: `watch_words`, `trusted` names, lists under `ban` and `follower`."""
    return tomllib.loads((CONTENT / "debate.toml").read_text("utf-8"))


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
