"""`manage.py check --deploy`: what is unsafe for a public site, in plain words with the remedy.

Django's own checks speak of cookies, keys and redirects; these speak of what Broadside needs besides.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connection

from blog.models import User
from operations.health import problem_of_storage

Apps = Sequence[AppConfig] | None
HERE = {"", "localhost", "127.0.0.1", "::1"}


def unsafe(number: int, text: str, hint: str) -> Warning:
    """A warning of ours; the numbers stay, because sites silence them by number."""
    return Warning(text, hint=hint, id=f"operations.W{number:03}")


@register(Tags.security, deploy=True)
def check_address(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """The public address, and who may ask for it."""
    return list(problems_of_address())


def problems_of_address() -> Iterator[CheckMessage]:
    """Address, hosts, error pages, proxies."""
    if settings.SITE_IS_LOOPBACK:
        text = f"SITE_URL is {settings.SITE_URL}: feeds and mails would point readers at their own machine."
        yield unsafe(1, text, "Set SITE_URL to the public address, such as https://journal.example.")
    elif not settings.SITE_IS_HTTPS:
        text = f"SITE_URL is {settings.SITE_URL}: passwords and cookies would cross the network unencrypted."
        yield unsafe(2, text, "Put a server with TLS in front, and set SITE_URL to its https:// address.")
    if settings.DEBUG:
        yield unsafe(3, "DEBUG is on: an error page shows readers the code and the settings.", "Unset DEBUG.")
    if "*" in settings.ALLOWED_HOSTS:
        text = "ALLOWED_HOSTS is *: anybody can have mails and pages made with a false address in them."
        yield unsafe(4, text, "Name the hosts, or unset ALLOWED_HOSTS: it follows SITE_URL.")
    elif not {settings.SITE_HOST, f".{settings.SITE_HOST}"} & set(settings.ALLOWED_HOSTS):
        text = f"ALLOWED_HOSTS does not hold {settings.SITE_HOST}, so its own address would be refused."
        yield unsafe(5, text, "Add it, or unset ALLOWED_HOSTS: it follows SITE_URL.")
    if not settings.TRUSTED_PROXIES and not settings.SITE_IS_LOOPBACK:
        text = "TRUSTED_PROXIES is empty: behind a proxy every reader would look like one address."
        yield unsafe(6, text, "Set it to the proxy's address, or unset it if the proxy is on this machine.")
    if any(network.prefixlen == 0 for network in settings.TRUSTED_PROXIES):
        text = "TRUSTED_PROXIES trusts every address: anybody can pretend to be anybody."
        yield unsafe(7, text, "Name only your own proxies.")


@register(Tags.security, deploy=True)
def check_mail(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Whether mail reaches anybody."""
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return []
    text = "Mail reaches nobody: EMAIL_URL is not set to a mail server."
    return [unsafe(8, text, "Set EMAIL_URL, such as smtp://user:password@mail.example:587.")]


@register(Tags.security, deploy=True)
def check_files(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """What must be writable, and what others must not read."""
    return list(problems_of_files())


def problems_of_files() -> Iterator[CheckMessage]:
    """Pictures, the secret key."""
    if told := problem_of_storage():
        yield unsafe(12, told, "Until then no picture is stored or shown.")
    media = Path(settings.MEDIA_ROOT or settings.DATA_DIR)
    nearest = next(path for path in (media, *media.parents) if path.exists())
    if not (nearest.is_dir() and os.access(nearest, os.W_OK)):
        yield unsafe(
            9, f"Pictures cannot be stored: {media} is not writable.", "Give this user the directory."
        )
    key = Path(settings.DATA_DIR) / "secret-key"
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        yield unsafe(10, f"Others on this machine can read {key}.", f"Run `chmod 600 {key}`.")


@register(Tags.security, deploy=True)
def check_pages(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Whether every machine hears of what the others change."""
    database = settings.DATABASES["default"]
    is_elsewhere = database["ENGINE"].endswith("postgresql") and str(database["HOST"]) not in HERE
    is_elsewhere &= not str(database["HOST"]).startswith("/")
    if not is_elsewhere or settings.CACHES["default"]["BACKEND"].endswith("RedisCache"):
        return []
    text = "The database is on another machine, and CACHE_URL is not set: if several machines serve it, each "
    text += "would show readers pages that another one has changed."
    hint = "Set CACHE_URL to a Redis that all of them reach. With one machine only, silence operations.E002."
    return [Error(text, hint=hint, id="operations.E002")]


@register(Tags.security, deploy=True)
def check_database(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Whether it answers, and whether the demonstration's logins are in it."""
    try:
        there = User._meta.db_table in connection.introspection.table_names()
        demonstration = there and User.objects.filter(is_demonstration=True).exists()
    except DatabaseError as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        text = f"The database does not answer: {reason}"
        return [Error(text, hint="Look at DATABASE_URL.", id="operations.E001")]
    if demonstration and not settings.SITE_IS_LOOPBACK:
        text = "The demonstration content, with logins whose passwords are public, is still here."
        return [unsafe(11, text, "Run `manage.py demo --remove`.")]
    return []
