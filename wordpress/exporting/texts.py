"""The text of a post as WordPress can use it: whole addresses, pictures by their numbers, blocks."""

import json
import re
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote

from blog.addresses import absolute as with_host
from blog.models import Attachment, Image, Post
from blog.rendering import excerpt, render_body
from blog.rendering.tree import Element, parse, serialise
from blog.urlparts import split
from wordpress.vocabulary import BODY, digest, written

from .blocks import MARK, as_blocks, block
from .markup import Pair
from .numbers import Numbers

ADDRESSES = ("href", "src", "poster")
SAFE = "/%:@!$&'()*+,;=~?#"
MORE = re.compile(r"<!--\s*more\b(.*?)-->", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SHIELD = re.compile(rf'<{MARK} id="(\d+)"></{MARK}>')
BRACKET = re.compile(r"\[(?=/?(?:wp_caption|caption|gallery|playlist|audio|video|embed)\b)")
SHORTCODE = re.compile(r"<!-- wp:shortcode (\{.*\}) /-->", re.DOTALL)


def absolute(address: str) -> str:
    """An address of this site with its host; any other, and a place in the text, as it is."""
    is_path = address.startswith("/") and not address.startswith("//")
    return with_host(address) if is_path else address


def percent_encoded(address: str) -> str:
    """As it goes over the wire, and as WordPress writes it."""
    return quote(address, safe=SAFE)


def file_address(row: Image | Attachment) -> str:
    """Where the file can be fetched: here, or where it was found if it is not here yet."""
    return percent_encoded(absolute(row.file.url)) if row.file else row.source_url


@dataclass(frozen=True)
class Texts:
    """Writes texts; asks the library about the pictures in them."""

    numbers: Numbers

    def content(self, post: Post) -> str:
        """The body as blocks; comments (marks of blocks that nobody here understood) stay in their place."""
        comments = COMMENT.findall(post.body)
        numbers = count()
        root = parse(COMMENT.sub(lambda _: f'<{MARK} id="{next(numbers)}"></{MARK}>', post.body))
        for element in root.elements():
            self.settle(element)
        made = in_words(self.blocks(post, root))
        return SHIELD.sub(lambda shield: shortcode_again(comments[int(shield[1])]), made)

    def blocks(self, post: Post, root: Element) -> str:
        """The blocks, with the “read more” mark where it was."""
        place = place_of_more(post, root.children)
        if not place:
            return as_blocks(serialise(root.children))
        before, after = (
            as_blocks(serialise(some)) for some in (root.children[:place], root.children[place:])
        )
        return "\n\n".join(part for part in (before, more_block(post), after) if part)

    def settle(self, element: Element) -> None:
        """Whole addresses; a picture of ours by its number and where it lies."""
        for name in ADDRESSES:
            if name in element.attrs:
                element.attrs[name] = absolute(element.attrs[name])
        if element.tag != "img":
            return
        image = Image.objects.shown_at(element.attrs.get("src", ""))
        if image is not None and (address := file_address(image)):
            element.attrs |= {"src": address, "class": f"wp-image-{self.numbers.thing(image)}"}

    def kept(self, post: Post, content: str) -> list[Pair]:
        """Our own text beside what WordPress is given, with what tells whether that was changed since."""
        return [(BODY, written({"source": post.body, "digest": digest(content)}))] if post.body else []


def place_of_more(post: Post, children: list[Element | str]) -> int:
    """How many of the body's elements stand before the “read more” mark that it had; 0 where it has none."""
    teaser = str(post.import_data.get("teaser") or "")
    for place in range(1, len(children) + 1) if teaser else ():
        words = excerpt(render_body(serialise(children[:place])), 10_000)
        if not teaser.startswith(words):
            return 0
        if words == teaser:
            return place
    return 0


def more_block(post: Post) -> str:
    """The mark with its own words, as it came."""
    mark = MORE.search(str(post.import_data.get("source") or ""))
    label = mark.group(1).strip() if mark else ""
    said = f' {{"customText":{json.dumps(label, ensure_ascii=False)}}}' if label else ""
    return f"<!-- wp:more{said} -->\n<!--more{' ' if label else ''}{label}-->\n<!-- /wp:more -->"


def in_words(blocks: str) -> str:
    """Brackets that WordPress would take for one of its own shortcodes, in code too, written so that it shows
    them; what stands in the marks of blocks is left alone."""
    if "[" not in blocks:
        return blocks
    parts = re.split(f"({COMMENT.pattern})", blocks, flags=re.DOTALL)
    parts[::2] = [BRACKET.sub("&#91;", part) for part in parts[::2]]
    return "".join(parts)


def shortcode_again(comment: str) -> str:
    """A comment as it stood; one that keeps a shortcode whose files never came is the shortcode again."""
    found = SHORTCODE.fullmatch(comment)
    try:
        said = json.loads(found[1])["text"] if found else ""
    except (ValueError, KeyError, TypeError):
        said = ""
    return block("shortcode", str(said)) if said else comment


def comment_content(html: str) -> str:
    """A reply's HTML with whole addresses."""
    root = parse(html)
    for element in root.elements():
        if "href" in element.attrs:
            element.attrs["href"] = absolute(element.attrs["href"])
    return serialise(root.children)


def last_segment(path: str) -> str:
    """What a path ends with, as WordPress keeps slugs: percent-encoded in small letters."""
    return wordpress_slug(split(path).path.strip("/").rpartition("/")[2])


def wordpress_slug(slug: str) -> str:
    return quote(slug, safe="~").lower() if not slug.isascii() else slug
