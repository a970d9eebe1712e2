"""`manage.py flush` empties every table, the ledger too."""

from typing import Any

from django.core.management.commands import flush

from blog.migrated import SiteCommand
from comments.moderating import ledger


class Command(SiteCommand, flush.Command):
    def handle(self, **options: Any) -> None:
        with ledger.opened("flush", using=options["database"]):
            super().handle(**options)
