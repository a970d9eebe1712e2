"""A WordPress text as our own HTML. Pure: what it must know of the export it asks of a `Library`.

Classic texts, shortcodes, addresses on a line of their own and Gutenberg blocks all come out as prose, lists,
tables, figures, and links alone in their paragraph (which pages show as embedded media links). What is not
understood stays as it is written and is noted.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from . import blocks, shortcode_rules, shortcodes
from .block_writer import BlockWriter
from .codes import as_code
from .enclosures import above, enclosures_of
from .library import Attachment, EmptyLibrary, Library, Note, Notes
from .paragraphs import paragraphs
from .setting import Setting
from .tidy import tidy

__all__ = [
    "Attachment",
    "Converted",
    "EmptyLibrary",
    "Library",
    "Note",
    "before_more",
    "convert",
    "enclosures_of",
    "plain",
]

# Shown as written: no paragraphs, shortcodes or addresses are looked for inside.
VERBATIM = re.compile(
    r"<(pre|script|style|textarea|svg|math|code|object|iframe|noscript)\b[^>]*>.*?</\1\s*>|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)
INLINE_VERBATIM = ("<code", "<!--", "<math", "<iframe", "<svg")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
TEASER = re.compile(r"<!--\s*(?:more\b.*?|noteaser|nextpage)\s*-->", re.DOTALL)
MORE_IN_A_SENTENCE = re.compile(r"(?<=[\w,;])( ?)<!--\s*more\b[^>\n]*-->( ?)(?=\w)")
LESS_THAN = re.compile(r"<(?!!|[a-zA-Z/](?:[^<>]*>|(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>))")  # begins no tag
READ_MORE = re.compile(r"<!--\s*more\b")
NEXT_PAGE = re.compile(r"<!--\s*nextpage\s*-->")
MARKUP = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Converted:
    """Our HTML, what could not be taken over as it stood, and pictures that are no files of the export."""

    html: str
    notes: tuple[Note, ...]
    strays: tuple[str, ...] = ()


def convert(
    source: str,
    library: Library | None = None,
    *,
    post: int = 0,
    footnotes: str = "",
    enclosures: Iterable[str] = (),
) -> Converted:
    """The text of post number `post` as our own HTML, ready to be sanitised. Never raises.

    `footnotes` is the post's meta value of that name: the notes of the footnotes block, as JSON. `enclosures`
    are a podcast's recordings; they stand above the text unless it names them.
    """
    setting = Setting(library or EmptyLibrary(), Notes(), post)
    source = CONTROL.sub("", source.replace("\r\n", "\n").replace("\r", "\n"))
    source = LESS_THAN.sub("&lt;", as_code(source))
    if pages := len(NEXT_PAGE.findall(source)):
        setting.notes.add("changed", f"its {pages + 1} pages are one")
    if READ_MORE.search(source):
        setting.notes.add(
            "changed", "its “read more” mark: lists show its excerpt, or the words before the mark"
        )
        source = MORE_IN_A_SENTENCE.sub(r"\1\2", source)
    source = TEASER.sub("\n\n", source)
    if blocks.has_blocks(source):
        writer = BlockWriter(setting, lambda text: classic(text, setting), footnotes)
        made = with_shortcodes(writer.write(blocks.parse(source)), setting)
    else:
        made = classic(source, setting)
    made = above(made, enclosures) + made + setting.places.fill(notes_below(setting.footnotes))
    html = tidied(made, setting)
    for address in setting.notes.strays:
        setting.notes.add("kept", f"the picture {address[:200]}, which is no file of the export, as a link")
    notes = [Note(note.verdict, setting.places.fill(note.what)) for note in setting.notes.found]
    return Converted(html, tuple(notes), tuple(setting.notes.strays))


def before_more(source: str) -> str:
    """What WordPress's lists show of a text: all before its “read more” mark; empty where it has none."""
    mark = READ_MORE.search(source)
    return source[: mark.start()] if mark else ""


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
    places = setting.places

    def converted(shortcode: shortcodes.Shortcode) -> str | None:
        made = shortcode_rules.convert(shortcode, setting)
        if made is None or shortcode_rules.flows(shortcode):
            return made and with_codes(made, converted)
        if made.startswith("<code"):
            return places.keep(made, inline=True)
        return f"\n\n{places.keep(made, inline=False)}\n\n"

    text = VERBATIM.sub(
        lambda match: places.keep(as_written(match.group()), is_inline(match.group())), source
    )
    return places.fill(paragraphs(with_codes(text, converted)))


def with_shortcodes(text: str, setting: Setting) -> str:
    """Shortcodes inside of blocks; paragraphs are marked there already."""
    places = setting.places

    def converted(shortcode: shortcodes.Shortcode) -> str | None:
        made = shortcode_rules.convert(shortcode, setting)
        return made and with_codes(made, converted) if shortcode_rules.flows(shortcode) else made

    kept = VERBATIM.sub(lambda match: places.keep(as_written(match.group()), inline=True), text)
    return places.fill(with_codes(kept, converted))


def with_codes(text: str, converted: shortcodes.Convert) -> str:
    """The text with its shortcodes replaced."""
    return shortcodes.replace(
        text, converted, is_known=shortcode_rules.is_known, stands_apart=shortcode_rules.stands_apart
    )


def as_written(markup: str) -> str:
    """What is shown as written; examples of shortcodes lose the brackets that escaped them."""
    return shortcodes.shown(markup, shortcode_rules.is_known)


def notes_below(notes: list[str]) -> str:
    """The notes that stood in the text, as its last list."""
    if not notes:
        return ""
    back = '<a class="footnote-backref" href="#fnref-{}">↩</a>'
    items = [f'<li id="fn-{n}">{said} {back.format(n)}</li>' for n, said in enumerate(notes, 1)]
    return f'<ol class="footnotes">{"".join(items)}</ol>'


def is_inline(markup: str) -> bool:
    return markup.lower().startswith(INLINE_VERBATIM)
