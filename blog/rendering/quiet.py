"""Running text that a conversion leaves as it is, told by its letters alone: most of most texts.

What nh3 writes has one form only, so an expression finds such paragraphs at a fraction of a tree's price.
Whatever is not plainly of this kind is read the long way; both say the same, see its tests.
"""

import re
from collections.abc import Iterator
from html import escape, unescape

from blog.rendering.links import relations
from blog.rendering.tree import Builder, Element, Quiet, feed

SEEN = r"[^\s<>&;\xa0\u200b\ufeff]"  # a letter that readers see, wherever it stands
SPACE = " \t\n"
NAMES = "abbr b bdi cite code del dfn em i ins kbd mark q s samp small strong sub sup u var".split()
# No group is captured: in Python 3.11 those do not go together with `++`.
PHRASE = "|".join(rf'<{name}(?: title="[^"<>]*+")?>(?={SEEN})[^<]*+</{name}>' for name in NAMES)
LINK = (
    r'<a href="(?!//|#)[^"<>\s]++"(?: title="[^"<>]++")?(?: rel="[^"<>]*+")?>'
    rf"(?:(?={SEEN})[^<]++|{PHRASE})++</a>"
)
INSIDE = rf"(?:[^<]++|{PHRASE}|{LINK})++"
# It begins or ends with words of its own: it is neither a picture nor a link to media alone.
BEGUN = rf"<p>(?!http)(?={SEEN}){INSIDE}(?<=[^\s&;\xa0\u200b\ufeff])</p>"
ENDED = rf"<p>(?=<){INSIDE}(?<={SEEN})</p>"
RUN = re.compile(f"(?:(?:{BEGUN}|{ENDED})[{SPACE}]*+)++")
BETWEEN = re.compile(f"</p>[{SPACE}]+<p>")
OPENED = re.compile(r'(<a href="([^"]*)"(?: title="[^"]*")?)(?: rel="([^"]*)")?>')
TAGS = re.compile("<[^>]*>")


def parse(html: str) -> Element:
    """The tree of what nh3 wrote, with each run at its top as one block."""
    builder = Builder()
    for before, run in parts(html):
        feed(builder, before)
        if run and len(builder.open) == 1:
            builder.open[0].children.append(Quiet("p", {}, ["…"], run))
        elif run:
            feed(builder, run)
    return builder.open[0]


def parts(html: str) -> Iterator[tuple[str, str]]:
    """What nh3 wrote, as runs of such paragraphs and what stands before each: (before, run), the last run
    empty."""
    at = 0
    for found in RUN.finditer(html) if "<p>" in html else ():
        run = found.group().rstrip(SPACE)
        yield html[at : found.start()], run
        at = found.start() + len(run)
    yield html[at:], ""


def convert(root: Element) -> None:
    """Have the runs as a conversion leaves them."""
    for node in root.children:
        if isinstance(node, Quiet):
            node.html = OPENED.sub(_related, BETWEEN.sub("</p>\n<p>", node.html))


def _related(link: re.Match[str]) -> str:
    start, href, given = link.groups()
    said = "".join(
        f' {name}="{escape(value)}"' for name, value in relations(unescape(href), given or "").items()
    )
    return f"{start}{said}>"


def text(run: str) -> str:
    """Its words, a line a paragraph."""
    return unescape(TAGS.sub("", run.replace("<p>", "\n").replace("</p>", "\n")))
