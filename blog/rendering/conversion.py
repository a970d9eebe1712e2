"""The source's tree into the body's: cards for media, figures for pictures, paragraphs for loose text."""

import re
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from blog.embeds import MediaCard, card_for, recognise, recognise_alone
from blog.rendering import links, pictures, quiet, shapes
from blog.rendering.allowlist import FRAME, PLAYERS, RENAMED, WRAPPERS
from blog.rendering.pictures import Picture
from blog.rendering.shapes import is_absent_picture, is_blank, is_block, is_card, only, trimmed, visible
from blog.rendering.tree import Element, Node, Quiet

# Links in lists and tables are lists of links; only a paragraph of running text turns into a card.
NOT_RUNNING_TEXT = frozenset("li td th dd dt figcaption summary caption".split())
KEPT_WHEN_EMPTY = frozenset("br wbr hr td th tr tbody thead tfoot table col colgroup pre".split())
LISTS = frozenset("ul ol dl".split())
GENERIC_TITLE = re.compile(r"player|iframe|embed|%\d\$s", re.IGNORECASE)


class Conversion:
    """One pass over one source. `cards` gathers what the placeholders `<figure data-card="0">` stand for."""

    def __init__(self, cards: Mapping[str, MediaCard], held: Mapping[str, Picture], hurries: bool) -> None:
        self.known = {canonical(url): card for url, card in cards.items()}
        self.pictures = held
        self.sources = pictures.sources(held)
        self.hurries = hurries
        self.cards: list[MediaCard] = []

    def body(self, root: Element) -> list[Node]:
        """The whole source's nodes: blocks only, loose text in paragraphs."""
        quiet.convert(root)
        nodes = self.in_paragraphs(self.children(root, running=True))
        elements = list(Element("", {}, nodes).elements())
        links.settle_levels(elements)
        links.settle_ids(elements)
        if self.hurries:
            pictures.hurry(nodes)
        if self.sources:
            pictures.in_frames(nodes, self.sources)
        return nodes

    def children(self, element: Element, *, running: bool) -> list[Node]:
        """The converted children of an element."""
        nodes: list[Node] = []
        for child in element.children:
            nodes += [child] if isinstance(child, (str, Quiet)) else self.node(child, running=running)
        return nodes

    def node(self, element: Element, *, running: bool) -> list[Node]:
        """What one element of the source becomes: any number of nodes."""
        element.tag = RENAMED.get(element.tag, element.tag)
        if element.tag in PLAYERS:
            return self.player(element, running=running)
        if element.tag == "img":
            return pictures.converted(element, self.pictures)
        if element.tag == "source":
            return []
        inside = self.children(element, running=running and element.tag not in NOT_RUNNING_TEXT)
        if element.tag in WRAPPERS:
            return self.wrapper(element, inside, running=running)
        if element.tag == "p":
            return self.paragraph(element, inside, running=running)
        handlers: dict[str, Callable[[Element, list[Node]], list[Node]]] = {
            "a": links.converted,
            "figure": self.figure,
            "picture": self.picture,
            "blockquote": self.quotation,
            "pre": self.preformatted,
        }
        return handlers.get(element.tag, self.other)(element, inside)

    def other(self, element: Element, inside: list[Node]) -> list[Node]:
        """Headings, phrases, lists, tables: kept unless they are empty shells or split by a card."""
        if is_blank(inside) and element.tag not in KEPT_WHEN_EMPTY and "id" not in element.attrs:
            return [] if not inside or is_block(element) else [shapes.blank_text(inside)]
        if shapes.is_plain_span(element):
            return inside
        if (element.tag in shapes.HEADINGS or not is_block(element)) and any(map(is_block, inside)):
            return shapes.split_around_blocks(element, inside)
        return [Element(element.tag, element.attrs, visible(inside) if element.tag in LISTS else inside)]

    def preformatted(self, element: Element, inside: list[Node]) -> list[Node]:
        """Code keeps its spaces; HTML itself drops a first line break, so it cannot be kept."""
        if inside and isinstance(inside[0], str):
            inside[0] = inside[0].lstrip("\n")
        return [] if is_blank(inside) else [Element("pre", element.attrs, inside)]

    def picture(self, element: Element, inside: list[Node]) -> list[Node]:
        """The `img` in it, which gets its frame in the end; sources of ours are remembered."""
        given = pictures.given_sources(element)
        self.sources = {image.attrs.get("src", ""): given for image in pictures.images(inside)} | self.sources
        return inside

    def quotation(self, element: Element, inside: list[Node]) -> list[Node]:
        """A block quotation holds paragraphs."""
        return [] if is_blank(inside) else [Element("blockquote", element.attrs, self.in_paragraphs(inside))]

    # Paragraphs

    def in_paragraphs(self, nodes: list[Node]) -> list[Node]:
        """Blocks as they are, loose text between them in paragraphs."""
        result: list[Node] = []
        for part in shapes.runs(nodes):
            if isinstance(part, list):
                is_space = part == ["\n"]  # most often; the long way comes to the same
                made = [] if is_space else self.paragraph(Element("p"), part, running=True)
                result += made or ["\n"]
            elif isinstance(part, Element) and part.tag == "figcaption":
                result.append(Element("p", part.attrs, part.children))
            else:
                result.append(part)
        return result

    def wrapper(self, element: Element, inside: list[Node], *, running: bool) -> list[Node]:
        """A `div` and its like: WordPress's figure, a paragraph if it holds only words, else gone."""
        if "wp-caption" in element.classes():
            return self.figure(element, inside)
        inherited = {name: value for name, value in element.attrs.items() if name in {"lang", "dir"}}
        if not any(map(is_block, inside)):
            return self.paragraph(Element("p", element.attrs), inside, running=running)
        nodes = self.in_paragraphs(inside) if running else inside
        for node in nodes:
            if isinstance(node, Element) and is_block(node) and not is_card(node):
                node.attrs = inherited | node.attrs
        return nodes

    def paragraph(self, element: Element, inside: list[Node], *, running: bool) -> list[Node]:
        """A paragraph: a card if only a link to media, a figure if only a picture, split by blocks."""
        if "wp-caption-text" in element.classes():
            return [] if is_blank(inside) else [Element("figcaption", {}, inside)]
        if shapes.is_plain_words(inside):
            return [Element("p", element.attrs, inside)]
        if running:
            inside = self.lines(inside)
            if not is_blank(inside) and links.is_only_picture(inside):
                return self.figure(Element("figure", element.attrs), trimmed(inside))
        return shapes.split_around_blocks(Element("p", element.attrs), inside)

    def lines(self, nodes: list[Node]) -> list[Node]:
        """The paragraph's nodes with a card for a lone link, or for each line that is a bare address."""
        if card := self.lone(nodes):
            return [card]
        lines: list[list[Node]] = [[]]
        for node in nodes:
            if isinstance(node, Element) and node.tag == "br":
                lines.append([])
            else:
                lines[-1].append(node)
        if len(lines) == 1:
            return links.addressed(nodes)
        result: list[Node] = []
        for line in lines:
            card = self.lone(line, bare=True)
            result += [card] if card else [*([Element("br")] if result else []), *links.addressed(line)]
        return result

    # Media

    def lone(self, nodes: list[Node], *, bare: bool = False) -> Element | None:
        """A card if the nodes are nothing but a link to media; `bare`: only if its text is its address."""
        node = only(nodes)
        while isinstance(node, Element) and node.tag in shapes.WRAPPING_PHRASES:
            node = only(node.children)
        if isinstance(node, str):
            return self.card(address) if (address := links.bare_address(node)) else None
        if not isinstance(node, Element) or node.tag != "a" or any(e.tag == "img" for e in node.elements()):
            return None
        text = " ".join(node.text().split())
        is_address = links.spells(text, node.attrs.get("href", "")) or re.fullmatch(
            r"(?:https?://|www\.)\S+", text
        )
        if bare and not is_address:
            return None
        url, words = node.attrs.get("href", ""), "" if is_address else text
        is_named_only = words and recognise(url) and not recognise_alone(url, words)
        return None if is_named_only else self.card(url, words)

    def card(self, url: str, title: str = "") -> Element | None:
        """The placeholder of a card, if the address is media or the caller gave a card for it."""
        known = self.known.get(canonical(url))
        if known is None and recognise(url) is None:
            return None
        self.cards.append(known.with_words(title) if known else card_for(url, title=title))
        return Element("figure", {"data-card": str(len(self.cards) - 1)})

    def player(self, element: Element, *, running: bool) -> list[Node]:
        """A frame, player or plug-in of the source: a card, or a plain link to what it would have loaded."""
        inside = self.children(element, running=running)
        attrs = element.attrs
        sources = [attrs.get("src", ""), attrs.get("data", "")]
        sources += [child.attrs.get("src", "") for child in element.elements() if child.tag == "source"]
        url = next((source.strip() for source in sources if source.strip()), "")
        title = attrs.get("title", "").strip()
        kept = inside if element.tag == FRAME or any(map(is_card, inside)) else []
        if found := recognise(url):
            card = self.card(found.moment_url, "" if GENERIC_TITLE.search(title) else title)
            return [card, *kept] if card else kept
        return [*links.plain(url, title or _("Embedded page at %(host)s")), *kept] if url else kept or inside

    def figure(self, element: Element, inside: list[Node]) -> list[Node]:
        """A figure: card and caption, picture and caption, or whatever else it frames; nothing if empty."""
        inside = unfolded(inside)
        captions = [n for n in inside if isinstance(n, Element) and n.tag == "figcaption"]
        framed: list[Node] = [n for n in inside if not (isinstance(n, Element) and n.tag == "figcaption")]
        caption = [node for figcaption in captions for node in figcaption.children]
        if "media" in element.classes() and (card := self.card(*links.first_link(inside))):
            return [card]
        framed = [card] if (card := self.lone(framed)) else framed
        if is_blank(framed) or any(map(is_card, framed)):
            below = [] if is_blank(caption) else [Element("p", {"class": "media-caption"}, caption)]
            return [*(self.in_paragraphs(framed) if any(map(is_card, framed)) else []), *below]
        below = [] if is_blank(caption) else [Element("figcaption", {}, caption)]
        attrs = figure_attributes(element, links.sole_picture(framed))
        return [Element("figure", attrs, [*trimmed(framed), *below])]


def canonical(url: str) -> str:
    """The one spelling of an address by which cards are found."""
    found = recognise(url)
    return found.url if found else url.strip()


def figure_attributes(element: Element, framed: Node | None) -> dict[str, str]:
    """The figure's attributes; the class of an absent picture moves up to it from the link."""
    attrs, classes = dict(element.attrs), element.classes()
    link = framed if isinstance(framed, Element) and framed.tag == "a" else None
    if link and is_absent_picture(link):
        del link.attrs["class"]
        classes.append("picture-absent")
    elif not link:
        classes = [name for name in classes if name != "picture-absent"]
    return attrs | {"class": " ".join(dict.fromkeys(classes))}


def unfolded(nodes: list[Node]) -> list[Node]:
    """A figure's nodes, where its only picture stood in a paragraph and so had become a figure itself."""
    inner = [n for n in nodes if isinstance(n, Element) and n.tag == "figure" and not is_card(n)]
    if len(inner) != 1 or any(isinstance(n, Element) and n.tag == "img" for n in nodes):
        return nodes
    at = nodes.index(inner[0])
    return [*nodes[:at], *inner[0].children, *nodes[at + 1 :]]
