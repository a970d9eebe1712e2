"""What recurs, and how often. A job is a task: started by one worker, retried like any other."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.module_loading import import_string

from operations.models import RecurringJob


@dataclass(frozen=True)
class Recurring:
    """A task without arguments, by its dotted path, and the time between two starts."""

    task: str
    every: timedelta


SCHEDULE = [
    Recurring("blog.tasks.settle_due_posts", timedelta(minutes=1)),
    Recurring("blog.tasks.compact_shelves", timedelta(minutes=10)),
    Recurring("operations.tasks.measure_tables", timedelta(days=1)),
    Recurring("operations.tasks.drop_left_files", timedelta(days=1)),
    Recurring("operations.tasks.drop_old_results", timedelta(days=1)),
    Recurring("operations.tasks.clear_expired_sessions", timedelta(days=1)),
    Recurring("operations.tasks.drop_old_counters", timedelta(hours=1)),
    Recurring("wordpress.tasks.resume_imports", timedelta(minutes=1)),
    Recurring("wordpress.tasks.drop_sent_files", timedelta(days=1)),
    Recurring("blog.tasks.drop_empty_drafts", timedelta(days=1)),
    Recurring("blog.tasks.fetch_waiting_media", timedelta(minutes=2)),
    Recurring("blog.tasks.check_due_media", timedelta(minutes=20)),
    Recurring("comments.mail.sending.send_letters", timedelta(minutes=5)),
    Recurring("comments.mail.sending.forget_old_letters", timedelta(days=1)),
    Recurring("comments.mail.announcing.tell_late", timedelta(minutes=5)),
    Recurring("comments.mail.digests.send_digests", timedelta(hours=1)),
    Recurring("comments.mail.vigil.look", timedelta(hours=1)),
    Recurring("comments.tasks.purge_unconfirmed", timedelta(hours=6)),
]


def enqueue_due(now: datetime) -> list[str]:
    """Enqueue every job whose time has come; their dotted paths."""
    return [job.task for job in SCHEDULE if enqueue_if_due(job, now)]


def enqueue_if_due(job: Recurring, now: datetime) -> bool:
    """The claim and the task's row are committed together, so that neither is lost."""
    with transaction.atomic():
        claimed = RecurringJob.objects.claim(job.task, job.every, now)
        if claimed:
            import_string(job.task).enqueue()
    return claimed
