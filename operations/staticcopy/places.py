"""Which file of a copy answers for an address of the site. Nothing here asks for anything."""

import hashlib
import posixpath
import re
from functools import lru_cache
from urllib.parse import quote, unquote

from django.conf import settings
from django.urls import Resolver404, resolve

from blog.urlparts import joined, split

# By the names of `reverse()`. What is not named here acts, or is somebody's own: no copy can hold it.
PAGE_NAMES = """
    blog:front blog:front_page blog:search blog:appearances blog:appearances_page blog:transcript
    blog:category blog:category_page blog:tag blog:tag_page blog:author blog:author_page
    blog:year blog:year_page blog:month blog:month_page blog:day blog:day_page
    blog:post blog:page blog:address blog:first_page comments:permalink comments:moderation
"""
FEED_NAMES = """
    blog:feed blog:feed_alias blog:appearances_feed blog:category_feed blog:tag_feed blog:author_feed
    comments:feed comments:article_feed
"""
PAGES = frozenset(PAGE_NAMES.split())
FEEDS = frozenset(FEED_NAMES.split())
FILES = frozenset("blog:robots blog:identity blog:sitemap blog:sitemap_section blog:media".split())

MANY = 4096  # addresses: most links of a page stand on many others
LONGEST_NAME = 120  # bytes; file systems take 255, and archives of copies less
UNUSABLE = re.compile(r'[\x00-\x1f<>:"|?*\\]|[. ]$')  # in the names of some file system
ENDING = re.compile(r"\.[A-Za-z0-9]{2,5}$")
THREAD_PAGE = re.compile(r"replies=([\w.-]{1,60})")


def own_address(link: str, page: str) -> tuple[str, str]:
    """Path with query, and fragment, of a link of ours on the page at `page`; empty for any other."""
    link, site = link.strip(), str(settings.SITE_URL).rstrip("/")
    is_the_same_everywhere = link.startswith("/")
    return led_from(site, "/" if is_the_same_everywhere else page, link)


@lru_cache(MANY)
def led_from(site: str, page: str, link: str) -> tuple[str, str]:
    """The same of a link on a page of the site at that address."""
    parts = split(joined(f"{site}{page}", link or page))
    if f"{parts.scheme}://{parts.netloc}" != site:
        return "", ""
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), parts.fragment


def route(address: str) -> str:
    """The name of the view that answers there; empty where none does."""
    return route_of_path(unquote(split(address).path))


@lru_cache(MANY)
def route_of_path(path: str) -> str:
    """Django looks through all its routes for each."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def is_static(address: str) -> bool:
    return address.startswith(str(settings.STATIC_URL))


@lru_cache(MANY)
def file_of(address: str) -> str:
    """The file's path below the copy's folder, with slashes; empty for what a copy cannot hold."""
    parts = split(address)
    path, name = unquote(parts.path), route(address)
    if is_static(address) or name in FILES:
        return "/".join(usable(part) for part in path.split("/") if part)
    folder = "/".join(usable(part) for part in path.split("/") if part not in {"", ".", ".."})
    if name in FEEDS:
        return posixpath.join(folder, "index.json" if path.endswith("/json/") else "index.xml")
    if name not in PAGES:
        return ""
    if name == "blog:address" and not path.endswith("/") and ENDING.search(path):
        return folder
    shown = THREAD_PAGE.search(parts.query)
    return posixpath.join(folder, f"index-{usable(shown.group(1))}.html" if shown else "index.html")


def plain(address: str) -> str:
    """The address without what a copy cannot tell apart: of queries only the page of a thread counts."""
    parts = split(address)
    shown = THREAD_PAGE.search(parts.query)
    return parts.path + (f"?{shown.group()}" if shown and "sort=" not in parts.query else "")


def usable(part: str) -> str:
    """One part of a path as a name that every file system takes, different for different parts."""
    name = UNUSABLE.sub("_", part)
    if name == part and len(name.encode()) <= LONGEST_NAME:
        return name
    stem, ending = posixpath.splitext(name)
    ending = ending if len(ending) < 8 else ""
    short = stem.encode()[: LONGEST_NAME - 20].decode(errors="ignore")
    return f"{short}-{hashlib.sha256(part.encode()).hexdigest()[:10]}{ending}"


def relative(target: str, page: str, fragment: str = "") -> str:
    """The link from one file of the copy to another, so that it works wherever the folder lies."""
    there = quote(posixpath.relpath(target, posixpath.dirname(page) or "."))
    return f"{there}#{fragment}" if fragment else there
