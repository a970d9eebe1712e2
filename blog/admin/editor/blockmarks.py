"""Marks of WordPress's blocks that nothing here understands (`<!-- wp:maps/map {"zoom":9} /-->`).

Readers see nothing of them, and a way back to WordPress needs them. Cleaning drops comments, so a mark goes
through it, and through the editor, as an empty element that names it. Pure.
"""

import re
from html import escape, unescape

# A block of a plugin (`wp:maps/map`), its end too; of WordPress's own only what is nothing but its mark.
MARK = re.compile(r"<!--\s+(/?wp:[\w-]+/(?:(?!-->|<!--).)+?|wp:(?:(?!-->|<!--).)+?/)\s*-->", re.DOTALL)
SHIELD = re.compile(r'<div id="(/?wp:[^"]*)"></div>')


def shielded(source: str) -> str:
    """The source with an element for each mark."""
    return MARK.sub(lambda mark: f'<div id="{escape(mark[1])}"></div>', source)


def unshielded(source: str) -> str:
    """The source with its marks again."""

    def mark(shield: re.Match[str]) -> str:
        said = unescape(shield[1])
        return "" if "-->" in said or "--!>" in said else f"<!-- {said}{'' if said.endswith('/') else ' '}-->"

    return SHIELD.sub(mark, source)


def shown(source: str) -> str:
    """What a writer sees of a kept mark: its own words; empty for any other source."""
    shield = SHIELD.fullmatch(source)
    return f"<p><code>{escape(unescape(shield[1]).rstrip('/ ')[:300])}</code></p>" if shield else ""
