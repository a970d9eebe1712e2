"""A page as a parser reads it, and what is wrong with it that needs no browser to see."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import html

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image"}
POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")


@dataclass(frozen=True)
class Document:
    """One page: its address and its tree."""

    address: str
    root: html.HtmlElement

    @classmethod
    def of(cls, address: str, text: str) -> "Document":
        """Read the page's text."""
        return cls(address, html.document_fromstring(text))

    def ids(self) -> list[str]:
        """Every id, as often as it stands there."""
        return list(self.root.xpath("//@id"))

    def links(self) -> list[str]:
        """Every address that a reader can follow, as written."""
        return list(self.root.xpath("//a/@href"))

    def followed(self) -> list[str]:
        """The links that a crawler follows: without the forms of every reply."""
        return list(self.root.xpath("//a[not(contains(concat(' ', @rel, ' '), ' nofollow '))]/@href"))

    def loaded(self) -> list[str]:
        """What the page names for programs: neighbours, feeds, pictures."""
        return list(self.root.xpath("//link[not(@rel='stylesheet' or @rel='icon')]/@href | //img/@src"))

    def first_headings(self) -> int:
        """How many `h1` there are."""
        return len(self.root.findall(".//h1"))

    def faults(self) -> list[str]:
        """What somebody who cannot see the page, or has only a keyboard, would stumble over."""
        return [
            *self.headings(),
            *self.pictures(),
            *self.controls(),
            *self.places(),
            *self.named(),
            *self.ends(),
        ]

    def headings(self) -> Iterator[str]:
        """One `h1`, no level passed over, none empty."""
        if self.first_headings() != 1:
            yield f"{self.first_headings()} h1"
        level = 0
        for heading in self.root.iter(*HEADINGS):
            if int(heading.tag[1]) > level + 1:
                yield f"{heading.tag} below h{level}: {words(heading)[:40]}"
            if not words(heading):
                yield f"empty {heading.tag}"
            level = int(heading.tag[1])

    def pictures(self) -> Iterator[str]:
        """Every picture says what it shows, or that it is decoration."""
        yield from (
            f"no alt: {image.get('src')}" for image in self.root.iter("img") if image.get("alt") is None
        )

    def controls(self) -> Iterator[str]:
        """Every control has a label."""
        labelled = set(self.root.xpath("//label/@for"))
        for control in self.root.iter("input", "select", "textarea"):
            inside = any(words(label) for label in control.iterancestors("label"))
            named = inside or control.get("id") in labelled or control.get("aria-label")
            if not named and control.get("type") not in NEEDS_NO_LABEL:
                yield f"no label: {control.get('name')}"

    def places(self) -> Iterator[str]:
        """A language, a title, one main part, and regions that can be told apart."""
        if not self.root.get("lang") or self.root.get("dir") not in {"ltr", "rtl"}:
            yield "no language or direction"
        if not words(self.root.find(".//title")):
            yield "no title"
        for tag in ("main", "body/header", "body/footer"):
            if len(self.root.xpath(f"//{tag}")) != 1:
                yield f"not one {tag}"
        names = Counter(self.name_of(region) for region in self.root.xpath("//nav"))
        yield from (
            f"{number} nav named {name!r}" for name, number in names.items() if number > 1 or not name
        )

    def named(self) -> Iterator[str]:
        """Every link and button says where it leads or what it does."""
        for element in self.root.iter("a", "button"):
            if element.tag == "a" and element.get("href") is None:
                yield f"a link to nowhere: {words(element)[:40]}"
            elif not self.name_of(element):
                yield f"empty {element.tag}: {element.get('href')}"

    def ends(self) -> Iterator[str]:
        """No id stands twice, and what points to an id of this page finds it."""
        ids = Counter(self.ids())
        yield from (f"id {name} {number} times" for name, number in ids.items() if number > 1)
        for link in self.links():
            if link.startswith("#") and len(link) > 1 and unquote(link[1:]) not in ids:
                yield f"no {link}"
        for attribute in POINTING:
            for value in self.root.xpath(f"//@{attribute}"):
                yield from (f"{attribute} {name}" for name in value.split() if name not in ids)

    def name_of(self, element: html.HtmlElement) -> str:
        """What a screen reader would say for it."""
        pointed = [
            self.root.get_element_by_id(name, None) for name in element.get("aria-labelledby", "").split()
        ]
        said = " ".join(words(target) for target in pointed if target is not None)
        return said or element.get("aria-label", "").strip() or words(element)


def words(element: html.HtmlElement | None) -> str:
    """The words in an element, with those that its pictures stand for."""
    if element is None:
        return ""
    return " ".join([*element.itertext(), *element.xpath(".//img/@alt")]).strip()
