"""Every address that a WordPress site had by what its export says, and what each must answer here."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wordpress.importing.addresses import dated
from wordpress.importing.kinds import source_url, stands_alone
from wordpress.importing.source import number_of
from wordpress.reader import Author, Export, Item, Term

LEADS = "leads"  # 200, or 301 to a 200
LOCKED = "locked"  # the same, and the page asks for the password
HIDDEN = "hidden"  # 404 at once
HONEST = "honest"  # 301 to a 200, or 404 at once
HELD_BACK = {"draft", "pending", "private", "trash", "auto-draft"}
PER_PAGE = 10  # of a WordPress whose owner has changed nothing
WORD = re.compile(
    r"(?<=/)(?!(?:category|tag|author|feed|comments|page|wp-content|uploads|0+|comment-page-0)/)[^/?]+"
)
PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF"}


def local(address: str) -> str:
    """Path and query, as a browser asks for them; empty for what names no place."""
    parts = urlsplit(address.strip())
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else "" if path == "/" else path


def shape(address: str) -> str:
    """What is alike in addresses of one kind: fixed words, and the number of steps."""
    return re.sub(WORD, "*", re.sub(r"=.+", "=", re.sub(r"[0-9]+", "0", address)))


def nicename(login: str) -> str:
    """What WordPress makes of a login in the address of an author."""
    kept = re.sub(r"[^a-z0-9_\s-]", "", login.lower().replace(".", "-"))
    return re.sub(r"[\s-]+", "-", kept).strip("-")


class OldSite:
    """The site that wrote the export at `path`; `expected()` is the whole list."""

    def __init__(self, path: Path) -> None:
        export = Export.open(path)
        self.head = export.survey.site
        records = list(export.records())
        self.terms = [each for each in records if isinstance(each, Term)]
        self.authors = [each for each in records if isinstance(each, Author)]
        self.items = [each for each in records if isinstance(each, Item)]
        self.by_id = {item.id: item for item in self.items if item.id}

    @cached_property
    def articles(self) -> list[Item]:
        """Whatever readers called a post or a page."""
        return [item for item in self.items if item.type in {"post", "page", ""} or stands_alone(item)]

    @cached_property
    def public(self) -> list[Item]:
        return [item for item in self.articles if self.is_public(item)]

    @cached_property
    def attachments(self) -> list[Item]:
        return [item for item in self.items if item.type == "attachment"]

    @cached_property
    def home(self) -> str:
        """The path under which the site lived, empty for a host of its own."""
        return urlsplit(self.head.blog_url).path.rstrip("/")

    def is_public(self, item: Item) -> bool:
        if item.status == "future":
            return bool(item.date_gmt and item.date_gmt.replace(tzinfo=UTC) <= datetime.now(UTC))
        return item.status not in HELD_BACK

    def is_own(self, address: str) -> bool:
        hosts = {urlsplit(each).hostname for each in (self.head.blog_url, self.head.link) if each}
        return urlsplit(address).hostname in hosts

    def expected(self, at_hand: set[int], of_each: int) -> dict[str, str]:
        """Address to what it must answer, at most `of_each` of a shape; `at_hand` are the attachments whose
        file came along."""
        found: dict[str, str] = {}
        for address, wanted in self.all(at_hand):
            if address and (address not in found or wanted in {LEADS, LOCKED}):
                found[address] = wanted
        seen: Counter[str] = Counter()
        for address, wanted in list(found.items()):
            seen[f"{wanted} {shape(address)}"] += 1
            if seen[f"{wanted} {shape(address)}"] > of_each:
                del found[address]
        return found

    def all(self, at_hand: set[int]) -> Iterator[tuple[str, str]]:
        for item in self.articles:
            yield from self.of_article(item)
        for item in self.attachments:
            yield from self.of_attachment(item, (item.id or 0) in at_hand)
        for address in (*self.of_site(), *self.of_terms(), *self.of_people(), *self.of_days()):
            yield f"{self.home}{address}", LEADS

    def of_article(self, item: Item) -> Iterator[tuple[str, str]]:
        wanted = HIDDEN if not self.is_public(item) else LOCKED if item.password else LEADS
        if wanted == HIDDEN and item.type not in {"post", "page"}:
            return
        link = local(item.link)
        yield link, wanted
        # After a move to another WordPress the number in a guid is not the item's: it answered 404 there too.
        if self.is_own(item.guid) and number_of(item.guid) in {None, item.id}:
            yield local(item.guid), wanted
        if item.id:
            yield from ((f"{self.home}/?{name}={item.id}", wanted) for name in ("p", "page_id"))
        if link and "?" not in link:
            yield from self.below(item, link.rstrip("/"), wanted)

    def below(self, item: Item, link: str, wanted: str) -> Iterator[tuple[str, str]]:
        """What hangs at the article, under its present slug and under the former ones."""
        former = [
            link.replace(f"/{item.slug}", f"/{old}")
            for old in item.meta_values("_wp_old_slug")
            if item.slug and old.strip()
        ]
        for way in (link, *former):
            yield f"{way}/", wanted
            yield f"{way}/feed/", LEADS if wanted == LOCKED else wanted
            for number in range(2, item.content.count("<!--nextpage-->") + 2):
                yield f"{way}/{number}/", wanted
            if item.comments:
                yield f"{way}/comment-page-1/", wanted

    def of_attachment(self, item: Item, is_at_hand: bool) -> Iterator[tuple[str, str]]:
        parent = self.by_id.get(item.parent)
        is_held_back = parent is not None and parent in self.articles and not self.is_public(parent)
        # A file that another host kept never had an address on this one.
        shown = LEADS if self.is_own(source_url(item)) and self.is_shown(item) else HONEST
        page = LEADS if is_at_hand or shown == LEADS else HONEST
        if is_held_back:
            page = LEADS if shown == LEADS else HIDDEN
        for name in ("attachment_id", "p") if item.id else ():
            yield f"{self.home}/?{name}={item.id}", page
        yield local(item.link), page
        for address in {source_url(item), item.guid}:
            if "/uploads/" in address and self.is_own(address):
                yield local(address), LEADS if is_at_hand else shown
                stem, dot, ending = local(address).rpartition(".")
                if f".{ending.lower()}" in PICTURES:
                    yield f"{stem}-300x225{dot}{ending}", LEADS if is_at_hand else shown

    def is_shown(self, item: Item) -> bool:
        """Whether something that every reader may see shows the file: its article, a head, a text."""
        stem = unquote(urlsplit(source_url(item)).path).rpartition(".")[0]
        return any(
            each.id == item.parent
            or each.meta_value("_thumbnail_id") == str(item.id)
            or (stem and stem in each.content)
            for each in self.public
        )

    def of_site(self) -> Iterator[str]:
        yield from (
            "/feed/",
            "/feed/atom/",
            "/feed/rss2/",
            "/?feed=rss2",
            "/comments/feed/",
            "/comments/feed/rss2/",
        )
        posts = [item for item in self.public if item.type == "post"]
        for number in range(1, -(-len(posts) // PER_PAGE) + 1):
            yield f"/page/{number}/"

    def of_terms(self) -> Iterator[str]:
        named = {(term.taxonomy, term.slug) for item in self.public for term in item.terms if term.slug} | {
            (term.taxonomy, term.slug) for term in self.terms if term.slug
        }
        numbers = {(term.taxonomy, term.slug): term.id for term in self.terms}
        for taxonomy, slug in sorted(named):
            if taxonomy not in {"category", "post_tag"}:
                continue
            word = "category" if taxonomy == "category" else "tag"
            for way in {f"/{word}/{slug}/", f"/{word}/{self.path(taxonomy, slug)}/"}:
                yield from (way, f"{way}feed/", f"{way}feed/atom/")
                if (
                    sum((taxonomy, slug) in {(t.taxonomy, t.slug) for t in i.terms} for i in self.public)
                    > PER_PAGE
                ):
                    yield f"{way}page/2/"
            if word == "tag":
                yield f"/?tag={slug}"
            elif numbers.get((taxonomy, slug)):
                yield f"/?cat={numbers[taxonomy, slug]}"

    def path(self, taxonomy: str, slug: str) -> str:
        parents = {term.slug: term.parent for term in self.terms if term.taxonomy == taxonomy}
        steps = [slug]
        while (above := parents.get(steps[0], "")) and above not in steps:
            steps.insert(0, above)
        return "/".join(steps)

    def of_people(self) -> Iterator[str]:
        logins = {author.login for author in self.authors}
        for name in sorted(filter(None, map(nicename, logins))):
            yield from (f"/author/{name}/", f"/author/{name}/feed/")
        yield from (f"/?author={author.id}" for author in self.authors if (author.id or 0) > 0)

    def of_days(self) -> Iterator[str]:
        days = {day for item in self.public if item.type == "post" and (day := dated(item))}
        for form in ("/%Y/", "/%Y/%m/", "/%Y/%m/%d/"):
            for way in sorted({day.strftime(form) for day in days}):
                yield from (way, f"{way}feed/")
