"""`manage.py serve`: the web server and the task worker under one process."""

import os
import sys
import time
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from operations.preparing import prepare
from operations.serving import Child, Manager, granian, port_problem


class Command(BaseCommand):
    help = "Serves the journal with its task worker. HOST, PORT and WEB_WORKERS come from the environment."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--prepare", action="store_true", help="first bring the database and static files up to date"
        )
        parser.add_argument(
            "--with-parent", action="store_true", help="stop when the program that started this one ends"
        )

    def handle(self, *, prepare: bool, with_parent: bool, **options: Any) -> None:
        parent = os.getppid() if with_parent else None
        host, port = settings.HOST, settings.PORT
        if problem := port_problem(host, port):
            raise CommandError(problem)
        if prepare:
            self.prepare()
        connections.close_all()
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
        local = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
        manager = Manager(
            web=Child(granian(host, port, settings.WEB_WORKERS)),
            worker=Child([sys.executable, "manage.py", "worker"]),
            address=f"{local}/healthz",
            parent=parent,
        )
        status = manager.run(lambda: self.announce(local))
        if status:
            raise CommandError("The web server ended; the lines above say why.", returncode=status)
