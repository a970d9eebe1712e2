"""Addresses of the site's own views. A page says dozens, and Django works each out from all routes."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

ADMIN = "admin/"  # where config/urls.py mounts it


def link_to(name: str, *parts: str | int) -> str:
    """What reverse() of `name` with these parts says; raises NoReverseMatch as it does."""
    return worked_out(name, parts, get_script_prefix())


@lru_cache(maxsize=4096)
def worked_out(name: str, parts: tuple[str | int, ...], _prefix: str) -> str:
    return reverse(name, args=parts)


def admin_link(app: str = "", model: str = "", key: int | None = None) -> str:
    """Where a row is edited, or the admin's own front, as reverse() says it, without loading the admin."""
    row = f"{app}/{model}/{key}/change/" if key is not None else ""
    return f"{get_script_prefix()}{ADMIN}{row}"
