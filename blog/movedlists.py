"""Lists of articles under a name that they do not have here, or no longer."""

import re
from typing import Any

from blog.models import Author, Category, Redirect, Tag
from blog.models.slugs import slug_from

CATEGORY = re.compile(r"category/(?:.+/)?(?P<slug>[^/]+)")
# Names that this site keeps for itself came in with another slug: the author “admin”.
NAMED = re.compile(r"(?P<list>author|tag|category)/(?:.+/)?(?P<slug>[^/]+)")


def by_category_name(path: str) -> str:
    """A category asked for without its parents, or under former ones, if only one has this name."""
    match = CATEGORY.fullmatch(path)
    found = list(Category.objects.filter(slug=match["slug"])[:2]) if match else []
    return found[0].get_absolute_url() if len(found) == 1 and f"category/{found[0].path}" != path else ""


def redirected(row: Redirect) -> str:
    return row.category.get_absolute_url() if row.category else row.new_path


def by_kept_name(path: str) -> str:
    """A list whose name no slug can be here, so that an import gave it the nearest one."""
    match = NAMED.fullmatch(path)
    if not match or (slug := slug_from(match["slug"], fallback="")) == match["slug"]:
        return ""
    if not slug:  # signs alone: an import has left its address
        row = Redirect.objects.filter(old_path=f"/{match['list']}/{match['slug']}/").first()
        return redirected(row) if row else ""
    models: dict[str, type[Author | Tag | Category]] = {"author": Author, "tag": Tag, "category": Category}
    found: list[Any] = list(models[match["list"]]._default_manager.filter(slug=slug)[:2])
    return found[0].get_absolute_url() if len(found) == 1 else ""
