"""Shortcodes: `[name attributes]` and `[name]text[/name]`, found and taken apart."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

OPENING = re.compile(
    r"\[(?P<escaped>\[?)(?P<name>[A-Za-z][\w-]*)(?P<rest>(?:[\s=](?:\"[^\"]*\"|'[^']*'|[^\[\]\"'])*)?)\]"
)
ATTRIBUTE = re.compile(
    r"""(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s'"]+))"""
    r"""|"(?P<alone_double>[^"]*)"|'(?P<alone_single>[^']*)'|(?P<alone>\S+)"""
)
CURLY = str.maketrans("“”″„", '""""', "\u200b")


@dataclass(frozen=True, slots=True)
class Shortcode:
    """One shortcode; `content` is None for one that stands alone. `values` are attributes without a name."""

    name: str
    attributes: dict[str, str]
    values: tuple[str, ...]
    content: str | None
    raw: str

    def get(self, *names: str) -> str:
        """The first of these attributes that has a value, or an empty string."""
        return next((self.attributes[name] for name in names if self.attributes.get(name)), "")


def attributes_of(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Named attributes (names in lower case) and values without a name, by WordPress's rules."""
    named: dict[str, str] = {}
    alone: list[str] = []
    for match in ATTRIBUTE.finditer(unescape(text).translate(CURLY)):
        found = match.groupdict()
        if found["name"]:
            named[found["name"].lower()] = found["double"] or found["single"] or found["bare"] or ""
        else:
            alone.append(found["alone_double"] or found["alone_single"] or found["alone"] or "")
    return named, tuple(alone)


def replace(text: str, convert: Callable[[Shortcode], str | None]) -> str:
    """The text with each shortcode replaced by what `convert` makes of it; None leaves it as it stands.

    `[[name]]` is WordPress's way to write about a shortcode: the outer brackets go, nothing is converted.
    """
    parts: list[str] = []
    at = 0
    while match := OPENING.search(text, at):
        end, shortcode = _whole(text, match)
        if match.group("escaped"):
            end = end + 1 if text[end : end + 1] == "]" else end
            made: str | None = text[match.start() + 1 : end - 1] if text[end - 1] == "]" else None
        else:
            made = convert(shortcode)
        if made is None:
            parts.append(text[at : match.end()])
            at = match.end()
        else:
            parts += [text[at : match.start()], made]
            at = end
    return "".join([*parts, text[at:]])


def _whole(text: str, match: re.Match[str]) -> tuple[int, Shortcode]:
    """Where the shortcode ends, its closing tag included, and what it says."""
    name, rest = match.group("name"), match.group("rest")
    alone = rest.rstrip().endswith("/")
    if rest.startswith("="):  # WordPress.com: [youtube=https://…]
        named: dict[str, str] = {}
        values: tuple[str, ...] = (unescape(rest[1:]).strip().strip("\"'"),)
    else:
        named, values = attributes_of(rest.rstrip().removesuffix("/") if alone else rest)
    closing = -1 if alone else text.find(f"[/{name}]", match.end())
    another = text.find(f"[{name}", match.end()) if closing >= 0 else -1
    if closing < 0 or 0 <= another < closing:
        return match.end(), Shortcode(name.lower(), named, values, None, match.group())
    end = closing + len(name) + 3
    content = text[match.end() : closing]
    return end, Shortcode(name.lower(), named, values, content, text[match.start() : end])
