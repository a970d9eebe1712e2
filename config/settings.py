"""Broadside's settings. Everything that differs between sites comes from the environment (config/env.py)."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from blog.embeds import frame_hosts
from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.directory("DATA_DIR", BASE_DIR / "var")

# Core
DEBUG = env.boolean("DEBUG", False)
SECRET_KEY = env.secret("SECRET_KEY", DATA_DIR)
SITE_URL = env.address("SITE_URL", f"http://127.0.0.1:{env.integer('PORT', 8000, least=1, most=65535)}")
SITE_HOST = urlsplit(SITE_URL).hostname or "127.0.0.1"
SITE_IS_LOOPBACK = SITE_HOST in {"127.0.0.1", "localhost", "::1"}
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", [SITE_HOST, "127.0.0.1", "localhost", "[::1]"])
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TRUSTED_PROXIES = env.words("TRUSTED_PROXIES", [])

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
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
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
            ],
        },
    }
]

# Databases, queue and cache
DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "broadside.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People
AUTH_USER_MODEL = "blog.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "admin:login"

# Language and time; both only seed a new site's own settings
LANGUAGE_CODE = env.text("LANGUAGE_CODE", "en-gb")
TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
USE_TZ = True
SITE_ID = 1
FORMS_URLFIELD_ASSUME_HTTPS = True
SILENCED_SYSTEM_CHECKS = ["fields.W342"]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The debate. django-comments-xtd gives Reply its base and columns; its own depth check is never reached.
COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "comments.models.Reply"
COMMENTS_XTD_MAX_THREAD_LEVEL = 10
REPLY_DEPTH = 10
REPLY_MAX_CHARACTERS = 20_000
REPLY_LIMIT = env.rate("REPLY_LIMIT", "10/m")
LOGIN_LIMIT = (10, 300)
TAGGIT_CASE_INSENSITIVE = True

# Security. Django's default referrer policy breaks YouTube's player (its Error 153).
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SITE_IS_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = SITE_IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if SITE_IS_HTTPS else 0
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
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

# Mail
DEFAULT_FROM_EMAIL = f"no-reply@{SITE_HOST}"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 20
