"""WordPress's shortcodes, found and taken apart.

`[name key="value" other]`, `[name]content[/name]`, `[name /]`, WordPress.com's `[name=value]`, and `[[name]]`
for a shortcode that is written about and not meant.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

NAME = r"[^\W\d_][\w.-]*"
OPENING = re.compile(
    r"<[a-zA-Z/!][^<>]*>"  # nothing is looked for inside of a tag
    rf"|\[/(?P<closing>{NAME})\s*\]"
    rf"|\[(?P<escaped>\[?)(?P<name>{NAME})"
    r"(?P<rest>(?:(?:[\s=/]|(?<=audio):)(?:(?:\"[^\"]{0,4000}\"|'[^']{0,4000}'|[^\[\]\"'])*|[^\[\]]*))?)\]"
)
ATTRIBUTE = re.compile(
    r"""(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s'"]+))"""
    r"""|"(?P<alone_double>[^"]*)"|'(?P<alone_single>[^']*)'|(?P<alone>\S+)"""
)
CURLY = str.maketrans("“”″„«»", '""""""', "\u200b")


@dataclass(frozen=True, slots=True)
class Shortcode:
    """One shortcode; `content` is None for one that stands alone. `values` are attributes without a name.

    `is_closing`: only the end of one, of those whose two ends are replaced apart.
    """

    name: str
    attributes: dict[str, str]
    values: tuple[str, ...]
    content: str | None
    raw: str
    is_closing: bool = False

    def get(self, *names: str) -> str:
        """The first of these attributes that has a value, or an empty string."""
        return next((self.attributes[name] for name in names if self.attributes.get(name)), "")


Convert = Callable[[Shortcode], str | None]


def attributes_of(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Named attributes (names in lower case) and values without a name, by WordPress's rules."""
    named: dict[str, str] = {}
    alone: list[str] = []
    plain = text if '"' in text or "'" in text else unescape(text)  # quotes were encoded, or are in a value
    for match in ATTRIBUTE.finditer(plain.replace("\xa0", " ").translate(CURLY)):
        found = match.groupdict()
        if found["name"]:
            value = found["double"] or found["single"] or found["bare"] or ""
            named[found["name"].lower()] = unescape(value)
        else:
            value = found["alone_double"] or found["alone_single"] or found["alone"] or ""
            alone.append(unescape(value))
    return named, tuple(alone)


def replace(
    text: str,
    convert: Convert,
    *,
    is_known: Callable[[str], bool],
    stands_apart: Callable[[str], bool] = lambda name: False,
) -> str:
    """The text with each shortcode replaced by what `convert` makes of it; None leaves it as it stands.

    `[[name]]` loses its outer brackets where WordPress would know the name. `stands_apart`: names whose
    opening and closing are each replaced alone, so that what they hold is read like the rest.
    """
    return _Replacing(text, convert, is_known, stands_apart).run() if "[" in text else text


def shown(text: str, is_known: Callable[[str], bool]) -> str:
    """Code that shows shortcodes: only those that are escaped lose their outer brackets."""
    return replace(text, lambda shortcode: None, is_known=is_known) if "[[" in text else text


class _Replacing:
    def __init__(
        self, text: str, convert: Convert, is_known: Callable[[str], bool], apart: Callable[[str], bool]
    ) -> None:
        self.text, self.convert, self.is_known, self.apart = text, convert, is_known, apart
        self.unclosed: set[str] = set()

    def run(self) -> str:
        parts: list[str] = []
        at = 0
        while match := OPENING.search(self.text, at):
            end, made = self.take(match)
            parts += [self.text[at : match.start()], match.group() if made is None else made]
            at = match.end() if made is None else end
        return "".join([*parts, self.text[at:]])

    def take(self, match: re.Match[str]) -> tuple[int, str | None]:
        """Where the next search begins, and what stands in the place of all before."""
        name = (match.group("name") or match.group("closing") or "").lower()
        if match.group("closing") and self.apart(name):
            return match.end(), self.convert(Shortcode(name, {}, (), None, match.group(), is_closing=True))
        if not match.group("name"):
            return match.end(), None
        end, shortcode = self.whole(match, name)
        if not match.group("escaped"):
            return end, self.convert(shortcode)
        if self.is_known(name) and self.text[end : end + 1] == "]":
            return end + 1, self.text[match.start() + 1 : end].replace("[", "&#91;")  # never read again
        return end, None

    def whole(self, match: re.Match[str], name: str) -> tuple[int, Shortcode]:
        """Where the shortcode ends, its closing tag included, and what it says."""
        rest = match.group("rest")
        alone = rest.rstrip().endswith("/") or self.apart(name)
        if rest[:1] in {"=", ":"}:  # WordPress.com: [youtube=https://…]
            named: dict[str, str] = {}
            values: tuple[str, ...] = (unescape(rest[1:]).strip().strip("\"'"),)
        else:
            named, values = attributes_of(rest.rstrip().removesuffix("/") if alone else rest)
        start = match.start() + len(match.group("escaped"))
        closing = None if alone else self.closing(match)
        if closing is None:
            raw = self.text[start : match.end()]
            return match.end(), Shortcode(name, named, values, None, raw)
        content = self.text[match.end() : closing.start()]
        raw = self.text[start : closing.end()]
        return closing.end(), Shortcode(name, named, values, content, raw)

    def closing(self, match: re.Match[str]) -> re.Match[str] | None:
        """The closing tag, unless another of the same name opens before it."""
        name = match.group("name")
        if name in self.unclosed:
            return None
        found = re.compile(rf"\[(/?){re.escape(name)}(?=[\s=/\]])\s*\]?").search(self.text, match.end())
        if found is None:
            self.unclosed.add(name)
        return found if found and found.group(1) and found.group().endswith("]") else None
