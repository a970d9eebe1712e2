"""Housekeeping that the schedule enqueues."""

import time
from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from blog import limits
from blog.files.workfiles import take_away_killed
from blog.measuring import measure

KEEP_RESULTS = timedelta(days=14)


@task()
def drop_old_results() -> int:
    """Delete the rows of tasks that ended two weeks ago; how many."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_RESULTS)
    return old.delete()[0]


@task()
def clear_expired_sessions() -> None:
    """Delete the sessions of people who have not been back."""
    SessionStore.clear_expired()


@task()
def drop_old_counters() -> int:
    """Delete the counters of limits whose time is over; how many."""
    return limits.purge()


@task()
def measure_tables() -> None:
    """Let SQLite look how its rows are spread. PostgreSQL's autovacuum does this by itself."""
    if connection.vendor == "sqlite":
        measure()


@task()
def drop_left_files() -> int:
    """Delete what killed processes left among the temporary files of this machine; how many."""
    return take_away_killed(time.time())
