"""Imports that somebody begins in the browser; what is begun, wordpress/running.py performs."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from blog.models import User
from wordpress import sending
from wordpress.debates.sources import is_debate_head
from wordpress.models import ImportRun, SentFile
from wordpress.tasks import start_imports


def plan(
    files: Sequence[SentFile],
    by: User,
    *,
    dry: bool,
    fetches: bool = False,
    recovers: bool = False,
    as_tags: Sequence[str] = (),
) -> list[ImportRun]:
    """Runs over files that have arrived whole: exports of WordPress together, since parts of one site may
    stand in several, then each debate. A task starts them as soon as this is committed."""
    debates = [each for each in files if is_debate_head(sending.head_of(each))]
    exports = [each for each in files if each not in debates]
    groups = [group for group in (exports, *([each] for each in debates)) if group]
    asked = {"dry": dry, "fetches": fetches, "recovers": recovers, "as_tags": list(as_tags)}
    with transaction.atomic():
        runs = [planned(group, by, **asked) for group in groups]
        start_imports.enqueue([run.pk for run in runs])
    return runs


def planned(files: list[SentFile], by: User, **options: Any) -> ImportRun:
    """One run, of which `options` are columns."""
    names = [each.name for each in files]
    waiting = ImportRun.State.WAITING
    run = ImportRun.objects.create(
        source=", ".join(names)[:300], files=names, by=by, state=waiting, **options
    )
    run.sent_files.set(files)
    return run
