"""The production settings with a data directory of their own for every test process.

Nothing of the caller's environment decides a test: only TEST_DATABASE_URL, which names the database.
"""

import atexit
import os
import shutil
import tempfile

NAMES = (
    "DATABASE_URL CACHE_URL EMAIL_URL MEDIA_STORAGE_URL SECRET_KEY DEBUG ALLOWED_HOSTS SITE_URL TIME_ZONE "
    "LANGUAGE_CODE WEB_WORKERS TRUSTED_PROXIES REPLY_LIMIT DEMO HOST PORT PAGE_CACHE_SIZE PURGE_URL "
    "SHARED_MAXAGE DATABASE_REPLICA_URL"
)
for name in NAMES.split():
    os.environ.pop(name, None)
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="broadside-tests-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
if os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]

from config.settings import *  # noqa: E402, F403
from config.settings import ALLOWED_HOSTS, DATA_DIR, DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
# A file, because threads that share a database in memory lose rows.
DATABASES["default"]["TEST"] = (
    {"NAME": DATA_DIR / "test.sqlite3"} if not os.environ.get("DATABASE_URL") else {}
)
if not os.environ.get("DATABASE_URL"):
    # SQLite gives its lock to whoever asks at the right moment: on a slow machine one of eight may wait long.
    DATABASES["default"]["OPTIONS"]["timeout"] = 180
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
# Without a fixed place, so that MEDIA_ROOT can be another directory for each test.
STORAGES["default"] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
STATIC_ROOT.mkdir()
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
