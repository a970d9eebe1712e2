"""Django's own Site row, which some packages ask for the host, follows SITE_URL."""

from typing import Any

from django.conf import settings
from django.contrib.sites.models import Site

from blog.urlparts import split


def follow_site_url(**kwargs: Any) -> None:
    """Write the host of SITE_URL into the row: after migrations, and at every start."""
    host = split(settings.SITE_URL).netloc
    if Site.objects.exclude(domain=host).filter(pk=settings.SITE_ID).update(domain=host, name=host[:50]):
        Site.objects.clear_cache()
