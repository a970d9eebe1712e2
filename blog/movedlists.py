"""Lists of articles under a name that they do not have here, or no longer."""

import re
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.templatetags.static import static
from django.urls import reverse

from blog.models import Author, Category, Post, Tag, User
from blog.models.slugs import slug_from

# What WordPress answers besides its own addresses, and what it called its maps of the site.
FEEDS = {
    **dict.fromkeys("rss rss2 rdf wp-rss.php wp-rss2.php wp-rdf.php wp-feed.php".split(), "/feed/"),
    **dict.fromkeys(("atom", "wp-atom.php"), "/feed/atom/"),
    "wp-commentsrss2.php": "/comments/feed/",
}
SITEMAP = re.compile(r"wp-sitemap[\w-]*\.xml|sitemap_index\.xml|[a-z_-]+-sitemap\d*\.xml")
SEARCH = re.compile(r"search/(?P<words>[^/]+)(?:/page/\d{1,6})?")
CATEGORY = re.compile(r"category/(?:.+/)?(?P<slug>[^/]+)")
PERIOD = re.compile(r"(?P<year>\d{4})(?:/(?P<month>\d{2}))?(?:/(?P<day>\d{2}))?")
# Names that this site keeps for itself came in with another slug: the author “admin”.
NAMED = re.compile(r"(?P<list>author|tag|category)/(?:.+/)?(?P<slug>[^/]+)")


def by_category_name(path: str) -> str:
    """A category asked for without its parents, or under former ones, if only one has this name."""
    match = CATEGORY.fullmatch(path)
    found = list(Category.objects.filter(slug=match["slug"])[:2]) if match else []
    return found[0].get_absolute_url() if len(found) == 1 and f"category/{found[0].path}" != path else ""


def by_kept_name(path: str) -> str:
    """A list whose name no slug can be here, so that an import gave it the nearest one. (Of a name that is
    signs alone an import has left the address itself, see addresses.by_redirect.)"""
    match = NAMED.fullmatch(path)
    slug = slug_from(match["slug"], fallback="") if match else ""
    if not match or not slug or slug == match["slug"]:
        return ""
    models: dict[str, type[Author | Tag | Category]] = {"author": Author, "tag": Tag, "category": Category}
    found: list[Any] = list(models[match["list"]]._default_manager.filter(slug=slug)[:2])
    return found[0].get_absolute_url() if len(found) == 1 else ""


def by_wordpress_name(path: str) -> str:
    """A feed, a map of the site, or a search, under a name that only WordPress has for it."""
    if path == "favicon.ico":  # some ask for it without looking at a page
        return static("icon.svg")
    if SITEMAP.fullmatch(path):
        return reverse("blog:sitemap")
    if match := SEARCH.fullmatch(path):
        return f"{reverse('blog:search')}?{urlencode({'q': match['words'].replace('+', ' ')})}"
    return FEEDS.get(path, "")


def by_period(said: str) -> str:
    """The archive that WordPress's `?m=201608` asks for: a year, a month or a day."""
    match = re.fullmatch(r"([0-9]{4})(0[1-9]|1[0-2])?(0[1-9]|[12][0-9]|3[01])?", said)
    return f"/{'/'.join(part for part in match.groups() if part)}/" if match else ""


def any_then(period: re.Match[str], user: User | AnonymousUser) -> bool:
    """Whether the year, month or day has articles."""
    year, month, day = (int(part) if part else None for part in period.groups())
    return bool(Post.objects.visible_to(user).dated(year or 0, month, day).exists())
