"""WordPress's plain addresses (`/?p=123`), which it answers whatever its other addresses look like."""

from itertools import islice
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.urls import reverse

from blog.addresses import by_redirect, legacy_post, list_address, normal, number_in
from blog.models import Author, Category, Redirect, Tag, User
from blog.movedfiles import legacy_file
from blog.movedlists import by_period

FEW = 5
LEGACY = {"p", "page_id", "attachment_id", "cat", "author", "tag", "s", "feed", "m"}


def legacy_query(query: QueryDict, user: User | AnonymousUser) -> str:
    """Where WordPress's plain addresses lead: `/?p=123`, `?page_id=`, `?attachment_id=`, `?cat=`, `?author=`,
    `?tag=`, `?s=`, `?feed=`, `?m=`. Empty if `query` holds none of them or nothing is known of it."""
    for name in ("p", "page_id", "attachment_id"):
        if number := number_in(query, name):
            ways = (legacy_file, legacy_post) if name == "attachment_id" else (legacy_post, legacy_file)
            known = ways[0](number, user) or ways[1](number, user)
            return known or by_redirect(f"?{name}={number}", user)
    for name, model in (("cat", Category), ("author", Author)):
        if number := number_in(query, name):
            row = model.objects.filter(legacy_id=number).first()
            return row.get_absolute_url() if row else ""
    return legacy_word(query, user)


def by_word(query: QueryDict) -> str:
    """Where a term of another taxonomy leads that an import has brought as a tag: `?series=slug`,
    `?taxonomy=series&term=slug`."""
    asked = [*islice(query.items(), FEW), (query.get("taxonomy", ""), query.get("term", ""))]
    forms = [f"/?{name}={normal(str(value))}" for name, value in asked if value]
    row = Redirect.objects.filter(old_path__in=forms).first() if forms else None
    return row.new_path if row else ""


def legacy_word(query: QueryDict, user: User | AnonymousUser) -> str:
    if "s" in query:
        return f"{reverse('blog:search')}?{urlencode({'q': query['s']})}"
    if slug := query.get("tag"):
        tag = Tag.objects.filter(slug=normal(slug)).first()
        return tag.get_absolute_url() if tag else list_address(f"tag/{normal(slug)}", user)
    if form := query.get("feed"):
        return reverse("blog:feed", args=["atom"]) if form == "atom" else reverse("blog:feed")
    return by_period(query.get("m", ""))
