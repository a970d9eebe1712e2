"""`import_wordpress FILE [--media DIR] [--fetch] [--dry-run] [--recover] [--as-tags NAME] [--report FILE]`"""

import gc
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from blog.progress import Progress
from wordpress.importing import import_files
from wordpress.ledger.terminal import summarise
from wordpress.moving import MovingCommand, require_even
from wordpress.reader import CutOff, WxrError


class Command(MovingCommand):
    help = "Take WordPress exports (Tools > Export, “All content”) into this site. Safe to repeat."
    stopped = "What was written stays; the same command again goes on where it was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help="an export: XML, also in a ZIP or gzip"
        )
        parser.add_argument("--media", type=Path, metavar="DIR", help="a copy of the old wp-content/uploads")
        parser.add_argument(
            "--fetch", action="store_true", help="get missing files from the old site, and from no other"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="write nothing, say what would become of it"
        )
        parser.add_argument(
            "--recover", action="store_true", help="of files that are cut off, take what is whole, and say so"
        )
        parser.add_argument(
            "--as-tags", action="append", default=[], metavar="NAME,…",
            help="taxonomies (series, region) whose terms come in as tags",
        )  # fmt: skip
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="the whole account as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if not gc.isenabled():  # see manage.py
            gc.freeze()  # or the first collections would look through all that is loaded
            gc.enable()
        media, fetch, dry = options["media"], options["fetch"], options["dry_run"]
        if media and not media.is_dir():
            raise CommandError(f"{media} is not a folder.")
        progress = Progress(self.stdout)
        try:
            ledger = import_files(
                options["files"],
                media=media,
                fetch=fetch,
                write=not dry,
                recover=options["recover"],
                as_tags=[name for said in options["as_tags"] for name in said.replace(",", " ").split()],
                progress=progress,
                say=self.tell,
            )
        except WxrError as error:
            hint = " With --recover, what is whole of it comes in." if isinstance(error, CutOff) else ""
            raise CommandError(f"{error} Nothing was changed.{hint}") from error
        summarise(ledger, self.stdout, dry=dry)
        if options["report"]:
            ledger.write_report(options["report"])
        require_even(ledger)
