"""Formulas (MathML) in a line of words: their TeX where they say it, else with parts raised and lowered.

Pages show no MathML, since cleaning it safely is a matter of its own; the words of a formula stay readable.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Any

from lxml import etree

from .library import Notes

FORMULA = re.compile(r"<math\b.*?</math\s*>", re.DOTALL | re.IGNORECASE)
DEEPEST = 60  # parts in parts; a formula that is deeper is its plain words
_parser = etree.HTMLParser(recover=True)


def write_out(text: str, notes: Notes) -> str:
    """The text with each formula written in its line."""
    return FORMULA.sub(lambda found: in_words(found.group(), notes), text)


def in_words(markup: str, notes: Notes) -> str:
    notes.add("changed", "a formula (MathML), which stands in the line as words")
    math = etree.fromstring(markup, _parser).find(".//math")
    if math is None:
        return ""
    if tex := said_in_tex(math):
        return f"<code>{escape(tex, quote=False)}</code>"
    return written(math, DEEPEST)


def said_in_tex(math: Any) -> str:
    """What the author typed, which editors of formulas keep beside it."""
    notes = [note for note in math.iter("annotation") if "tex" in (note.get("encoding") or "").lower()]
    said = "".join(notes[0].itertext()) if notes else math.get("alttext") or ""
    return " ".join(said.split())


def written(element: Any, depth: int) -> str:
    """One part of a formula, and those in it."""
    if not isinstance(element.tag, str) or element.tag.startswith("annotation"):
        return ""
    own = escape(" ".join((element.text or "").split()), quote=False)
    if not depth:
        return escape("".join(element.itertext()), quote=False)
    parts = [own, *(written(child, depth - 1) for child in element)]
    rule = RULES.get(element.tag)
    return rule(*parts[1:]) if rule and len(parts) == ARITY[element.tag] + 1 else "".join(parts)


def together(part: str) -> str:
    return part if len(part) < 2 or part.isalnum() else f"({part})"


RULES: dict[str, Callable[..., str]] = {
    "msup": lambda base, raised: f"{base}<sup>{raised}</sup>",
    "msub": lambda base, lowered: f"{base}<sub>{lowered}</sub>",
    "msubsup": lambda base, lowered, raised: f"{base}<sub>{lowered}</sub><sup>{raised}</sup>",
    "mfrac": lambda above, below: f"{together(above)}/{together(below)}",
    "msqrt": lambda within: f"√{together(within)}",
    "mroot": lambda within, degree: f"<sup>{degree}</sup>√{together(within)}",
}
ARITY = {"msup": 2, "msub": 2, "msubsup": 3, "mfrac": 2, "msqrt": 1, "mroot": 2}
