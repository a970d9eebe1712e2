"""Sides of a comparison as safe HTML: what is in one text alone stands in `<del>` or `<ins>`."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from blog.comparing.prose import Word
from blog.comparing.texts import Run, Side

OLD, NEW = "del", "ins"


def marked_lines(sides: Iterable[Side | None], mark: str) -> SafeString:
    """Blocks one below the other; what is changed stands in the element `mark`."""
    lines = (f'<p class="block-{side.kind}" dir="auto">{marked(side, mark)}</p>' for side in sides if side)
    return mark_safe("".join(lines))  # words are escaped in dressed()


def marked(side: Side, mark: str) -> SafeString:
    """One block's words."""
    return mark_safe("".join(run_html(run, mark) for run in side.runs))


def run_html(run: Run, mark: str) -> str:
    html = "".join(
        stretch(list(words), run.is_changed)
        for _set, words in groupby(run.words, lambda word: (word.marks, word.link))
    )
    return f"<{mark}>{html}</{mark}>" if run.is_changed else html


def stretch(words: Sequence[Word], is_changed: bool) -> str:
    """Words set alike. Where a link is new or other than it was, its address is said."""
    html = dressed(words)
    if not words[0].link:
        return html
    address = f' <small class="leads">→ {escape(words[0].link)}</small>' if is_changed else ""
    return f'<span class="link">{html}</span>{address}'


def dressed(words: Sequence[Word]) -> str:
    html = escape("".join(word.text for word in words))
    for name in words[0].marks:
        html = f"<{name}>{html}</{name}>"
    return html
