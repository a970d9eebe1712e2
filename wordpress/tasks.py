"""Imports that are done later."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from wordpress import running, sending
from wordpress.models import ImportRun

KEEP_FILES = timedelta(days=7)


@task()
def start_imports(keys: list[int]) -> None:
    """Begin imports that somebody asked for in the browser, unless they have begun."""
    runs = list(ImportRun.objects.filter(pk__in=keys, state=ImportRun.State.WAITING).order_by("pk"))
    if runs:
        running.spawn(runs)


@task()
def resume_imports() -> int:
    """Go on with imports whose process was killed; how many."""
    return running.resume_stalled()


@task()
def drop_sent_files() -> int:
    """Forget files that were sent for an import a week ago; how many."""
    return sending.drop_older_than(timezone.now() - KEEP_FILES)
