"""What could run in a page, read off its tags. Stricter than a browser: it looks into text areas too."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

NEVER = set("iframe object embed applet base frame frameset math animate set foreignobject style".split())
ADDRESSES = set("href src action formaction xlink:href data poster background ping srcdoc cite".split())
SAFE_SCHEMES = {"http", "https", "ftp", "mailto", "tel", ""}
OWN_SCRIPTS = ("/static/", "/admin/jsi18n/")
EDGES = "".join(map(chr, range(0x21)))
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
ICON = "data:image/svg+xml,%3Csvg"
DATA_TYPES = {"application/json", "application/ld+json", "importmap"}


class Inspector(HTMLParser):
    """Collects a line for each tag or attribute that has no business in a page of ours."""

    def __init__(self, *, is_admin: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.is_admin = is_admin
        self.found: list[str] = []
        self.data_type = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        if tag == "link" and values.get("rel") == "icon" and values.get("href", "").startswith(ICON):
            return  # our own drawing, in the page itself
        if tag in NEVER and not (self.is_admin and tag in {"style", "iframe"}):
            self.found.append(f"<{tag}>")
        if tag == "script":
            self.data_type = values.get("type", "")
            self.script(values)
        if tag == "meta" and "http-equiv" in values:
            self.found.append(f"<meta {values}>")
        self.found.extend(f"<{tag} {text}>" for text in self.unsafe(values))

    handle_startendtag = handle_starttag

    def script(self, values: dict[str, str]) -> None:
        is_data = values.get("type") in DATA_TYPES
        if not is_data and not values.get("src", "").startswith(OWN_SCRIPTS):
            self.found.append(f"<script {values}>")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and self.data_type in DATA_TYPES:
            json.loads(data)

    def unsafe(self, values: dict[str, str]) -> Iterator[str]:
        for name, value in values.items():
            if name.startswith("on") or (name == "style" and not self.is_admin) or "<" in name:
                yield f"{name}={value[:80]}"
            if name in ADDRESSES and scheme_of(value) not in SAFE_SCHEMES:
                yield f"{name}={value[:80]}"
            if name == "srcset" and any(scheme_of(part) for part in value.split(",")):
                yield f"{name}={value[:80]}"


def scheme_of(address: str) -> str:
    """As a browser reads it (https://url.spec.whatwg.org/#concept-basic-url-parser): controls and spaces
    around it do not count, nor tabs and line ends inside."""
    match = SCHEME.match(re.sub(r"[\t\n\r]", "", address.strip(EDGES)))
    return match[1].lower() if match else ""


def dangers(html: str, *, is_admin: bool = False) -> list[str]:
    """What could run; empty for a page that is as it should be."""
    inspector = Inspector(is_admin=is_admin)
    inspector.feed(html)
    inspector.close()
    return inspector.found
