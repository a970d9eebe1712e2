"""Imports that were begun in the browser: by a process of their own, which outlives the tab, and which is
started again where it was killed. What a run has written is not written twice.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import timezone

from blog.files.diskspace import is_full
from wordpress import sending
from wordpress.debates.records import SourceError
from wordpress.debates.sources import is_debate, source_at
from wordpress.ledger import Ledger
from wordpress.ledger.ends import AGAIN
from wordpress.models import ImportRun
from wordpress.reader import CutOff, WxrError
from wordpress.turns import my_turn

if TYPE_CHECKING:
    from wordpress.importing.hands import Hands

STALLED = timedelta(minutes=2)  # without a word
ATTEMPTS = 5  # of one run, by processes that were killed
BEAT = timedelta(seconds=15)


at_work: list[tuple["subprocess.Popen[bytes]", list[int]]] = []  # by this process, and the keys of their runs


def spawn(runs: Sequence[ImportRun]) -> None:
    """Have another process perform them, one after the other: the worker has letters to send meanwhile."""
    numbers = [run.pk for run in runs]
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "run_import", *map(str, numbers)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603
    at_work.append((process, numbers))


def seen_to_end() -> list[int]:
    """The runs of processes of this one's that have ended, well or not; each is told once."""
    over = [each for each in at_work if each[0].poll() is not None]
    at_work[:] = [each for each in at_work if each not in over]
    return [number for _process, numbers in over for number in numbers]


def perform(run: ImportRun) -> None:
    """Read the files and, unless the run only looks, write; the row tells how far it is and what stopped it.

    Raises whatever stopped it, unless that was the file.
    """
    # The web server loads this module with the admin, and never imports anything itself.
    from wordpress.importing.hands import Hands

    afresh = {"state": ImportRun.State.WAITING, "done": 0, "total": 0, "touched_at": timezone.now()}
    ImportRun.objects.filter(pk=run.pk).update(begun=F("begun") + 1, **afresh)
    files = list(run.sent_files.all())
    size = 0 if run.dry else sum(each.size for each in files)
    try:
        # The heart is a thread, beside which no process may be doubled.
        with Hands.fetched(size) as hands, heartbeat(run), sending.joined(files) as paths:
            bring(paths, run, hands)
    except (WxrError, SourceError) as refusal:
        run.stop(f"{refusal} Nothing was changed.{hint(refusal)}")
    except Exception as failure:
        again = "Look again." if run.dry else AGAIN
        run.stop(f"It stopped: {reason_of(failure)}. {again}")
        raise


def reason_of(failure: Exception) -> str:
    """In words where there are some."""
    if is_full(failure):
        return "there is no room left on the server"
    return " ".join(str(failure).split())[:300] or type(failure).__name__


def hint(refusal: Exception) -> str:
    """What else can be done about a file that was refused."""
    chosen = " “Take what is whole” brings the articles before the cut."
    return chosen if isinstance(refusal, CutOff) else ""


def bring(paths: list[Path], run: ImportRun, hands: "Hands") -> None:
    """Raises WxrError or SourceError before anything is written."""
    from wordpress.debates.importing import import_debate
    from wordpress.importing import import_files

    if not is_debate(paths[0]):
        import_files(
            paths,
            write=not run.dry,
            fetch=run.fetches,
            recover=run.recovers,
            as_tags=run.as_tags,
            progress=Telling(run),
            planned=run,
            hands=hands,
        )
        return
    source = source_at(str(paths[0]))
    ledger = Ledger(f"{source.name}: {run.files[0]}", run.files)
    with nullcontext() if run.dry else my_turn():
        ledger.keep(run=run)
        import_debate(source, ledger, write=not run.dry)
        ledger.close()


class Telling:
    """Progress of an import, told to its row about once a second."""

    def __init__(self, run: ImportRun) -> None:
        self.run, self.told = run, 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        if time.monotonic() - self.told > 1:
            self.told = time.monotonic()
            ImportRun.objects.filter(pk=self.run.pk).update(done=done, total=total)


def resume_stalled() -> int:
    """Start imports again that were killed; how many."""
    resumed = 0
    now = timezone.now()
    for run in ImportRun.objects.stalled(now - STALLED, seen_to_end()):
        if run.begun >= ATTEMPTS:
            run.stop(f"Its process was killed {run.begun} times. {AGAIN}")
            continue
        claimed = ImportRun.objects.filter(pk=run.pk, touched_at=run.touched_at).update(touched_at=now)
        if claimed:
            spawn([run])
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
