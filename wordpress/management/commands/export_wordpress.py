"""`export_wordpress FILE`"""

import sys
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from blog.progress import Progress
from wordpress.exporting import export_to
from wordpress.exporting.destination import whole_file
from wordpress.exporting.exporter import Exported
from wordpress.moving import MovingCommand


class Command(MovingCommand):
    help = "Write the whole site as a WordPress export (WXR 1.2), threads and their states included."
    stopped = "Nothing was changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="where to write it; - is standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        progress = partial(Progress(self.stderr), "exporting")
        if options["file"] == "-":
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
            self.summarise(export_to(sys.stdout.write, progress=progress), "standard output")
            return
        path = Path(options["file"])
        try:
            with whole_file(path) as file:
                exported = export_to(file.write, progress=progress)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}. Nothing was changed.") from error
        self.summarise(exported, str(path))

    def summarise(self, exported: Exported, place: str) -> None:
        """On the error stream, though it is no error: the other one may be the export."""
        counts = ", ".join(f"{number} × {kind}" for kind, number in exported.counts.items())
        self.stderr.write(f"Written to {place}: {counts or 'nothing'}.", str)
        for reason, number in exported.left_out.items():
            self.stderr.write(f"Left out: {number} {reason}.", str)
