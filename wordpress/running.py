"""Imports that were begun in the browser: by a process of their own, which outlives the tab, and which is
started again where it was killed. What a run has written is not written twice.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from blog.models import User
from wordpress import sending
from wordpress.debates.importing import import_debate
from wordpress.debates.records import SourceError
from wordpress.debates.sources import is_debate, source_at
from wordpress.importing import import_files
from wordpress.ledger import Ledger
from wordpress.models import ImportRun, SentFile
from wordpress.reader import WxrError

STALLED = timedelta(minutes=2)  # without a word
BEAT = timedelta(seconds=15)


def plan(files: list[SentFile], by: User, *, dry: bool, fetches: bool = False) -> ImportRun:
    """A run over files that have arrived whole; a task starts it as soon as this is committed."""
    from wordpress.tasks import start_import

    names = [each.name for each in files]
    with transaction.atomic():
        run = ImportRun.objects.create(
            source=", ".join(names)[:300],
            files=names,
            dry=dry,
            fetches=fetches,
            by=by,
            state=ImportRun.State.WAITING,
        )
        run.sent_files.set(files)
        start_import.enqueue(run.pk)
    return run


def spawn(run: ImportRun) -> None:
    """Have another process perform it: the worker has letters to send meanwhile."""
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "run_import", str(run.pk)]
    subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603


def perform(run: ImportRun) -> None:
    """Read the files and, unless the run only looks, write; the row tells how far it is."""
    ledger = Ledger.of_run(run)
    error = ""
    try:
        with heartbeat(run), sending.joined(list(run.sent_files.all())) as paths:
            bring(paths, ledger, run)
    except (WxrError, SourceError) as refusal:
        error = f"{refusal} Nothing was changed."
    except Exception as failure:
        error = f"It stopped: {' '.join(str(failure).split())[:300]}. Run it again to go on where it was."
        raise
    finally:
        ledger.close(error)


def bring(paths: list[Path], ledger: Ledger, run: ImportRun) -> None:
    """Exports of WordPress together, since parts of one may be in several files; debates one by one.

    Raises WxrError or SourceError before anything is written.
    """
    debates = [path for path in paths if is_debate(path)]
    exports = [path for path in paths if path not in debates]
    if exports:
        import_files(exports, write=not run.dry, fetch=run.fetches, ledger=ledger)
    for path in debates:
        import_debate(source_at(str(path)), ledger, write=not run.dry)


def resume_stalled() -> int:
    """Start imports again that were killed; how many."""
    resumed = 0
    now = timezone.now()
    for run in ImportRun.objects.stalled(now - STALLED):
        claimed = ImportRun.objects.filter(pk=run.pk, touched_at=run.touched_at).update(touched_at=now)
        if claimed:
            spawn(run)
            resumed += 1
    return resumed


@contextmanager
def heartbeat(run: ImportRun) -> Iterator[None]:
    """Inside, the row says every few seconds that somebody is at work, also while a file is only read."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT.total_seconds()):
            ImportRun.objects.filter(pk=run.pk).update(touched_at=timezone.now())
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
