"""A page as a file: every address of ours in it leads to a file beside it."""

from collections.abc import Callable
from typing import Any

from lxml import html

from operations.staticcopy.places import file_of, is_static, own_address, plain, relative
from operations.staticcopy.withholding import withhold

Element = Any  # lxml's elements carry no types
LINKS = dict.fromkeys(("a", "area", "link"), ("href",)) | {
    **dict.fromkeys(("img", "source", "script", "audio", "track"), ("src",)),
    "video": ("src", "poster"),
    "form": ("action",),
}
LISTS = ("srcset", "imagesrcset")
# These say where the page is on the site itself, and stay true.
ABSOLUTE = {"canonical", "shortlink"}
Found = Callable[[str], object]


class Page:
    """One page on its way into a file. `found` is told of every address that the copy must hold."""

    def __init__(self, text: bytes, address: str, made_on: str, found: Found) -> None:
        self.address, self.file, self.found = address, file_of(address), found
        self.document = html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
        withhold(self.document, address, made_on)
        for element in self.document.iter(html.etree.Element):
            self.settle(element)

    def settle(self, element: Element) -> None:
        for name in LINKS.get(element.tag, ()):
            if element.get(name) and not self.stays(element):
                element.set(name, self.led(element.get(name), element))
        for name in LISTS:
            if element.get(name):
                element.set(name, ", ".join(map(self.candidate, element.get(name).split(", "))))
        for name, value in element.attrib.items():
            if name.startswith("data-") and value.startswith(("/media/", "/static/")):
                element.set(name, self.led(value, element))
        if element.tag == "script" and element.get("type") == "module":
            # Browsers load modules from servers only; ours are made plain scripts (scripts.py).
            del element.attrib["type"]
            element.set("defer", "defer")

    def stays(self, element: Element) -> bool:
        return "data-live" in element.attrib or (
            element.tag == "link" and bool(set((element.get("rel") or "").split()) & ABSOLUTE)
        )

    def candidate(self, written: str) -> str:
        """One of a list of sizes: address and width."""
        address, _, width = written.strip().partition(" ")
        return f"{self.led(address, None)} {width}".strip()

    def led(self, link: str, element: Element | None) -> str:
        """The link from this page's file to the file that answers for it."""
        there, fragment = own_address(link, self.address)
        if not there:
            return link
        if there == self.address and fragment:
            return f"#{fragment}"
        if element is not None and (anchor := self.on_this_page(there)):
            return f"#{anchor}"
        target = file_of(there)
        if not target:
            return link
        self.found(there if is_static(there) else plain(there))
        return relative(target, self.file, fragment)

    def on_this_page(self, address: str) -> str:
        """Where the reply stands that an address (`/reply/12/`) leads to, if that is here."""
        parts = address.strip("/").split("/")
        if len(parts) != 2 or parts[0] != "reply":
            return ""
        anchor = f"reply-{parts[1]}"
        return anchor if self.document.get_element_by_id(anchor, None) is not None else ""

    def written(self) -> bytes:
        text = html.tostring(self.document, doctype="<!doctype html>", encoding="utf-8", method="html")
        return bytes(text)
