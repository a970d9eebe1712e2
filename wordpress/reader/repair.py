"""What is not well-formed, made so: the same export as clean XML text, and what had to be mended.

Sites write `]]>` inside CDATA, bare `&`, control characters, undeclared prefixes, markup that is not escaped.
An export's shape is known (names.CONTAINERS hold elements, all others hold text), so everything up to the
closing tag of a text element is its text, whatever it looks like. Tags that do not match are refused: to
guess there would be to lose posts unseen.
"""

import html
import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from .names import CONTAINERS, NAMESPACES, prefix_of
from .passed import Passed
from .records import CutOff, WxrError

TAG = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<(/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
# CDATA sections and escaped text in turn, as XML allows them.
SOUND = re.compile(r"(?:<!\[CDATA\[(?:(?!\]\]>).)*\]\]>|(?!\]\]>)[^<&])*", re.DOTALL)
SECTION = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
LONGEST_TEXT = 1 << 26

ROOT = "<rss " + " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items()) + "><channel>"


class Repair:
    """One reading of a broken file; `mended` names the kinds of damage met, once each.

    Of a file that is cut off, what stands whole before the cut is read if `recovers`; `cut` then says after
    what, or within what, it ends.
    """

    def __init__(self, text: Iterable[str], *, recovers: bool = False) -> None:
        self.mended: dict[str, None] = {}
        self.passed = Passed()
        self.cut = ""
        self._recovers = recovers
        self._title = ""
        self._blocks = iter(text)
        self._buffer = ""
        self._at = 0
        self._ended = False
        self._open: list[str] = []
        self._prefixes: dict[str, str] = {}

    def text(self) -> Iterator[str]:
        """The mended XML, in pieces; without its end where `cut` has something to say.

        Raises WxrError where tags do not match or the file is cut off.
        """
        try:
            yield from self._whole()
        except CutOff as error:
            if not self._recovers or "</item>" in self._buffer[self._at :]:
                raise
            title = " ".join(html.unescape(self._title).split())[:80]
            self.cut = f"{'within' if 'item' in self._open else 'after'} “{title}”" if title else str(error)

    def _whole(self) -> Iterator[str]:
        yield ROOT
        while (tag := self._next_tag()) is not None:
            closing, name, attributes, empty = tag.group(1), tag.group(2), tag.group(3), tag.group(4)
            if name is None:
                continue
            self._declare(attributes)
            name = self._canonical(name)
            if closing:
                yield from self._close(name)
            elif name in CONTAINERS:
                yield from self._enter(name, attributes, bool(empty))
            elif not empty:
                yield self._leaf(name, tag.group(2), attributes)
        if self._open:
            raise CutOff("The file is cut off: it ends before its last element is closed. Export it again.")
        yield "</channel></rss>"

    def _fill(self) -> bool:
        """One block more in the buffer; False at the end of the file."""
        block = next(self._blocks, None)
        if block is None:
            self._ended = True
            return False
        if CONTROL.search(block):
            self.mended["control characters were taken out"] = None
            block = CONTROL.sub("", block)
        self._buffer = self._buffer[self._at :] + block
        self._at = 0
        return True

    def _next_tag(self) -> re.Match[str] | None:
        """The next tag outside of text elements; stray text between tags is passed over."""
        while True:
            start = self._buffer.find("<", self._at)
            match = TAG.match(self._buffer, start) if start >= 0 else None
            if match:
                self.passed.add(self._buffer[self._at : start])
                self._at = match.end()
                return match
            if len(self._buffer) - self._at > LONGEST_TEXT:
                raise WxrError("The file is damaged: a tag or comment in it never ends.")
            if not self._fill():
                self._refuse_stray(start)
                return None

    def _refuse_stray(self, start: int) -> None:
        if start < 0:
            return
        if self._buffer.find(">", start) < 0:
            raise CutOff("The file is cut off in the middle of a tag. Export it again.")
        raise CutOff(f"The file is damaged near “{_excerpt(self._buffer[start:])}”.")

    def _declare(self, attributes: str) -> None:
        for name, double, single in ATTRIBUTE.findall(attributes or ""):
            if name.startswith("xmlns:"):
                self._prefixes[name[6:]] = prefix_of(html.unescape(double or single)) or name[6:]

    def _canonical(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        if not colon:
            return name
        if prefix not in self._prefixes and prefix in NAMESPACES:
            self.mended["prefixes that the file never declares were taken as WordPress uses them"] = None
        return f"{self._prefixes.get(prefix, prefix)}:{local}"

    def _enter(self, name: str, attributes: str, empty: bool) -> Iterator[str]:
        if empty:
            return
        self._open.append(name)
        if name not in ("rss", "channel"):
            yield f"<{name}>"

    def _close(self, name: str) -> Iterator[str]:
        expected = self._open.pop() if self._open else ""
        if name != expected:
            raise WxrError(f"The file is damaged: </{name}> stands where </{expected or 'nothing'}> should.")
        if name not in ("rss", "channel"):
            yield f"</{name}>"

    def _leaf(self, name: str, written: str, attributes: str) -> str:
        raw = self._raw_until_closed(written)
        prefix, colon, _ = name.rpartition(":")
        if colon and prefix not in NAMESPACES:
            return ""
        kept = "".join(
            f" {key}={quoteattr(html.unescape(double or single))}"
            for key, double, single in ATTRIBUTE.findall(attributes or "")
            if ":" not in key and key != "xmlns"
        )
        plain = self._plain(raw)
        if name == "title" and "item" in self._open:
            self._title = plain
        return f"<{name}{kept}>{escape(plain)}</{name}>"

    def _raw_until_closed(self, written: str) -> str:
        """Everything up to this element's closing tag; one that opens a CDATA section ends after `]]>`."""
        closing = re.compile(rf"</{re.escape(written)}\s*>")
        searched = self._at
        while True:
            in_section = self._buffer[self._at : self._at + 200].lstrip().startswith("<![CDATA[")
            for match in closing.finditer(self._buffer, searched):
                raw = self._buffer[self._at : match.start()]
                if not in_section or raw.rstrip().endswith("]]>"):
                    self._at = match.end()
                    return raw
            pending = max(self._at, len(self._buffer) - len(written) - 20) - self._at
            if self._ended or pending > LONGEST_TEXT or not self._fill():
                raise CutOff(
                    f"The file is cut off or damaged: <{written}> in it is never closed. Export it again."
                )
            searched = self._at + pending

    def _plain(self, raw: str) -> str:
        """The text that the raw content means, read as XML where it is sound, else as it was meant."""
        if SOUND.fullmatch(REFERENCE.sub("", raw)):
            return _read(raw)
        stripped = raw.strip()
        if stripped.startswith("<![CDATA["):
            self.mended["]]> inside of text was kept as text"] = None
            return stripped[9:].removesuffix("]]>").replace("]]]]><![CDATA[>", "]]>")
        self.mended["bare & and < in text were taken as they stand"] = None
        return _read(raw)


def _read(raw: str) -> str:
    """Sections as they are, references outside of them resolved."""
    parts, at = [], 0
    for section in SECTION.finditer(raw):
        parts += [_resolve(raw[at : section.start()]), section.group(1)]
        at = section.end()
    return "".join([*parts, _resolve(raw[at:])])


def _resolve(text: str) -> str:
    return CONTROL.sub("", REFERENCE.sub(lambda match: html.unescape(match.group()), text))


def _excerpt(text: str) -> str:
    return " ".join(text[:40].split())
