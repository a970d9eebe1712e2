"""`import_wordpress FILE… [--media DIR] [--dry-run] [--report FILE.json]`"""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wordpress.importing import Ledger, import_files
from wordpress.reader import WxrError

REASONS_SHOWN = 12


class Command(BaseCommand):
    help = "Take WordPress exports (Tools > Export, “All content”) into this site. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="an export, XML")
        parser.add_argument("--media", type=Path, metavar="DIR", help="a copy of the old wp-content/uploads")
        parser.add_argument(
            "--dry-run", action="store_true", help="write nothing, say what would become of it"
        )
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="the whole account as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        media = options["media"]
        if media and not media.is_dir():
            raise CommandError(f"{media} is not a folder.")
        progress = Progress(self) if self.stdout.isatty() else None
        try:
            ledger = import_files(
                options["files"], media=media, write=not options["dry_run"], progress=progress
            )
        except WxrError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self.summarise(ledger, dry=options["dry_run"])
        if options["report"]:
            options["report"].write_text(json.dumps(ledger.as_json(), ensure_ascii=False, indent=1), "utf-8")
        if not ledger.is_even:
            raise CommandError("Not everything in the file is accounted for; see the lines marked “failed”.")

    def summarise(self, ledger: Ledger, *, dry: bool) -> None:
        """Counts per kind, then why things were changed or left out, the most frequent reasons first."""
        for reason in ledger.mended:
            self.stdout.write(f"Mended: {reason}.")
        self.stdout.write("Nothing was written; this is what would become of it:" if dry else "Imported:")
        self.stdout.write(f"{'':<16}{'in file':>9}{'taken':>9}{'here':>9}{'left out':>10}{'failed':>8}")
        for kind, count in ledger.counts.items():
            numbers = f"{count.found:>9}{count.taken:>9}{count.here:>9}{count.left_out:>10}{count.failed:>8}"
            self.stdout.write(f"{kind:<16}{numbers}")
        reasons = ledger.reasons(("failed", "left out", "kept", "changed"))
        for kind, verdict, reason, number in reasons[:REASONS_SHOWN]:
            self.stdout.write(f"{number:>6} × {kind} {verdict}: {reason}")
        if len(reasons) > REASONS_SHOWN:
            self.stdout.write(
                f"{len(reasons) - REASONS_SHOWN} more reasons are in the report (--report FILE.json)."
            )


class Progress:
    """One line that rewrites itself: how far, how fast, how long still."""

    def __init__(self, command: BaseCommand) -> None:
        self.command = command
        self.started = time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        rate = done / max(time.monotonic() - self.started, 0.001)
        left = (total - done) / rate if rate else 0
        line = f"{what}: {done} of {total} items, {rate:.0f} a second, {left:.0f} s left"
        self.command.stdout.write(f"\r{line:<78}", ending="" if done < total else "\n")
        self.command.stdout.flush()
