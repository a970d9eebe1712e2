"""Addresses that texts link to, and what came of the last look at them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from blog.models.media import source_key

FRESH = timedelta(hours=12)


class SeenLinkQuerySet(models.QuerySet["SeenLink"]):
    """Questions about many addresses."""

    def at(self, addresses: Iterable[str]) -> "dict[str, SeenLink]":
        """Those of the addresses that were looked at lately, by address."""
        keys = {address: source_key(address) for address in addresses}
        fresh = self.filter(key__in=keys.values(), seen_at__gt=timezone.now() - FRESH)
        rows = {row.key: row for row in fresh}
        return {address: rows[key] for address, key in keys.items() if key in rows}

    def keep(self, address: str, problem: str) -> None:
        """Note what came of a look just now."""
        seen: dict[str, Any] = {"problem": problem[:500], "seen_at": timezone.now()}
        self.update_or_create(key=source_key(address), defaults=seen)


class SeenLink(models.Model):
    """One address by its key; `problem` says in words why it leads nowhere, empty if it leads somewhere."""

    key = models.CharField(max_length=32, unique=True)
    problem = models.CharField(max_length=500, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = SeenLinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.problem or "good"
