"""Addresses of the site's own views. A page says dozens, and Django works each out from all routes."""

from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.core.signals import request_finished, request_started
from django.urls import get_script_prefix, reverse

ADMIN = "admin/"  # where config/urls.py mounts it
_prefix: ContextVar[str | None] = ContextVar("where the site is mounted, during a request", default=None)


def prefix() -> str:
    """What every address begins with; Django asks thread and task for it, ten times as long."""
    return _prefix.get() or get_script_prefix()


def begin(**_kwargs: Any) -> None:
    _prefix.set(get_script_prefix())


def end(**_kwargs: Any) -> None:
    _prefix.set(None)


request_started.connect(begin)
request_finished.connect(end)


def link_to(name: str, *parts: str | int) -> str:
    """What reverse() of `name` with these parts says; raises NoReverseMatch as it does."""
    return worked_out(name, parts, prefix())


@lru_cache(maxsize=4096)
def worked_out(name: str, parts: tuple[str | int, ...], _prefix: str) -> str:
    return reverse(name, args=parts)


def admin_link(app: str = "", model: str = "", key: int | None = None) -> str:
    """Where a row is edited, or the admin's own front, as reverse() says it, without loading the admin."""
    row = f"{app}/{model}/{key}/change/" if key is not None else ""
    return f"{prefix()}{ADMIN}{row}"
