"""Tags as people type them."""

import re

from django.db.models import Q

from blog.models import Tag
from blog.models.slugs import slug_from

TYPED_TAG = re.compile(r'"([^"]*)"|([^,]+)')


def typed_tags(text: str) -> list[str]:
    """Names between commas; one that holds a comma stands in quotation marks. Each once, in any case."""
    names = (" ".join((quoted or plain).split()) for quoted, plain in TYPED_TAG.findall(text))
    found: dict[str, str] = {}
    for name in filter(None, names):
        found.setdefault(name.casefold(), name)
    return list(found.values())


def as_known(names: list[str]) -> list[str]:
    """The names as tags that are there already write them. SQLite tells cases of other scripts apart."""
    slugs = {slug_from(name, fallback="tag") for name in names}
    rows = Tag.objects.filter(Q(slug__in=slugs) | Q(name__in=names)).values_list("name", flat=True)
    known = {name.casefold(): name for name in rows}
    return [known.get(name.casefold(), name) for name in names]
