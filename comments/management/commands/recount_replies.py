"""`manage.py recount_replies`: compare what is kept about threads with their rows."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from blog.migrated import SiteCommand
from blog.progress import Progress
from comments.tree.recounting import Drift, recount_all


class Command(SiteCommand):
    help = "Counts the replies of every article again and puts right what is kept about them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Only report; exit status 1 if anything differs."
        )

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        progress = Progress(self.stderr)
        counted = differed = 0
        for drift in recount_all(repair=not check, progress=progress):
            counted += 1
            if drift:
                differed += 1
                progress.clear()
                self.stdout.write(describe(drift))
        self.stdout.write(f"{counted} threads counted, {differed} differed.")
        if check and differed:
            raise CommandError("What is kept differs from the rows; run it without --check to put it right.")


def describe(drift: Drift) -> str:
    """One line about one thread."""
    parts = [f"{name} kept {kept}, counted {true}" for name, (kept, true) in drift.counts.items()]
    if drift.wrongly_shown:
        parts.append(f"{drift.wrongly_shown} shown that should not be")
    if drift.wrongly_hidden:
        parts.append(f"{drift.wrongly_hidden} hidden that should be shown")
    if drift.misranked:
        parts.append(f"{drift.misranked} with wrong recommendations or in the wrong order")
    return f"Article {drift.post_id}: {'; '.join(parts)}."
