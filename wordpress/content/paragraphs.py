"""Classic texts: blank lines part paragraphs, single line breaks are line breaks, block elements stand alone.

WordPress keeps these texts without paragraph marks and adds them when it shows them (its rules: `wpautop`).
"""

import re
from html import unescape

from blog.embeds import recognise

TAG = re.compile(r"</?([a-zA-Z][\w:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
TOKEN = re.compile(rf"\x02\d+\x03|{TAG.pattern}", re.DOTALL)
BLANK_LINES = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")
BREAK_AT_END = re.compile(r"<br\b[^>]*>$")
TWO_BREAKS = re.compile(r"(?:<br\b[^>]*>\s*){2,}", re.IGNORECASE)
LONE_ADDRESS = re.compile(r"^[ \t\xa0]*(https?://[^\s<>\"]+)[ \t\xa0]*$", re.MULTILINE | re.IGNORECASE)

LOOSE_NAMES = (
    "div section article aside header footer main nav td th li dd figure details form fieldset center"
)
LINE_NAMES = "p h1 h2 h3 h4 h5 h6 figcaption dt address summary legend caption"
STRUCTURE_NAMES = "ul ol dl table thead tbody tfoot tr colgroup menu select video audio object map hgroup"

WRAPPED = frozenset({"", "blockquote"})  # every run of words becomes a paragraph
LOOSE = frozenset(LOOSE_NAMES.split())  # runs become paragraphs where a blank line parts them
LINES = frozenset(LINE_NAMES.split())  # only line breaks
STRUCTURE = frozenset(STRUCTURE_NAMES.split())  # words have no place here and stay as they are
ALONE = {"hr", "col"}
BLOCKS = LOOSE | LINES | STRUCTURE | ALONE | WRAPPED
SIBLINGS = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"tr"},
}


def paragraphs(text: str) -> str:
    """The text with its paragraphs and line breaks marked up. `\\x02n\\x03` stands for a block of its own."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<br" in text.lower():
        text = TWO_BREAKS.sub("\n\n", text)
    return _Paragraphs().run(LONE_ADDRESS.sub(alone, text) if "http" in text else text)


def alone(match: re.Match[str]) -> str:
    """An address on a line of its own that can be embedded is a block; any other is a line of words."""
    found = recognise(unescape(match.group(1)))
    return f"\n\n{match.group(1)}\n\n" if found else match.group()


class _Paragraphs:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []

    def run(self, text: str) -> str:
        at = 0
        for token in TOKEN.finditer(text):
            self.words.append(text[at : token.start()])
            self.take(token.group(), (token.group(1) or "").lower())
            at = token.end()
        self.words.append(text[at:])
        self.flush()
        return "".join(self.out)

    def take(self, token: str, name: str) -> None:
        """One tag or block; inline tags are words, a line break inside a tag is none."""
        if token.startswith("\x02"):
            self.leave_paragraph()
            self.out.append(token)
        elif name not in BLOCKS:
            self.words.append(token.replace("\n", " "))
        elif token.startswith("</"):
            self.close(name, token)
        else:
            self.enter(name, token)

    def enter(self, name: str, token: str) -> None:
        self.leave_paragraph()
        if self.open and self.open[-1] in SIBLINGS.get(name, ()):
            self.open.pop()
        self.out.append(token)
        if name not in ALONE and not token.endswith("/>"):
            self.open.append(name)

    def leave_paragraph(self) -> None:
        """A block ends the paragraph it stands in."""
        self.flush()
        if self.open and self.open[-1] == "p":
            self.open.pop()
            self.out.append("</p>")

    def close(self, name: str, token: str) -> None:
        """Close down to the element; a closing tag that nothing opened is dropped."""
        self.flush()
        if name in self.open:
            while self.open.pop() != name:
                pass
            self.out.append(token)

    def flush(self) -> None:
        """Write the words gathered in the innermost element, as that element has them."""
        words, self.words = "".join(self.words), []
        if not words.strip():
            self.out.append("\n" if "\n" in words else words)
            return
        within = self.open[-1] if self.open else ""
        pieces = [lines(piece) for piece in BLANK_LINES.split(words.strip("\n \t")) if piece.strip()]
        if within in WRAPPED or (within in LOOSE and len(pieces) > 1):
            self.out.append("".join(piece if is_comment(piece) else f"<p>{piece}</p>\n" for piece in pieces))
        elif within in STRUCTURE:
            self.out.append(words)
        else:
            between = "</p>\n<p>" if within == "p" else "<br>" if within in LINES else ""
            self.out.append(spaced(words, between.join(pieces)))


def spaced(words: str, written: str) -> str:
    """A run of words inside of an element, with the space it had at its ends."""
    start, end = words[:1].isspace(), words[-1:].isspace()
    return f"{' ' if start else ''}{written}{' ' if end else ''}"


def lines(piece: str) -> str:
    """Its line breaks marked up; one that is marked already is marked once."""
    *some, last = (line.strip(" \t") for line in piece.strip().split("\n"))
    marked = (BREAK_AT_END.sub("", line) if line.endswith(">") else line for line in some)
    return "".join(f"{line}<br>\n" for line in marked) + last


def is_comment(piece: str) -> bool:
    return piece.startswith("\x04") and piece.endswith("\x05") and piece.count("\x04") == 1
