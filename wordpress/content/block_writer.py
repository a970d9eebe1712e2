"""Writes a tree of Gutenberg blocks as our own HTML, block by block."""

from collections.abc import Callable

from .block_rules import RULES, embed
from .blocks import Block, parse
from .markup import media_link
from .providers import plays
from .setting import Setting

DEEPEST = 60  # blocks inside blocks; deeper ones are kept as plain markup

# Their HTML already is what we want; the clean-up takes the wrappers off.
PLAIN_NAMES = """
    paragraph heading list list-item quote pullquote table code preformatted html group row stack
    columns column text-columns buttons button media-text separator details subhead missing
    social-links accordion accordion-item accordion-heading accordion-panel math
"""
# WordPress computes what these show, page by page; there is nothing of the author's in them.
COMPUTED_NAMES = """
    latest-posts latest-comments archives categories calendar tag-cloud search rss page-list page-list-item
    loginout navigation navigation-link navigation-submenu home-link template-part pattern query post-template
    query-pagination query-pagination-next query-pagination-previous query-pagination-numbers query-no-results
    query-title query-total read-more site-title site-tagline site-logo avatar term-description term-query
    term-template post-title post-content post-excerpt post-featured-image post-date post-author
    post-author-name post-author-biography post-terms post-navigation-link post-comments post-comments-form
    post-comments-count post-comments-link post-time-to-read comments comments-title comments-pagination
    comments-pagination-next comments-pagination-previous comments-pagination-numbers comment-template
    comment-author-name comment-author-avatar comment-content comment-date comment-edit-link
    comment-reply-link breadcrumbs legacy-widget widget-group nextpage more spacer
"""
PLAIN = frozenset(PLAIN_NAMES.split())
COMPUTED = frozenset(COMPUTED_NAMES.split())
SILENT = {"more", "nextpage", "spacer"}


class BlockWriter:
    """Writes a tree of blocks; `classic` turns text that stands outside of blocks into HTML."""

    def __init__(self, setting: Setting, classic: Callable[[str], str], footnotes: str = "") -> None:
        self.setting = setting
        self.classic = classic
        self.footnotes = footnotes
        self._references: set[int] = set()

    def write(self, root: Block) -> str:
        """The whole text; what stands between blocks is a classic text of its own."""
        return "".join(
            (self.classic(part) if part.strip() else "") if isinstance(part, str) else self.block(part)
            for part in root.parts
        )

    def block(self, block: Block, depth: int = 0) -> str:
        """One block as HTML; what is too deep to follow is kept as plain markup."""
        if depth > DEEPEST:
            self.setting.notes.add("changed", f"blocks more than {DEEPEST} deep were opened")
            return flat(block)
        inner = "".join(
            part if isinstance(part, str) else self.block(part, depth + 1) for part in block.parts
        )
        rule = RULES.get(block.name)
        if rule:
            return rule(self, block, inner)
        if block.name.startswith("core-embed/"):
            return embed(self, block, inner)
        if block.name in COMPUTED:
            return self.computed(block, inner)
        return inner if block.name in PLAIN else self.unknown(block, inner)

    def computed(self, block: Block, inner: str) -> str:
        if block.name not in SILENT:
            self.setting.notes.add("left out", f"block {block.name}, whose content WordPress computes")
        return inner

    def unknown(self, block: Block, inner: str) -> str:
        """A plug-in's block: its HTML stays, or a link to what it plays, or its mark, which nobody sees."""
        played = [value for value in block.attributes.values() if isinstance(value, str) and plays(value)]
        if not inner.strip() and len(set(played)) == 1:
            self.setting.notes.add("changed", f"block {block.mark[:200]} became a link to what it plays")
            return media_link(played[0])
        self.setting.notes.add("kept", f"block {block.mark[:200]}")
        return inner if inner.strip() else block.mark

    def refer(self, number: int) -> str | None:
        """A reusable block's own blocks; None where it is not in the file or contains itself."""
        source = self.setting.library.reusable(number)
        if source is None or number in self._references:
            return None
        self._references.add(number)
        made = self.write(parse(source))
        self._references.discard(number)
        return made


def flat(block: Block) -> str:
    """The text in a block and the blocks below it, without following them."""
    parts, waiting = [], [iter(block.parts)]
    while waiting:
        part = next(waiting[-1], None)
        if part is None:
            waiting.pop()
        elif isinstance(part, str):
            parts.append(part)
        else:
            waiting.append(iter(part.parts))
    return "".join(parts)
