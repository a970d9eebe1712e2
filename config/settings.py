"""Broadside's settings. Everything that differs between sites comes from the environment (config/env.py)."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django_prose_editor.config import html_tags
from js_asset import Script, static_lazy

from blog.embeds import frame_hosts
from config import env, peers

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.directory("DATA_DIR", BASE_DIR / "var")

# Serving
HOST = env.text("HOST", "127.0.0.1")
PORT = env.integer("PORT", 8000, least=1, most=65535)
WEB_WORKERS = env.integer("WEB_WORKERS", min(os.cpu_count() or 1, 4), least=1, most=256)
# Only a database of our own that this very run makes gets demonstration content.
DEMO_WANTED = env.boolean("DEMO", True) and not env.text("DATABASE_URL")

# Core
DEBUG = env.boolean("DEBUG", False)
SECRET_KEY = env.secret("SECRET_KEY", DATA_DIR)
SITE_URL = env.address("SITE_URL", f"http://127.0.0.1:{PORT}")
SITE_HOST = urlsplit(SITE_URL).hostname or "127.0.0.1"
SITE_IS_LOOPBACK = SITE_HOST in {"127.0.0.1", "localhost", "::1"}
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", [SITE_HOST, "127.0.0.1", "localhost", "[::1]"])
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
# A public site behind a server on the same machine needs no setting; a private one trusts nobody's headers.
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES", [] if SITE_IS_LOOPBACK else ["127.0.0.0/8", "::1/128"])

INSTALLED_APPS = [
    "blog.apps.BroadsideAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_comments_xtd",
    "django_comments",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "taggit",
    "tree_queries",
    "blog.apps.BlogConfig",
    "comments.apps.CommentsConfig",
    "wordpress",
    "operations.apps.OperationsConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "blog.middleware.CompressionMiddleware",
    "blog.admin.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "operations.demo.logins.DemonstrationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "blog.middleware.PublicationMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "blog.templating.Templates",
        "NAME": "django",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "blog.context.publication",
            ],
        },
    }
]

# Databases, queue and cache
DATABASES = peers.databases("DATABASE_URL", "DATABASE_REPLICA_URL", DATA_DIR / "broadside.sqlite3")
DATABASE_ROUTERS = ["blog.pagecache.replica.Router"] if "replica" in DATABASES else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("CACHE_URL")}
# Finished pages that each web process keeps in memory; 0 keeps none.
PAGE_CACHE_BYTES = env.integer("PAGE_CACHE_SIZE", 64, most=100_000) * 2**20
# Shared caches before the site: who is told what has changed, and for how long they may give a page unasked.
PURGE_CACHES = peers.caches("PURGE_URL")
SHARED_MAXAGE = env.integer("SHARED_MAXAGE", 30 if PURGE_CACHES else 0, most=86_400)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People
AUTH_USER_MODEL = "blog.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "admin:login"

# Language and time; both only seed a new site's own settings
LANGUAGE_CODE = env.language("LANGUAGE_CODE", "en-gb")
TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
USE_TZ = True
SITE_ID = 1
FORMS_URLFIELD_ASSUME_HTTPS = True
FORM_RENDERER = "blog.formrendering.Renderer"
# security.W005 and W021 would have every subdomain promise TLS for ever: that is for its owner to decide.
SILENCED_SYSTEM_CHECKS = ["fields.W342", "security.W005", "security.W021"]

# Files. What is typed comes back even if it is far too long: ten million characters still reach their form.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # an article with a thousand pictures sends five for each
UPLOAD_MOST_BYTES = env.integer("UPLOAD_LIMIT", 300, least=1, most=5000) * 2**20  # of a recording or document
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# A source map is read by developers' tools alone, and compressing the editor's is half the work of a set-up.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
    *"jpg jpeg png gif webp avif zip gz tgz bz2 tbz xz br woff woff2 map".split()
]
# What the rich text editor learns from us; what may be stored is judged by blog.rendering, not by its lists.
EDITOR_SCRIPTS = {
    "vocabulary": ["Vocabulary"],
    "kept-parts": ["KeptParts"],
    "figures": ["Figures"],
    "links": ["Links"],
    "writing-room": ["WritingRoom"],
    "editor-blocks": ["ArticleDocument", "Blocks"],
    "editor-ending": ["Ending"],
    "editor-tables": ["Tables"],
    "editor-footnotes": ["Footnotes"],
    "editor-media": ["MediaLinks"],
    "editor-paste": ["Pasting"],
    "editor-toolbar": ["Toolbar"],
    "editor-shortcuts": ["Shortcuts"],
}
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {"js": [static_lazy(f"js/admin/{name}.js")], "extensions": dict.fromkeys(extensions, html_tags([]))}
    for name, extensions in EDITOR_SCRIPTS.items()
]
DJANGO_PROSE_EDITOR_PRESETS = {"guarded": [Script("js/admin/start-editor.js", type="module")]}
MEDIA_URL = "/media/"
STORAGES = {
    "default": env.storage("MEDIA_STORAGE_URL", DATA_DIR / "media"),
    "staticfiles": {"BACKEND": "config.staticfiles.StaticFiles"},
}
MEDIA_ROOT = STORAGES["default"]["OPTIONS"].get("location", "")

# The debate. django-comments-xtd gives Reply its base and columns; its own depth check is never reached.
COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "comments.models.Reply"
COMMENTS_XTD_MAX_THREAD_LEVEL = 10
REPLY_DEPTH = 10
REPLY_MAX_CHARACTERS = 20_000
REPLY_LIMIT = env.rate("REPLY_LIMIT", "10/m")
ARTICLE_REPLY_LIMIT = (300, 600)  # all networks together, unless REPLY_LIMIT is off
PREVIEW_LIMIT = (60, 60)
LOGIN_LIMIT = (10, 300)
TAGGIT_CASE_INSENSITIVE = True

# Security. Django's default referrer policy breaks YouTube's player (its Error 153).
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SITE_IS_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "blog.admin.keeping.expiry.without_token"
SECURE_SSL_REDIRECT = SITE_IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if SITE_IS_HTTPS else 0
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # of the icon, which stands in the page
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF, "https:"],
        "frame-src": [f"https://{host}" for host in frame_hosts()],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# Asked by machines, over http and by address.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]

# Mail
DEFAULT_FROM_EMAIL = SERVER_EMAIL = f"no-reply@{SITE_HOST}"
EMAIL = env.mail("EMAIL_URL", DATA_DIR / "mail")
EMAIL_BACKEND = f"django.core.mail.backends.{EMAIL['backend']}.EmailBackend"
EMAIL_FILE_PATH = EMAIL.get("path")
EMAIL_HOST = EMAIL.get("host", "")
EMAIL_PORT = EMAIL.get("port", 25)
EMAIL_HOST_USER = EMAIL.get("user", "")
EMAIL_HOST_PASSWORD = EMAIL.get("password", "")
EMAIL_USE_TLS = EMAIL.get("starttls", False)
EMAIL_USE_SSL = EMAIL.get("ssl", False)
EMAIL_TIMEOUT = EMAIL.get("timeout", 15)  # a server that hangs holds up the worker for so long

# Everything goes to stderr, where the process manager's own log takes it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "ERROR"},
    },
}
