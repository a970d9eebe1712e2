"""A WordPress text as our own HTML. Pure: what it must know of the export it asks of a `Library`.

Classic texts, shortcodes, addresses on a line of their own and Gutenberg blocks all come out as prose, lists,
tables, figures, and links alone in their paragraph (which pages show as embedded media links). What is not
understood stays as it is written and is noted.
"""

import re
from dataclasses import dataclass

from lxml import etree

from . import block_rules, blocks, shortcode_rules, shortcodes
from .library import Attachment, EmptyLibrary, Library, Note, Notes
from .paragraphs import paragraphs
from .shortcode_rules import Setting
from .tidy import tidy

__all__ = ["Attachment", "Converted", "EmptyLibrary", "Library", "Note", "convert", "plain"]

# Shown as written: no paragraphs, shortcodes or addresses are looked for inside.
VERBATIM = re.compile(
    r"<(pre|script|style|textarea|svg|math|code|object|iframe|noscript)\b[^>]*>.*?</\1\s*>|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)
INLINE_VERBATIM = ("<code", "<!--", "<math", "<iframe", "<svg")
PLACE = re.compile("[\x02\x04](\\d+)[\x03\x05]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
TEASER = re.compile(r"<!--\s*(?:more\b.*?|noteaser|nextpage)\s*-->", re.DOTALL)
MARKUP = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Converted:
    """Our HTML, and what could not be taken over as it stood."""

    html: str
    notes: tuple[Note, ...]


def convert(source: str, library: Library | None = None, *, post: int = 0) -> Converted:
    """The text of post number `post` as our own HTML, ready to be sanitised."""
    setting = Setting(library or EmptyLibrary(), Notes(), post)
    source = TEASER.sub("\n\n", CONTROL.sub("", source).replace("\r\n", "\n"))
    if blocks.has_blocks(source):
        writer = block_rules.BlockWriter(setting, lambda text: classic(text, setting))
        made = writer.write(blocks.parse(source))
        made = with_shortcodes(made, setting)
    else:
        made = classic(source, setting)
    return Converted(tidied(made, setting), tuple(setting.notes.found))


def tidied(made: str, setting: Setting) -> str:
    """Cleaned up; a text that no parser can read is kept as it is, since pages show it sanitised anyway."""
    try:
        return tidy(made, setting.library, setting.notes) if made.strip() else ""
    except (ValueError, RecursionError, etree.LxmlError):
        setting.notes.add("kept", "the whole text, which cannot be read as HTML")
        return made


def plain(source: str) -> str:
    """A title, caption or excerpt without its markup."""
    return " ".join(MARKUP.sub(" " if "<br" in source else "", source).split())


def classic(source: str, setting: Setting) -> str:
    """A text from before blocks: shortcodes, then paragraphs."""
    places = Places()
    text = VERBATIM.sub(lambda match: places.keep(match.group(), is_inline(match.group())), source)

    def converted(shortcode: shortcodes.Shortcode) -> str | None:
        made = shortcode_rules.convert(shortcode, setting)
        return None if made is None else f"\n\n{places.keep(made, inline=False)}\n\n"

    return places.fill(paragraphs(shortcodes.replace(text, converted)))


def with_shortcodes(text: str, setting: Setting) -> str:
    """Shortcodes inside of blocks; paragraphs are marked there already."""
    places = Places()
    kept = VERBATIM.sub(lambda match: places.keep(match.group(), inline=True), text)
    return places.fill(
        shortcodes.replace(kept, lambda shortcode: shortcode_rules.convert(shortcode, setting))
    )


def is_inline(markup: str) -> bool:
    return markup.lower().startswith(INLINE_VERBATIM)


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
        while PLACE.search(text):
            text = PLACE.sub(lambda match: self.kept[int(match.group(1))], text)
        return text
