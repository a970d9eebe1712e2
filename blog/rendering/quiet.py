"""Blocks that a conversion leaves as they are, told by their letters alone: most of most texts.

What nh3 writes has one form only, so an expression finds such paragraphs, lists, quotations and code at a
fraction of a tree's price. Whatever is not plainly of this kind is read the long way; both say the same, see
its tests.
"""

import re
from collections.abc import Iterator
from html import escape, unescape

from blog.rendering.allowlist import RENAMED
from blog.rendering.links import relations
from blog.rendering.tree import Builder, Element, Quiet, feed

SEEN = r"[^\s<>&;\xa0\u200b\ufeff]"  # a letter that readers see, wherever it stands
SPACE = "[ \t\n]*+"
NAMES = "abbr|b|bdi|cite|code|del|dfn|em|ins|i|kbd|mark|q|samp|small|strong|sub|sup|s|u|var|acronym|tt|strike"
SAID = r'(?: (?:title="[^"<>]*+"|cite="[^"<>\s]*+"))*+'
# Nothing but words between two tags: the second one ends what the first begins.
PHRASE = rf"<(?:{NAMES}){SAID}>(?={SEEN})[^<]*+</[a-z]++>"
LINK = (
    r'<a href="(?!//|#)[^"<>\s]++"(?: title="[^"<>]++")?(?: rel="[^"<>]*+")?>'
    rf"(?:(?={SEEN})[^<]++|{PHRASE})++</a>"
)
INSIDE = rf"(?:[^<]++|{PHRASE}|{LINK})++"
# A line begins or ends with words of its own: it is neither a picture nor a link to media alone.
LINE = rf"(?:(?!http)(?={SEEN}){INSIDE}(?<=[^\s&;\xa0\u200b\ufeff])|(?=<){INSIDE}(?<={SEEN}))"
PARAGRAPH = rf'<p(?: (?:dir|lang)="[^"<>]*+")*+>(?:{LINE}(?:<br>{SPACE}(?!</p>)|(?=</p>)))++</p>'
ITEM = rf"<(?:li|dt|dd)>{SPACE}(?={SEEN}|<(?!br|/))(?:{INSIDE}|<br>)++</[a-z]++>"  # no link turns into a card
LIST = rf"<[uod]l>{SPACE}(?:{ITEM}{SPACE})++</[a-z]++>"
QUOTATION = rf"<blockquote{SAID}>{SPACE}(?:{PARAGRAPH}{SPACE})++</blockquote>"
CODE = rf"<pre>[ \t]*+(?={SEEN}){INSIDE}</pre>"
RUN = re.compile(f"(?:(?:{PARAGRAPH}|{LIST}|{QUOTATION}|{CODE}|<hr>){SPACE})++")
BETWEEN = re.compile(r"(</(?:p|ul|ol|dl|blockquote|pre)>|<(?:hr|blockquote[^>]*)>)[ \t\n]+")
IN_LISTS = re.compile(r"(<[uod]l>|</(?:li|dt|dd)>)[ \t\n]+")
OLD = re.compile(rf"(</?)({'|'.join(RENAMED)})(?=[ >])")
OPENED = re.compile(r'(<a href="([^"]*)"(?: title="[^"]*")?)(?: rel="([^"]*)")?>')
BLOCKS = re.compile("</?(?:p|br|hr|ul|ol|dl|li|dt|dd|blockquote|pre)(?: [^>]*)?>")
CODES = re.compile("<pre>.*?</pre>", re.DOTALL)
TAGS = re.compile("<[^>]*>")


def parse(html: str) -> Element:
    """The tree of what nh3 wrote, with each run at its top as one block."""
    builder = Builder()
    for before, run in parts(html):
        if before:
            feed(builder, before)
        if run and len(builder.open) == 1:
            builder.open[0].children.append(Quiet("p", {}, ["…"], run))
        elif run:
            feed(builder, run)
    return builder.open[0]


def parts(html: str) -> Iterator[tuple[str, str]]:
    """What nh3 wrote, as runs of such blocks and what stands before each: (before, run), the last run
    empty."""
    at = 0
    for found in RUN.finditer(html):
        run = found.group().rstrip(" \t\n")
        yield html[at : found.start()], run
        at = found.start() + len(run)
    yield html[at:], ""


def convert(root: Element) -> None:
    """Have the runs as a conversion leaves them. What most have none of is looked for first."""
    for node in root.children:
        if isinstance(node, Quiet):
            html = BETWEEN.sub("\\1\n", node.html)
            html = IN_LISTS.sub(r"\1", html) if "l>" in html else html
            html = OLD.sub(lambda tag: tag[1] + RENAMED[tag[2]], html)
            node.html = OPENED.sub(_related, html) if "<a " in html else html


def _related(link: re.Match[str]) -> str:
    start, href, given = link.groups()
    said = "".join(
        f' {name}="{escape(value)}"' for name, value in relations(unescape(href), given or "").items()
    )
    return f"{start}{said}>"


def text(run: str, *, with_code: bool) -> str:
    """Its words, a line a block."""
    run = CODES.sub("\n", run) if "<pre>" in run and not with_code else run
    return unescape(TAGS.sub("", BLOCKS.sub("\n", run)))


def beginning(run: Quiet, words: int) -> Quiet:
    """As many of its paragraphs as hold more than twice so many words, mostly far less than the whole."""
    end = run.html.find("</p>", 20 * words)
    while end >= 0:
        begun = run.html[: end + len("</p>")]
        if len(text(begun, with_code=False).split()) > 2 * words:
            return Quiet(run.tag, run.attrs, run.children, begun)
        end = run.html.find("</p>", 2 * end)
    return run
