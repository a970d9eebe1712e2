"""Title, standfirst, headings and paragraphs."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from blog.checklist.draft import Draft, Finding, Spot, Spots, short
from blog.rendering.tree import Element

LONGEST_TITLE = 70  # characters; search engines and shared cards cut what is longer
LONGEST_PARAGRAPH = 250  # words
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def of_head(draft: Draft) -> Iterator[Finding]:
    """Title, standfirst, and whether there is a text."""
    shown = draft.search_title or draft.title
    name = "seo_title" if draft.search_title else "title"
    if not draft.title.strip():
        yield Finding("no-title", _("There is no title."), Spot("title"))
    elif len(shown) > LONGEST_TITLE:
        said = _("The title has %(number)d characters; searches and cards cut it after about %(most)d.")
        yield Finding("long-title", said % {"number": len(shown), "most": LONGEST_TITLE}, Spot(name))
    if not draft.is_page and not draft.standfirst.strip():
        yield Finding("no-standfirst", _("There is no standfirst."), Spot("standfirst"))
    if not re.sub(r"<(?!img|iframe)[^>]*>|&nbsp;|\s", "", draft.body):
        yield Finding("no-text", _("There is no text."), Spot("body"))


def of_headings(text: Element) -> Iterator[Finding]:
    """Levels passed over, and headings without words."""
    level, spots = 1, Spots()
    for heading in (element for element in text.elements() if element.tag in HEADINGS):
        words, own = heading.text().strip(), max(int(heading.tag[1]), 2)
        spot = spots.of(heading.tag, words)
        if not words:
            yield Finding("empty-heading", _("A heading has no words."), spot)
            continue
        if own > level + 1:
            said = _("“%(words)s” is a heading of level %(own)d, but none of level %(above)d is above it.")
            said %= {"words": short(words), "own": own, "above": own - 1}
            yield Finding("heading-order", said, spot)
        level = own


def of_paragraphs(text: Element) -> Iterator[Finding]:
    """Paragraphs that few will read to their end."""
    spots = Spots()
    for paragraph in (element for element in text.elements() if element.tag == "p"):
        words = paragraph.text().strip()
        spot, number = spots.of("p", words[:60]), len(words.split())
        if number > LONGEST_PARAGRAPH:
            said = _("The paragraph “%(words)s” has %(number)d words.")
            yield Finding("long-paragraph", said % {"words": short(words), "number": number}, spot)
