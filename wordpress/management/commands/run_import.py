"""`run_import RUN…`: perform imports that were begun in the browser; the task worker calls it."""

import signal
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandError

from wordpress.models import ImportRun
from wordpress.moving import MovingCommand
from wordpress.running import perform


class Command(MovingCommand):
    help = "Perform imports that were begun in the admin (their numbers). Safe to repeat."

    def run_from_argv(self, argv: Sequence[str]) -> None:
        """The Ctrl-C that stops the server reaches it, too: it ends as if it were killed, and goes on by
        itself when the server is there again."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        super().run_from_argv(argv)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("runs", type=int, nargs="+", metavar="RUN")

    def handle(self, *args: Any, **options: Any) -> None:
        runs = list(ImportRun.objects.with_files().filter(pk__in=options["runs"]).order_by("pk"))
        if not runs:
            raise CommandError("There is no import of that number whose files are still here.")
        for run in runs:
            if not run.is_over:
                perform(run)
