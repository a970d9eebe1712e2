"""HTML as browsers understand it: what is open is closed, what is crossed is sorted out, unknown tags go.

One parser by the book (html5ever, through nh3) reads whatever ten years of editors have left; after it every
text is well-formed, so that a quick parser can read it again. This is no sanitiser: pages have their own.
"""

import re
from typing import Any

import nh3
from lxml import etree

from blog.rendering import allowlist

from . import formulas
from .library import Notes

FRAME = allowlist.FRAME  # stands for iframe, whose content HTML would read as raw text
LATER = "x-noscript"  # likewise for noscript
MORE_TAGS = "param track font big label output img input".split()
ATTRIBUTES = set(
    "href src alt title width height lang dir id class style align cite datetime colspan rowspan scope start"
    " reversed value type name rel srcset data poster open hreflang headers abbr span".split()
)
RAW = re.compile(r"(</?)(iframe|noscript)(?![\w-])", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
SOURCE = re.compile(r"""\bsrc\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE)
CONTROL = re.compile(r"<(?:option|textarea|button|/select)\b", re.IGNORECASE)
DRAWING = re.compile(r"<svg\b", re.IGNORECASE)
_cleaner = nh3.Cleaner(
    tags={*allowlist.SOURCE_TAGS, *MORE_TAGS, LATER},
    attributes={"*": ATTRIBUTES},
    generic_attribute_prefixes={"data-"},
    clean_content_tags={"script", "style", "template", "title", "svg"},
    strip_comments=False,
    link_rel=None,
    url_schemes={*allowlist.SCHEMES, "feed", "sms", "geo", "xmpp", "irc", "magnet"},
)
_parser = etree.HTMLParser(huge_tree=True, remove_blank_text=False)


def parsed(text: str, notes: Notes) -> Any:
    """The text as a tree below one `div`. Raises lxml's errors for what cannot be read."""
    note_code(text, notes)
    text = formulas.write_out(text, notes)
    renamed = RAW.sub(lambda found: found[1] + (FRAME if found[2].lower() == "iframe" else LATER), text)
    if (last := renamed.rfind("<!--")) >= 0 and "-->" not in renamed[last:]:
        renamed = (
            f"{renamed[:last]}&lt;{renamed[last + 1 :]}"  # a comment without an end would swallow the rest
        )
    renamed = CONTROL.sub(r" \g<0>", renamed)  # words of a form stay apart
    tree = etree.fromstring(f"<div>{_cleaner.clean(renamed)}</div>", _parser)
    return tree[0][0]


def note_code(text: str, notes: Notes) -> None:
    """Programs and drawings are left out."""
    if "<script" in text.lower():
        for tag in SCRIPT.findall(text):
            source = SOURCE.search(tag)
            notes.add("left out", f"a script from {source[1][:200]}" if source else "a script")
    if DRAWING.search(text):
        notes.add("left out", "a drawing (SVG) in the text")
