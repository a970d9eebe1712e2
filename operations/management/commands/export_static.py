"""`export_static DIR [--replace]`"""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from blog.migrated import SiteCommand
from blog.progress import Progress
from operations.preparing import collect_static_files
from operations.staticcopy import CopyError, copy_site, whole_folder


class Command(SiteCommand):
    help = "Write the whole public site as files that open without a server."
    stopped = "Nothing was changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="where to write it")
        parser.add_argument("--replace", action="store_true", help="in the place of an earlier copy")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"].absolute()
        collect_static_files(self.stdout.write)
        try:
            with whole_folder(folder, replace=options["replace"]) as begun:
                copied = copy_site(begun, progress=partial(Progress(self.stdout), "copying"))
        except CopyError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"{folder} cannot be written: {error.strerror}. Nothing was changed."
            ) from error
        counts = ", ".join(f"{number} × {kind}" for kind, number in copied.counts.items())
        self.stdout.write(f"Written to {folder}: {counts}. Open {folder / 'index.html'}")
        for address, status in list(copied.failed.items())[:20]:
            self.stdout.write(f"{address} answered {status}.")
