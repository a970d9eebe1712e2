"""Whether the database has every table that the program asks for; what commands say where it has not."""

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

NEW = "The database has no tables yet. `manage.py serve --prepare` or `manage.py migrate` makes them."
OLD = (
    "The database is of an earlier version. "
    "`manage.py serve --prepare` or `manage.py migrate` brings it up to date."
)


class SiteCommand(BaseCommand):
    """A command that asks the site's tables: where they are not as they should be, one sentence says so."""

    stopped = ""  # what is so when somebody stops it before its end; without it Python says where it was

    def run_from_argv(self, argv: Sequence[str]) -> None:
        if not self.stopped:
            super().run_from_argv(list(argv))
            return
        end_as_ctrl_c_does()
        try:
            super().run_from_argv(list(argv))
        except KeyboardInterrupt:
            self.stderr.write(f"\nStopped. {self.stopped}")
            sys.exit(130)  # as a shell says of Ctrl-C

    def execute(self, *args: Any, **options: Any) -> str | None:
        refuse_unprepared()
        return super().execute(*args, **options)

    def tell(self, sentence: str) -> None:
        """At once: what follows may take long."""
        self.stdout.write(sentence)
        self.stdout.flush()


def end_as_ctrl_c_does() -> None:
    """From now on this process tidies up when it is told to end, or when its terminal goes."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:  # `nohup` has it ignored
            signal.signal(number, signal.default_int_handler)


def refuse_unprepared() -> None:
    """Two queries, and no migration is loaded. Raises CommandError if the database does not answer, is empty,
    or lacks a migration."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except OperationalError as error:
        raise CommandError(f"The database does not answer: {first_line(error)}") from error
    if not migrations_there() <= applied:
        raise CommandError(f"{OLD if applied else NEW} Nothing was changed.")


def first_line(error: OperationalError) -> str:
    return str(error).strip().splitlines()[0]


def migrations_there() -> set[tuple[str, str]]:
    """(app, name) of every migration of the project and its packages, by their files."""
    return {
        (app.label, path.stem)
        for app in apps.get_app_configs()
        for path in (Path(app.path) / "migrations").glob("[!_~]*.py")
    }
