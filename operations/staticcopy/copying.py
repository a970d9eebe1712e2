"""Making the copy: from the front page and the sitemap along every link, one file after the other."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.templatetags.static import static
from lxml import etree

from blog.models import Redirect
from operations.staticcopy import scripts, searching
from operations.staticcopy.asking import Answer, Site
from operations.staticcopy.places import (
    ENDING,
    FEEDS,
    file_of,
    is_static,
    own_address,
    plain,
    relative,
    route,
)
from operations.staticcopy.rewriting import Page
from operations.staticcopy.stubs import redirect_page
from operations.staticcopy.withholding import own_whole, today

STARTS = tuple("/ /sitemap.xml /robots.txt /search/ /feed/ /feed/atom/ /feed/json/ /comments/feed/".split())
NOWHERE = "/this-page-is-not-there/"
Progress = Callable[[int, int], None]


@dataclass
class Copied:
    """How many files there are of each kind, and which addresses failed (path to status)."""

    counts: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str) -> None:
        self.counts[kind] = self.counts.get(kind, 0) + 1


def copy_site(folder: Path, *, progress: Progress | None = None) -> Copied:
    """Write the public site into `folder`.

    `progress(done, of)` is called for each file; `of` grows as links are found."""
    return Copy(folder, progress or (lambda done, total: None)).make()


class Copy:
    """One run. What was found is remembered by its address alone."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self.folder, self.progress, self.site = folder, progress, Site()
        self.copied, self.made_on = Copied(), today()
        self.waiting: deque[str] = deque()
        self.known: set[str] = set()
        self.done = 0

    def make(self) -> Copied:
        for address in (*STARTS, static(searching.SCRIPT)):
            self.found(address)
        self.follow()
        for address in moved_addresses():
            self.found(address)
            self.follow()
        self.write_not_found()
        return self.copied

    def found(self, address: str) -> None:
        """Something names the address: the copy must hold it."""
        if address and address not in self.known:
            self.known.add(address)
            self.waiting.append(address)

    def follow(self) -> None:
        while self.waiting:
            self.take(self.waiting.popleft())
            self.done += 1
            self.progress(self.done, len(self.known))

    def take(self, address: str) -> None:
        """Ask for one address and write what it answers."""
        if is_static(address):
            self.take_static(address)
            return
        answer = self.site.ask(address)
        if 300 <= answer.status < 400:
            self.lead_on(address, answer)
        elif answer.status == 404 and file_of(address).endswith(".html"):
            self.write_page(address, answer.text(), "page that is not there")
        elif answer.status != 200:
            answer.text()
            self.copied.failed[address] = answer.status
        elif answer.kind == "text/html":
            self.write_page(address, answer.text(), "page")
        else:
            self.take_file(address, answer)

    def write_page(self, address: str, text: bytes, kind: str) -> None:
        page = Page(text, address, self.made_on, self.found)
        if route(address) != "blog:search":
            self.write(page.file, [page.written()], kind)
            return
        searching.make_room(page.document, page.file)
        self.write(page.file, searching.with_index(page.written(), page.file), kind)

    def lead_on(self, address: str, answer: Answer) -> None:
        """A small page where the site answers with a redirect; other sites are left where they are."""
        answer.text()
        there, fragment = own_address(answer.headers.get("Location", ""), address)
        there, file = plain(there) if not is_static(there) else there, file_of(address)
        target = file_of(there)
        if not target or target == file or (ENDING.search(file) and not file.endswith((".html", ".htm"))):
            return
        self.found(there)
        self.write(file, [redirect_page(relative(target, file, fragment), own_whole(there))], "redirect")

    def take_file(self, address: str, answer: Answer) -> None:
        """Feeds, sitemaps, pictures and recordings as they are; sitemaps name pages."""
        if "sitemap" in route(address):
            text = answer.text()
            for place in etree.fromstring(text).iterfind(".//{*}loc"):
                self.found(plain(own_address(place.text or "", address)[0]))
            self.write(file_of(address), [text], "sitemap")
            return
        self.write(file_of(address), answer.body, "feed" if route(address) in FEEDS else "file")

    def take_static(self, address: str) -> None:
        content = scripts.content(address, self.found)
        if content is None:
            self.copied.failed[address] = 404
        else:
            self.write(file_of(address), [content], "part of the design")

    def write_not_found(self) -> None:
        """What a server that holds the copy may show where nothing is."""
        page = Page(self.site.ask(NOWHERE).text(), "/404.html", self.made_on, self.found)
        page.file = "404.html"
        self.write(page.file, [page.written()], "page that is not there")
        self.follow()

    def is_below_a_file(self, path: Path) -> bool:
        return any(above.is_file() for above in path.parents if above.is_relative_to(self.folder))

    def write(self, file: str, content: object, kind: str) -> None:
        """One file, unless a folder of its name is there."""
        path = self.folder / file
        if not file or path.is_dir() or self.is_below_a_file(path):
            self.copied.count("left out, since a file and a folder would have one name")
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as opened:
            for part in content:  # type: ignore[attr-defined]
                opened.write(part)
        self.copied.count(kind)


def moved_addresses() -> Iterator[str]:
    """Paths that once answered and lead on now, as addresses."""
    for path in Redirect.objects.order_by("pk").values_list("old_path", flat=True).iterator(500):
        ending = ENDING.search(path)
        if ending and ending.group().lower() not in {".html", ".htm"}:
            continue
        yield quote(path if ending or path.endswith("/") else f"{path}/", safe="/%~+-_.")
