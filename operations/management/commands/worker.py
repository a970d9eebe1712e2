"""`manage.py worker`: runs the tasks."""

from typing import Any

from django.core.management.base import CommandParser

from blog.migrated import SiteCommand
from operations.worker import TaskWorker


class Command(SiteCommand):
    help = "Runs tasks (mail, pictures, link checks …) until it is stopped. `manage.py serve` starts one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is ready, then end")
        parser.add_argument(
            "--interval", type=float, default=1.0, help="seconds between two looks at the queue"
        )

    def handle(self, *, once: bool, interval: float, **options: Any) -> None:
        worker = TaskWorker(interval=interval)
        worker.configure_signals()
        if once:
            worker.work_once()
        else:
            worker.run_until_stopped()
