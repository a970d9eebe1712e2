"""The WSGI entry point: kept pages, then Django."""

import logging
import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config.handler import Handler
from config.scheme import Application, ForwardedScheme, scheme_of


def fronted(application: Application) -> Application:
    """Django behind kept pages; bare while developing, with PAGE_CACHE_SIZE=0, and where no file can be
    mapped."""
    if settings.DEBUG or not settings.PAGE_CACHE_BYTES:
        return application
    from blog.pagecache.front import Front  # the models must be there

    try:
        return Front(application, most=settings.PAGE_CACHE_BYTES, scheme_of=scheme_of)
    except OSError:
        logging.getLogger("blog.pagecache").exception("no pages are kept")
        return application


django.setup(set_prefix=False)
application = fronted(ForwardedScheme(Handler()))
