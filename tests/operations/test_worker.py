"""Tasks are retried with growing delays, taken back from the dead, and started once by the schedule."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from operations.models import RecurringJob
from operations.schedule import SCHEDULE, enqueue_due
from operations.tasks import clear_expired_sessions, drop_old_results
from operations.worker import ATTEMPTS, TaskWorker, delay_before, identity, take_back_lost

pytestmark = pytest.mark.django_db
done: list[str] = []


@task()
def note(text: str) -> None:
    """Leaves a trace."""
    done.append(text)


@task()
def fail() -> None:
    """Never works."""
    raise ConnectionError("the mail server is away")


@pytest.fixture
def worker(monkeypatch) -> TaskWorker:
    """A worker with nothing on its schedule."""
    monkeypatch.setattr("operations.worker.close_old_connections", lambda: None)
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    monkeypatch.setattr("operations.worker.enqueue_due", lambda now: [])
    done.clear()
    return TaskWorker()


def running(worker_id: str, age: timedelta, claims: int = 1) -> DBTaskResult:
    """A task that some worker has claimed."""
    row = DBTaskResult.objects.get(pk=note.enqueue("lost").id)
    row.status = TaskResultStatus.RUNNING
    row.worker_ids = [worker_id] * claims
    row.started_at = timezone.now() - age
    row.save()
    return row


def status_of(row: DBTaskResult) -> str:
    """As it stands in the database."""
    row.refresh_from_db()
    return row.status


def test_worker_runs_what_is_ready(worker):
    note.enqueue("first")
    note.enqueue("second")
    worker.work_once()
    assert done == ["first", "second"]


def test_task_for_later_waits(worker):
    note.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("later")
    worker.work_once()
    assert done == []


def test_failed_task_comes_back_after_a_delay(worker):
    row = DBTaskResult.objects.get(pk=fail.enqueue().id)
    before = timezone.now()
    worker.work_once()
    assert status_of(row) == TaskResultStatus.READY
    assert row.run_after >= before + delay_before(2)
    assert "the mail server is away" in row.traceback


def test_task_that_always_fails_ends_as_failed(worker):
    row = DBTaskResult.objects.get(pk=fail.enqueue().id)
    for _ in range(ATTEMPTS):
        DBTaskResult.objects.update(run_after=timezone.now())
        worker.work_once()
    assert status_of(row) == TaskResultStatus.FAILED
    assert len(row.worker_ids) == ATTEMPTS


def test_delays_grow():
    delays = [delay_before(attempt) for attempt in range(2, ATTEMPTS + 1)]
    assert delays[0] == timedelta(seconds=30)
    assert delays == sorted(set(delays))


def test_task_of_a_dead_process_here_is_taken_back_at_once(worker):
    host = identity().rsplit(":", 2)[0]
    row = running(f"{host}:4194305:abcdefgh", timedelta(seconds=1))
    assert take_back_lost(worker.worker_id, timezone.now()) == 1
    worker.work_once()
    assert status_of(row) == TaskResultStatus.SUCCESSFUL


def test_task_of_an_earlier_life_of_this_process_is_taken_back(worker):
    host = identity().rsplit(":", 2)[0]
    running(f"{host}:{os.getpid()}:abcdefgh", timedelta(seconds=1))
    assert take_back_lost(worker.worker_id, timezone.now()) == 1


@pytest.mark.parametrize(("age", "taken"), [(timedelta(minutes=14), 0), (timedelta(minutes=16), 1)])
def test_task_on_another_machine_is_taken_back_after_a_quarter_of_an_hour(worker, age, taken):
    running("elsewhere:1:abcdefgh", age)
    assert take_back_lost(worker.worker_id, timezone.now()) == taken


def test_own_long_task_is_left_alone(worker):
    running(worker.worker_id, timedelta(hours=2))
    assert take_back_lost(worker.worker_id, timezone.now()) == 0


def test_task_that_kills_each_worker_ends_as_failed(worker):
    row = running("elsewhere:1:abcdefgh", timedelta(hours=1), claims=ATTEMPTS)
    take_back_lost(worker.worker_id, timezone.now())
    assert status_of(row) == TaskResultStatus.FAILED


def test_each_recurring_job_starts_once_in_its_time():
    now = timezone.now()
    assert len(enqueue_due(now)) == len(SCHEDULE)
    assert enqueue_due(now + timedelta(seconds=1)) == []
    assert DBTaskResult.objects.count() == len(SCHEDULE)


def test_recurring_job_is_due_again_after_its_time():
    now = timezone.now()
    RecurringJob.objects.claim("x", timedelta(hours=1), now)
    assert not RecurringJob.objects.claim("x", timedelta(hours=1), now + timedelta(minutes=59))
    assert RecurringJob.objects.claim("x", timedelta(hours=1), now + timedelta(minutes=61))


def test_old_results_are_dropped_and_new_ones_kept(worker):
    note.enqueue("old")
    note.enqueue("new")
    worker.work_once()
    first = DBTaskResult.objects.earliest("enqueued_at")
    DBTaskResult.objects.filter(pk=first.pk).update(finished_at=timezone.now() - timedelta(days=15))
    assert drop_old_results.call() == 1
    assert DBTaskResult.objects.count() == 1


def test_expired_sessions_are_cleared(client):
    client.session["seen"] = 1
    session = client.session
    session.set_expiry(timezone.now() - timedelta(days=1))
    session.save()
    clear_expired_sessions.call()
    assert not session.exists(session.session_key)


def test_enqueue_rolls_back_with_the_data(worker):
    from django.db import transaction

    with transaction.atomic():
        note.enqueue("never")
        transaction.set_rollback(True)
    worker.work_once()
    assert done == []
