"""Links and the ids they lead to."""

import re
from urllib.parse import unquote

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from blog.embeds.addresses import display_host
from blog.rendering import shapes
from blog.rendering.tree import Element, Node

RELATIONS = frozenset(
    "author bookmark external license me nofollow noopener noreferrer sponsored tag ugc".split()
)
KEPT = ("title", "hreflang", "id", "class", "lang", "dir")
# Ids of the page around the body: a body must not answer to them.
RESERVED = frozenset("main replies replies-title reply-form top content header footer nav search".split())
BARE_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
FILE_OF_PICTURE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(?:[?#]|$)|[?&]attachment_id=", re.IGNORECASE
)
VALID_ID = re.compile(r"[\w][\w:.-]{0,99}")


def converted(element: Element, inside: list[Node]) -> list[Node]:
    """An `a` of the source: a link with its relations set, a target, or only its words."""
    attrs = dict(element.attrs)
    if name := attrs.pop("name", ""):
        attrs.setdefault("id", name)
    href = attrs.get("href", "").strip()
    href = f"https:{href}" if href.startswith("//") else href
    inside = unlinked(inside, href) if href else inside
    if inside and shapes.is_absent_picture(inside[0]) and (len(inside) == 1 or is_led(inside)):
        return inside
    kept = {name: attrs[name] for name in KEPT if attrs.get(name)}
    if href:
        kept = {"href": href} | kept | relations(href, attrs.get("rel", ""))
    if not href and "id" not in kept:
        return inside
    link = Element("a", kept, inside)
    if any(map(shapes.is_block, inside)):
        return shapes.split_around_blocks(link, inside)
    return [link] if "id" in kept or not shapes.is_blank(inside) else inside


def unlinked(nodes: list[Node], href: str) -> list[Node]:
    """The nodes of a link without links inside; behind a sole absent picture, where it led stands apart."""
    if (picture := shapes.only(nodes)) and shapes.is_absent_picture(picture) and isinstance(picture, Element):
        # WordPress links a picture to its own full size: then the picture's address says as much.
        if FILE_OF_PICTURE.search(href) or href == picture.attrs["href"]:
            return [picture]
        words = display_host(href) or _("what it leads to")
        return [picture, " (", Element("a", {"href": href} | relations(href, ""), [words]), ")"]
    flat: list[Node] = []
    for node in nodes:
        flat += node.children if isinstance(node, Element) and node.tag == "a" else [node]
    return flat


def sole_picture(nodes: list[Node]) -> Node | None:
    """The only node, or the absent picture before where it led."""
    return nodes[0] if is_led(nodes) else shapes.only(nodes)


def is_only_picture(nodes: list[Node]) -> bool:
    """Whether the nodes are one picture, linked or not, shown or absent."""
    node = sole_picture(shapes.trimmed(nodes))
    if isinstance(node, Element) and node.tag == "a" and not shapes.is_absent_picture(node):
        node = shapes.only(node.children)
    return node is not None and (
        shapes.is_absent_picture(node) or (isinstance(node, Element) and node.tag == "img")
    )


def is_led(nodes: list[Node]) -> bool:
    """Whether the nodes are an absent picture and where it led."""
    return len(nodes) == 4 and nodes[1] == " (" and nodes[3] == ")"


def relations(href: str, given: str) -> dict[str, str]:
    """The `rel` of a link: what the author said of it, and `noopener` for another site."""
    names = [name for name in given.lower().split() if name in RELATIONS]
    host = display_host(href)
    if host and host != display_host(str(getattr(settings, "SITE_URL", ""))):
        names.append("noopener")
    return {"rel": " ".join(dict.fromkeys(names))} if names else {}


def bare_address(text: str) -> str:
    """The web address that the text is, and nothing else; empty otherwise."""
    words = text.strip(shapes.INVISIBLE)
    return words if BARE_ADDRESS.fullmatch(words) and display_host(words) else ""


def spells(text: str, href: str) -> bool:
    """Whether the words of a link are its address, with or without the scheme that programs put before it."""
    return text in {href, href.partition("://")[2]}


def addressed(nodes: list[Node]) -> list[Node]:
    """The nodes of a line, made a link if they are nothing but an address: it stood there to be followed."""
    node = shapes.only(nodes)
    address = bare_address(node) if isinstance(node, str) else ""
    return converted(Element("a", {"href": address}), [address]) if address else nodes


def plain(url: str, words: str) -> list[Node]:
    """A paragraph's worth of link to what a frame would have loaded; nothing if it is not a web address."""
    if not re.match(r"(?:https?:)?//", url):
        return []
    host = display_host(f"https:{url}" if url.startswith("//") else url)
    text = words % {"host": host} if "%(host)s" in words else words
    return converted(Element("a", {"href": url}), [text]) if host else []


def settle_ids(elements: list[Element]) -> None:
    """Ids that the body links to stay; every heading has one; none stands twice or belongs to the page."""
    wanted = {unquote(e.attrs["href"][1:]) for e in elements if e.attrs.get("href", "").startswith("#")}
    taken: set[str] = set()
    for element in elements:
        given = element.attrs.pop("id", "")
        if given in wanted and given not in taken and _is_free(given):
            element.attrs["id"] = given
            taken.add(given)
    for element in elements:
        if element.tag in shapes.HEADINGS and "id" not in element.attrs:
            element.attrs["id"] = _unique(slugify(element.text(), allow_unicode=True)[:60].strip("-_"), taken)


def settle_levels(elements: list[Element]) -> None:
    """Headings keep their order of rank, from `h2` on, without a level passed over."""
    open_levels: list[str] = []
    for element in elements:
        if element.tag in shapes.HEADINGS:
            while open_levels and open_levels[-1] >= element.tag:
                open_levels.pop()
            open_levels.append(element.tag)
            element.tag = f"h{min(len(open_levels) + 1, 6)}"


def _is_free(name: str) -> bool:
    return bool(VALID_ID.fullmatch(name)) and name not in RESERVED and not name.startswith(("reply-", "id_"))


def _unique(name: str, taken: set[str]) -> str:
    base = name or "section"
    number, candidate = 1, base
    while candidate in taken or not _is_free(candidate):
        number += 1
        candidate = f"{base}-{number}" if _is_free(f"{base}-2") else f"section-{number}"
    taken.add(candidate)
    return candidate


def first_link(nodes: list[Node]) -> tuple[str, str]:
    """Address and text of the first link among the nodes; empty where there is none."""
    for element in Element("", {}, nodes).elements():
        if element.tag == "a" and element.attrs.get("href"):
            return element.attrs["href"], " ".join(element.text().split())
    return "", ""
