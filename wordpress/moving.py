"""What the commands that move a site have in common."""

from typing import Any

from django.core.management.base import CommandError

from blog.files.diskspace import is_full
from blog.migrated import SiteCommand
from wordpress.ledger import Ledger


class MovingCommand(SiteCommand):
    """One that opens no page: without Django's checks, for which all addresses and their views would be
    loaded."""

    requires_system_checks = ()

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except Exception as error:
            if is_full(error):
                raise CommandError(f"There is no room left on the disk. {self.stopped}".strip()) from error
            raise


def require_even(ledger: Ledger) -> None:
    """Raises CommandError, for the exit status, if something of the source is not accounted for."""
    if not ledger.is_even:
        raise CommandError("Not everything there is accounted for; see the lines marked “failed”.")
