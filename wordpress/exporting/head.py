"""The head of the export: the site, and its settings."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from blog.models import Post, Publication, Redirect
from comments.models import DebateRules
from wordpress.rowvalues import Values, values_of
from wordpress.vocabulary import SITE, written

from .markup import feed_moment, plain, section, writable
from .numbers import Numbers


def head(numbers: Numbers, now: datetime) -> Iterator[str]:
    """Name, address, version, and what only we read of the settings."""
    publication, address = Publication.current(), str(settings.SITE_URL).rstrip("/")
    yield f"\t{section('title', publication.name)}\n"
    yield f"\t{plain('link', address)}\n"
    yield f"\t{section('description', publication.tagline)}\n"
    yield f"\t{plain('pubDate', feed_moment(now))}\n"
    yield f"\t{plain('language', writable(publication.language))}\n"
    yield f"\t{plain('wp:wxr_version', '1.2')}\n"
    yield f"\t{plain('wp:base_site_url', address)}\n"
    yield f"\t{plain('wp:base_blog_url', address)}\n"
    yield f"\t{section(SITE, written(site_values(publication, numbers)))}\n"


def site_values(publication: Publication, numbers: Numbers) -> Values:
    """The publication's settings, the rules of its debate, paths that lead to a fixed address."""
    settings_said = values_of(publication)
    for name in ("logo", "logo_dark"):
        if picture := getattr(publication, name):
            settings_said[name] = numbers.thing(picture)
    rules = DebateRules.objects.first()
    fixed = Redirect.objects.exclude(new_path="").exclude(new_path__startswith=settings.MEDIA_URL)
    return {
        "publication": settings_said,
        "debate_rules": values_of(rules) if rules else {},
        "sources": sorted(sources()),
        "redirects": [list(pair) for pair in fixed.order_by("pk").values_list("old_path", "new_path")],
    }


def sources() -> set[str]:
    """The sites from which articles and pages here were imported, by name."""
    refs = Post.everything.exclude(import_ref=None).order_by().values_list("import_ref", flat=True)
    return {str(ref).split(":")[1] for ref in refs.iterator(2000) if str(ref).startswith("wordpress:")}
