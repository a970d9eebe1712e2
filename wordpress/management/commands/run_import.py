"""`run_import RUN…`: perform imports that were begun in the browser; the task worker calls it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from wordpress.models import ImportRun
from wordpress.moving import MovingCommand
from wordpress.running import perform


class Command(MovingCommand):
    help = "Perform imports that were begun in the admin (their numbers). Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("runs", type=int, nargs="+", metavar="RUN")

    def handle(self, *args: Any, **options: Any) -> None:
        runs = list(ImportRun.objects.with_files().filter(pk__in=options["runs"]).order_by("pk"))
        if not runs:
            raise CommandError("There is no import of that number whose files are still here.")
        for run in runs:
            if not run.is_over:
                perform(run)
