"""The WSGI entry point: kept pages, then Django."""

import logging
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config.scheme import Application, ForwardedScheme, scheme_of


def fronted(django: Application) -> Application:
    """Django behind kept pages; bare while developing, with PAGE_CACHE_SIZE=0, and where no file can be
    mapped."""
    if settings.DEBUG or not settings.PAGE_CACHE_BYTES:
        return django
    from blog.pagecache.front import Front  # the models must be there

    try:
        return Front(django, most=settings.PAGE_CACHE_BYTES, scheme_of=scheme_of)
    except OSError:
        logging.getLogger("blog.pagecache").exception("no pages are kept")
        return django


application = fronted(ForwardedScheme(get_wsgi_application()))
