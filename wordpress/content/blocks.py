"""Gutenberg's block comments as a tree.

`<!-- wp:name {"attributes": …} -->…<!-- /wp:name -->`, or `<!-- wp:name /-->` for a block without text of its
own. A comment that closes nothing, or a block that is never closed, is passed over; the text stays.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

MARK = re.compile(
    r"<!--\s+(?P<closing>/)?wp:(?P<name>[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+"
    r"(?:(?P<attributes>\{.*?\})\s+)?(?P<alone>/)?-->",
    re.DOTALL,
)


@dataclass
class Block:
    """One block: its parts are text and inner blocks in turn. The root has an empty name."""

    name: str
    attributes: dict[str, Any] = field(default_factory=dict)
    parts: "list[str | Block]" = field(default_factory=list)
    mark: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(part.strip() if isinstance(part, str) else True for part in self.parts)


def has_blocks(text: str) -> bool:
    return "<!-- wp:" in text


def parse(text: str) -> Block:
    """The text as a root block."""
    open_blocks = [Block("")]
    at = 0
    for mark in MARK.finditer(text):
        open_blocks[-1].parts.append(text[at : mark.start()])
        at = mark.end()
        name = mark.group("name").removeprefix("core/")
        if mark.group("closing"):
            _close(open_blocks, name)
        else:
            block = Block(name, _attributes(mark.group("attributes")), mark=mark.group())
            open_blocks[-1].parts.append(block)
            if not mark.group("alone"):
                open_blocks.append(block)
    open_blocks[-1].parts.append(text[at:])
    return open_blocks[0]


def _close(open_blocks: list[Block], name: str) -> None:
    if any(block.name == name for block in open_blocks[1:]):
        while open_blocks.pop().name != name:
            pass


def _attributes(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
