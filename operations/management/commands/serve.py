"""`manage.py serve`: the web server and the task worker under one process."""

import gc
import os
import platform
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from blog.pagecache import everything_changed
from operations.forking import Forked, do_tasks, load, serve_pages
from operations.greeting import greeting
from operations.preparing import prepare
from operations.serving import Child, Manager, granian, local_address, port_problem
from operations.siteaddress import follow_site_url


def children() -> tuple[Child, Child]:
    """Web server and task worker: forks where that is safe, elsewhere programs that load everything anew."""
    if platform.system() == "Linux":
        load()
        return Forked("broadside-web", serve_pages), Forked("broadside-tasks", do_tasks)
    web = Child(granian(settings.HOST, settings.PORT, settings.WEB_WORKERS))
    return web, Child([sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"])


class Command(BaseCommand):
    help = "Serves the journal with its task worker; HOST, PORT and WEB_WORKERS come from the environment."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--prepare", action="store_true", help="first bring the database and static files up to date"
        )
        parser.add_argument(
            "--with-parent", action="store_true", help="stop when the program that started this one ends"
        )

    def handle(self, *, with_parent: bool, **options: Any) -> None:
        gc.enable()
        parent = os.getppid() if with_parent else None
        if problem := port_problem(settings.HOST, settings.PORT):
            sys.exit(problem)
        if options["prepare"]:
            self.prepare()
        follow_site_url()
        everything_changed()  # it may be another database, or other code
        lines = greeting()
        connections.close_all()
        web, worker = children()
        manager = Manager(
            web=web,
            worker=worker,
            address=f"{local_address()}/healthz",
            parent=parent,
        )
        if manager.run(lambda: self.say("\n".join(lines))):
            sys.exit("The web server has ended; the lines above say why.")

    def prepare(self) -> None:
        """Say what is done; an interruption is not an error to look into."""
        try:
            prepare(self.say)
        except CommandError as error:
            sys.exit(str(error))
        except KeyboardInterrupt:
            sys.exit("Stopped before everything was ready; `make run` goes on from here.")

    def say(self, text: str) -> None:
        """One line, at once."""
        self.stdout.write(text)
        self.stdout.flush()
