"""The task worker: django-tasks-db runs a task, this adds retries, the schedule and help for lost tasks.

Tasks must bear being run twice: a worker may die between finishing one and saying so.
"""

import logging
import os
import socket
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from blog.purges import send_due
from operations.schedule import enqueue_due

if TYPE_CHECKING:
    Task = DBTaskResult[..., Any]

logger = logging.getLogger("operations.worker")

ATTEMPTS = 6
FIRST_DELAY = timedelta(seconds=30)
HOUSEKEEPING = timedelta(minutes=1)
LOST_AFTER = timedelta(minutes=15)


def identity() -> str:
    """host:process:random, at most 64 characters: tells another worker of this machine who is still alive."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{get_random_string(8)}"


def delay_before(attempt: int) -> timedelta:
    """How long to wait before attempt 2, 3 …: 30 s, 2 min, 8 min, 32 min, about 2 hours."""
    return FIRST_DELAY * int(4 ** (attempt - 2))


def retry(row: "Task") -> bool:
    """Put a failed task back with a delay, unless it has had its attempts; every claim left a worker id."""
    attempts = len(row.worker_ids)
    if row.status != TaskResultStatus.FAILED or attempts >= ATTEMPTS:
        return False
    run_after = timezone.now() + delay_before(attempts + 1)
    changed = DBTaskResult.objects.failed().filter(pk=row.pk)
    return bool(changed.update(status=TaskResultStatus.READY, run_after=run_after, finished_at=None))


def is_alive(process: int) -> bool:
    """Whether a process of that number exists on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_lost(row: "Task", own: str, now: datetime) -> bool:
    """Whether the worker of a running task is gone: seen at once on this machine, by its age elsewhere."""
    host, process, _ = (row.worker_ids[-1] if row.worker_ids else "::").rsplit(":", 2)
    if host == own.rsplit(":", 2)[0] and process.isdigit():
        # The same process number under another name is an earlier life, as in a restarted container.
        return not is_alive(int(process)) or (int(process) == os.getpid() and row.worker_ids[-1] != own)
    return row.started_at is None or row.started_at < now - LOST_AFTER


def take_back_lost(own: str, now: datetime) -> int:
    """Give tasks of dead workers to the living; how many. One that has had its attempts ends as failed."""
    taken = 0
    for row in DBTaskResult.objects.running():
        if not is_lost(row, own, now):
            continue
        same = DBTaskResult.objects.running().filter(pk=row.pk, started_at=row.started_at)
        if len(row.worker_ids) >= ATTEMPTS:
            same.update(
                status=TaskResultStatus.FAILED, finished_at=now, traceback="Its worker died each time."
            )
        else:
            taken += same.update(status=TaskResultStatus.READY, run_after=now)
    return taken


class TaskWorker(Worker):
    """Runs every queue, one task after another, and once a minute keeps house."""

    def __init__(self, *, interval: float = 1.0) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=identity(),
        )
        self.housekeeping_at = timezone.now()

    def run_task(self, db_task_result: "Task") -> None:
        """Run one task; if it failed it comes back later."""
        super().run_task(db_task_result)
        if retry(db_task_result):
            logger.warning("%s failed and will be tried again", db_task_result.task_path)

    def keep_house(self, now: datetime) -> None:
        """Once a minute: tasks of the dead, then what the schedule has due."""
        if now < self.housekeeping_at:
            return
        self.housekeeping_at = now + HOUSEKEEPING
        if taken := take_back_lost(self.worker_id, now):
            logger.warning("took back %d tasks of a worker that died", taken)
        enqueue_due(now)

    def work_once(self) -> None:
        """Keep house if it is time, then run all that is ready.

        Asking first spares SQLite a write lock every second.
        """
        close_old_connections()
        self.keep_house(timezone.now())
        send_due()
        if DBTaskResult.objects.ready().exists():
            super().run()

    def run_until_stopped(self) -> None:
        """Work until a signal says stop; a database that is away is waited for."""
        while self.running:
            try:
                self.work_once()
            except DatabaseError:
                logger.exception("the database does not answer; trying again")
                time.sleep(5)
            if self.running:
                time.sleep(self.interval)
