"""Before serving: database, static files, and demonstration content for a database that is made just now."""

import hashlib
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from blog.alone import alone
from blog.measuring import is_measured, measure
from blog.migrated import first_line, migrations_there
from blog.models import Post
from blog.shelves import keeping

Say = Callable[[str], object]

WAITING = "Another start is bringing everything up to date; waiting for it …"


def prepare(say: Say) -> None:
    """Bring database and static files up to date; costs little when they are.

    Raises CommandError with a sentence if the database does not answer.
    """
    database_is_empty()  # or say why it does not answer
    with alone("preparing", lambda: say(WAITING)):
        prepare_now(say)


def prepare_now(say: Say) -> None:
    new = database_is_empty()
    if new and settings.DEMO_WANTED:
        demo_mark().touch()
    if not is_migrated() or not keeping.is_installed():
        say("Preparing the database …" if new else "Bringing the database up to date …")
        call_command("migrate", verbosity=0, interactive=False)
    if demo_mark().exists():
        say("Writing the demonstration journal …")
        add_demonstration()
    if not is_measured():
        measure()
    collect_static_files(say)


def demo_mark() -> Path:
    """A file that stands while a run's own new database waits for its content; it survives interruptions."""
    return Path(settings.DATA_DIR) / "demo-wanted"


def database_is_empty() -> bool:
    """Whether the database holds no table at all, or is not there yet."""
    try:
        return not connection.introspection.table_names()
    except OperationalError as error:
        raise CommandError(f"The database does not answer: {first_line(error)}") from error


def is_migrated() -> bool:
    """Whether the database knows of each migration there is. Of one that only replaces others, which it has,
    it may not know yet: `migrate` then changes no table, but notes that."""
    return migrations_there() <= set(MigrationRecorder(connection).applied_migrations())


def pending_migrations() -> list[str]:
    """The migrations that are not yet in the database, as `app.name`; none of them is loaded if all are."""
    if is_migrated():
        return []
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def add_demonstration() -> None:
    """Fill the new database, all or nothing: after an interruption the mark stands and it begins anew."""
    if not Post.objects.exists():
        with transaction.atomic():
            call_command("demo", stdout=StringIO())
    demo_mark().unlink()


def collect_static_files(say: Say) -> None:
    """Collect, hash and compress the static files if one has changed since the last time."""
    mark = Path(settings.STATIC_ROOT) / ".fingerprint"
    fingerprint = fingerprint_of_static_files()
    if mark.exists() and mark.read_text() == fingerprint:
        return
    say("Collecting static files …")
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.write_text(fingerprint)


def fingerprint_of_static_files() -> str:
    """A hash over path, size and time of every static file of the project and its packages."""
    lines = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            lines.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
