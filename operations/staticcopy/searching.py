"""The search of a copy: every article on one page, which a small script narrows to what is looked for.

The page is written line by line, so that memory stays flat however many articles there are."""

from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext as _
from lxml import html

from blog.models import Post, Publication
from blog.words import composed, words
from operations.staticcopy.places import file_of, relative

Element = Any  # lxml's elements carry no types
SCRIPT = "js/copy-search.js"
BATCH = 200
MARK = b"--every-article--"


def make_room(document: Element, file: str) -> None:
    """Put a list in the place of the results, which `with_index` fills."""
    place = next(iter(document.find_class("search")))
    for child in list(place):
        if child.tag not in {"header", "form"}:
            child.drop_tree()
    note, found = html.Element("p"), html.Element("ul")
    note.set("class", "meta")
    note.text = _(
        "In this copy the search knows headlines, bylines, subjects and first sentences, not whole texts."
    )
    found.set("class", "list")
    found.set("id", "copy-index")
    found.set("data-nothing", _("Nothing was found."))
    found.text = MARK.decode()
    place.extend([note, found])
    script = html.Element("script")
    script.set("src", relative(file_of(static(SCRIPT)), file))
    script.set("defer", "defer")
    document.find(".//head").append(script)


def with_index(text: bytes, file: str) -> Iterator[bytes]:
    """The page that has room, with a line for each article."""
    before, _, after = text.partition(MARK)
    yield before
    for post in articles():
        yield html.tostring(line(post, file), encoding="utf-8", method="html")
    yield after


def articles() -> Iterator[Post]:
    """What everybody may read, newest first, pages last."""
    rows = Post.everything.readable().for_lists().prefetch_related("categories", "tags")
    return rows.order_by("-kind", "-publish_at", "-pk").iterator(BATCH)


def line(post: Post, file: str) -> Element:
    """A headline with its byline and date; what else it is found by stands in an attribute."""
    item, link, facts = html.Element("li"), html.Element("a"), html.Element("span")
    link.set("href", relative(file_of(post.get_absolute_url()), file))
    link.text = post.title or post.slug
    link.tail = " "
    names = ", ".join(author.name for author in post.byline)
    day = f"{Publication.current().local_date(post.publish_at):%Y-%m-%d}" if post.publish_at else ""
    facts.set("class", "meta")
    facts.text = " · ".join(filter(None, (names, day)))
    subjects = [row.name for row in (*post.categories.all(), *post.tags.all())]
    said = " ".join([post.title, names, post.excerpt, *subjects])
    item.set("data-words", " ".join(word.folded for word in words(composed(said))))
    item.extend([link, facts])
    return item
