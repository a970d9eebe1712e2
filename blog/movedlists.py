"""Lists of articles under a name that they do not have here, or no longer."""

import re
from typing import Any

from blog.models import Author, Category, Tag
from blog.models.slugs import slug_from

CATEGORY = re.compile(r"category/(?:.+/)?(?P<slug>[^/]+)")
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


def by_period(said: str) -> str:
    """The archive that WordPress's `?m=201608` asks for: a year, a month or a day."""
    match = re.fullmatch(r"([0-9]{4})(0[1-9]|1[0-2])?(0[1-9]|[12][0-9]|3[01])?", said)
    return f"/{'/'.join(part for part in match.groups() if part)}/" if match else ""
