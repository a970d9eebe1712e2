"""Addresses of the site's own views. A page says dozens, and Django works each out from all routes."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def link_to(name: str, *parts: str | int) -> str:
    """What reverse() of `name` with these parts says; raises NoReverseMatch as it does."""
    return worked_out(name, parts, get_script_prefix())


@lru_cache(maxsize=4096)
def worked_out(name: str, parts: tuple[str | int, ...], _prefix: str) -> str:
    return reverse(name, args=parts)
