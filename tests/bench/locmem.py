"""What one would use instead of kept pages: Django's own cache middleware, its pages in the process."""

import os

from config.settings import *  # noqa: F403
from config.settings import MIDDLEWARE

MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *MIDDLEWARE,
    "django.middleware.cache.FetchFromCacheMiddleware",
]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
CACHE_MIDDLEWARE_SECONDS = 3600
PAGE_CACHE_BYTES = 0
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.locmem"
