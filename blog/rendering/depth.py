"""Text no deeper than any page needs.

What reads HTML looks from a block that opens through all that are open, so that time grows by the square of
the depth, or worse: some thousand lists in lists held a process for a minute. Browsers stop at 512.
"""

import re

DEEPEST = 400
BLOCKS = (
    "address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figcaption|figure|footer|form|"
    "header|hgroup|main|menu|nav|object|ol|pre|section|summary|table|ul"
)
TAG = re.compile(rf"<(/?)(?:{BLOCKS})(?![^\s/>])[^>]*>", re.IGNORECASE)


def shallow(source: str) -> str:
    """`source` without the tags of blocks deeper than DEEPEST; what stands in them stays."""
    if source.count("<") <= DEEPEST:
        return source
    depth = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal depth
        if found[1]:
            is_kept, depth = depth <= DEEPEST, max(depth - 1, 0)
        else:
            depth += 1
            is_kept = depth <= DEEPEST
        return found[0] if is_kept else " "  # not nothing: that could make a tag of what stands around it

    return TAG.sub(kept, source)
