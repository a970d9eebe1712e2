"""The addresses in a text: with a scheme, bare, or made unreadable for machines."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

# Under these a bare name is an address; under all others (`war.It`, `peace.now`) only before a slash.
SURE_ENDINGS = "com net org info biz edu gov io tv ly xyz ru de fr es uk ua br pl nl eu ir cn jp".split()
ADDRESS = re.compile(
    r"""(?:h(?:tt|xx)ps?|ftp)\s?:\s?/\s?/\s?(?P<full>[^\s<>"'\])}]+)
      | (?<![\w@./-])(?P<bare>(?:[a-z0-9-]{1,63}\.){1,5}
          (?:(?:ENDINGS)(?![\w-])(?:[/?\#][^\s<>"')\]]*)? | [a-z]{2,12}/[^\s<>"')\]]*))
      | (?<![\w@./-])(?P<www>www\.[^\s<>"'\])}.]{1,63}\.[^\s<>"'\])}]{2,})
    """.replace("ENDINGS", "|".join(SURE_ENDINGS)),
    re.IGNORECASE | re.VERBOSE,
)
DISGUISED = re.compile(
    r"(?<![\w-])[a-z0-9-]{2,63}\s*(?:\(dot\)|\[dot\]|\{dot\}|\sdot\s|\s\.\s|\.\s)\s*(?:com|net|org|info|ru|tv|xyz|io)\b",
    re.IGNORECASE,
)
FRAGMENT = re.compile(r"(?<![\w/])(?:watch\?v=|channel/|user/|embed/)[\w-]{6,}", re.IGNORECASE)
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,200}")


@dataclass(frozen=True)
class Link:
    """One address: its host without `www.`, its path, and what follows a question mark."""

    host: str
    path: str = ""
    query: str = ""

    @property
    def domain(self) -> str:
        """The last two labels, three where the last two are of a country's `co.uk` kind."""
        labels = self.host.split(".")
        long = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
        return ".".join(labels[-3:] if long else labels[-2:])

    @property
    def ending(self) -> str:
        return self.host.rpartition(".")[2]


def links(text: str) -> list[Link]:
    """Every address in `text`, in order."""
    found = (link(match["full"] or match["bare"] or match["www"]) for match in ADDRESS.finditer(text))
    return [each for each in found if each]


def link(address: str) -> Link | None:
    """The parts of an address, with or without scheme; None if it is none."""
    try:
        parts = urlsplit("//" + address.partition("://")[2] if "://" in address else "//" + address)
        host = (parts.hostname or "").strip(".")
    except ValueError:
        return None
    return Link(host.removeprefix("www."), parts.path.rstrip("/.,;"), parts.query) if host else None


def without_links(text: str) -> str:
    return MAIL.sub(" ", ADDRESS.sub(" ", text))
