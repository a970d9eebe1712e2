"""What stands between an export's elements and is no part of it: warnings that PHP wrote into the file."""

import re
from typing import Any

WORD = re.compile(r"\w\w\w")
SHOWN = 80
MARKUP = {"b", "br", "i", "p", "font", "strong", "pre"}  # of such warnings

Element = Any  # lxml's elements carry no types


class Passed:
    """The first such words, if there are any."""

    def __init__(self) -> None:
        self.words = ""

    def see(self, element: Element) -> None:
        """A child of `channel` that is let go, and the text behind it."""
        if element.tag in MARKUP:
            self.add("".join(element.itertext()))
        self.add(element.tail)

    def look_into(self, element: Element) -> None:
        """The text between the children of an item and behind it."""
        if len(element):
            self.add(element.text)
        for child in element:
            if child.tag in MARKUP:
                self.add("".join(child.itertext()))
            self.add(child.tail)
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        if text and not text.isspace() and len(self.words) < SHOWN and WORD.search(text):
            self.words = f"{self.words} {' '.join(text.split())}".strip()

    @property
    def reasons(self) -> list[str]:
        """A line for the account, or none."""
        said = f"what a server wrote between the posts was passed over: “{self.words[:SHOWN]}”"
        return [said] if self.words else []
