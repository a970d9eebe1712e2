"""XML that Disqus writes and no parser takes: control characters, bare `&`, names such as `&nbsp;`, a prefix
that is not declared, space before the head. Made sound in passing; text in CDATA sections stays as it is."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from xml.sax.saxutils import escape

from wordpress.debates.records import SourceError
from wordpress.reader.repair import CONTROL

PART = re.compile(rf"(<!\[CDATA\[)(.*?)\]\]>|&(#?\w+;)?|{CONTROL.pattern}", re.DOTALL)
XML_NAMES = {"amp;", "lt;", "gt;", "quot;", "apos;"}
HEAD = re.compile(r"[\s\ufeff\0]*(?:<\?xml.*?\?>)?\s*", re.DOTALL)
UNDECLARED = re.compile(r"<disqus(?![^>]*\sxmlns:dsq=)")
DECLARED = '<disqus xmlns:dsq="http://disqus.com/disqus-internals"'
LONGEST_HEAD, LONGEST_REFERENCE = 4096, 12
LONGEST_SECTION = 1 << 26


class Mending:
    """One reading of a file's text; `met` names the kinds of damage, once each."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self.blocks = iter(blocks)
        self.met: dict[str, None] = {}

    def text(self) -> Iterator[str]:
        """The same in other pieces, sound. Raises SourceError where a section of text never ends."""
        pending = UNDECLARED.sub(DECLARED, HEAD.sub("", self.head(), count=1), count=1)
        for block in self.blocks:
            whole = whole_until(pending)
            yield self.mended(pending[:whole])
            pending = pending[whole:] + block
            if len(pending) > LONGEST_SECTION:
                raise SourceError("The file is damaged: a text in it never ends. Export it again.")
        yield self.mended(pending)

    def head(self) -> str:
        """As much as holds all that stands before the first element, and its tag."""
        text = ""
        while len(text) < LONGEST_HEAD and (block := next(self.blocks, "")):
            text += block
        return text

    def mended(self, text: str) -> str:
        return PART.sub(self.meant, text)

    def meant(self, part: re.Match[str]) -> str:
        """What stands for one section, reference or character."""
        section, inside, name = part.groups()
        if section:
            return f"<![CDATA[{self.without_control(inside)}]]>"
        if not part[0].startswith("&"):
            return self.without_control(part[0])
        if name in XML_NAMES:
            return part[0]
        said = self.without_control(unescape(part[0]))
        if said == part[0] and said:
            self.met["bare & in text were taken as they stand"] = None
        return escape(said)

    def without_control(self, text: str) -> str:
        kept = CONTROL.sub("", text)
        if kept != text:
            self.met["control characters were taken out"] = None
        return kept


def whole_until(text: str) -> int:
    """Up to where no section or reference is still open."""
    begun = text.rfind("<![CDATA[")
    if begun >= 0 and text.find("]]>", begun) < 0:
        return begun
    near = max(0, len(text) - LONGEST_REFERENCE)
    last = max(text.rfind("&", near), text.rfind("<", near))
    return last if last >= 0 else len(text)
