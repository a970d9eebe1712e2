"""`run_import RUN`: perform an import that was begun in the browser; the task worker calls it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wordpress.models import ImportRun
from wordpress.running import perform


class Command(BaseCommand):
    help = "Perform an import that was begun in the admin (its number). Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, metavar="RUN")

    def handle(self, *args: Any, **options: Any) -> None:
        run = ImportRun.objects.filter(pk=options["run"]).exclude(sent_files=None).first()
        if run is None:
            raise CommandError("There is no import of that number whose files are still here.")
        if not run.is_over:
            perform(run)
