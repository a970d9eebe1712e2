"""Asking: oEmbed where the provider is in our table, the headers of a file, the head of any other page."""

import json
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from blog.embeds.endpoints import endpoint_for
from blog.embeds.recognition import recognise
from blog.fetching import Answer, Client, FetchError, Unreachable
from blog.mediafacts.facts import Facts, Gone, Later, seconds, text
from blog.urlparts import joined

JSON = (
    "application/json",
    "text/json",
    "text/javascript",
    "application/json+oembed",
    "application/oembed+json",
)
PAGES = ("text/html", "application/xhtml+xml")
MOST_JSON = 256 * 1024
MOST_PAGE = 512 * 1024  # its head is what is read


def facts_of(url: str, client: Client) -> Facts:
    """What the other site says of the recording at `url`; what it does not say is empty.

    Raises Gone where it says that there is nothing, Later where it did not answer this time.
    """
    found = recognise(url)
    try:
        if endpoint := endpoint_for(url):
            return oembed_facts(client.fetch(endpoint, types=JSON, most=MOST_JSON))
        if found and found.native:
            return file_facts(client.look(found.player or url))
        return page_facts(client.fetch(found.url if found else url, types=PAGES, most=MOST_PAGE, cut=True))
    except Unreachable as error:
        raise Later(str(error)) from error
    except FetchError:
        return Facts()


def require_good(answer: Answer) -> None:
    """Gone or Later for an answer that holds nothing."""
    if answer.is_good:
        return
    if answer.status in {401, 403, 404, 410}:
        raise Gone(str(answer.status))
    raise Later(str(answer.status))


def oembed_facts(answer: Answer) -> Facts:
    """https://oembed.com, section 2.3.4: the fields, whatever their types claim to be."""
    require_good(answer)
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        return Facts()
    if not isinstance(said, dict):
        return Facts()
    poster = said.get("thumbnail_url") or (said.get("url") if said.get("type") == "photo" else "")
    return Facts(
        title=text(said.get("title"), 300),
        outlet=text(said.get("author_name"), 150) or text(said.get("provider_name"), 150),
        seconds=seconds(said.get("duration")),
        poster=poster if isinstance(poster, str) else "",
    )


def file_facts(answer: Answer) -> Facts:
    """Size and type of a file."""
    require_good(answer)
    kind = answer.content_type
    is_media = kind.startswith(("audio/", "video/")) or kind in {"application/ogg"}
    return Facts(bytes=answer.length, file_type=kind[:100] if is_media else "")


def page_facts(answer: Answer) -> Facts:
    """What a page says of itself (https://ogp.me, and its title)."""
    require_good(answer)
    said = head_of(answer)

    def first(*names: str) -> str:
        return next((said[name] for name in names if said.get(name)), "")

    poster = first("og:image:secure_url", "og:image", "twitter:image", "twitter:image:src")
    return Facts(
        title=text(first("og:title", "twitter:title", "title"), 300),
        outlet=text(first("og:site_name", "application-name"), 150),
        seconds=seconds(first("og:video:duration", "video:duration", "og:audio:duration", "music:duration")),
        poster=joined(answer.url, poster) if poster else "",
    )


def head_of(answer: Answer) -> dict[str, str]:
    """The page's `meta` by lower-case name, the first of each, and its `title`."""
    said: dict[str, str] = {}
    parser: Any = lxml_html.HTMLParser(encoding=charset(answer), no_network=True, recover=True)
    try:
        tree = lxml_html.document_fromstring(answer.body, parser=parser)
    except (etree.LxmlError, ValueError):
        return said
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        said.setdefault(name, (meta.get("content") or "").strip())
    title = next(tree.iter("title"), None)
    if title is not None:
        said.setdefault("title", "".join(map(str, title.itertext())).strip())
    return said


def charset(answer: Answer) -> str | None:
    """As the headers say it; UTF-8 where the bytes are; None leaves it to the page itself."""
    kind = answer.headers.get("content-type", "").lower()
    named = kind.partition("charset=")[2].split(";")[0].strip("\"' ")
    for name in (named, "utf-8"):
        try:
            answer.body.decode(name, "strict" if name == "utf-8" and not named else "ignore")
        except (LookupError, UnicodeError):
            continue
        return name
    return None
