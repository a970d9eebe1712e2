"""What becomes of shelves and tallies while the database is migrated.

SQLite alters a table by making it anew, which triggers that name it do not survive, and a migration may write
rows while none stands. So none stands while it does anything with the tables from which they are filled, and
afterwards all is filled anew; any other migration leaves them as they are, since that takes minutes in a
journal of a million articles."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.models.signals import post_migrate, pre_migrate

from blog.measuring import measure
from blog.shelves import keeping

Step = tuple[migrations.Migration, bool]  # and whether it is undone
# Of the tables that triggers name: they change no column and no row.
HARMLESS = (
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.RenameIndex,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
)


def connect(sender: Any) -> None:
    pre_migrate.connect(before, sender=sender)
    post_migrate.connect(after, sender=sender)


def before(plan: Sequence[Step], **_kwargs: Any) -> None:
    if any(map(touches, plan)):
        keeping.run(keeping.removing())


def after(plan: Sequence[Step] = (), **_kwargs: Any) -> None:
    if keeping.tables_are_there() and not keeping.is_installed():
        keeping.rebuild()
    if plan:
        measure()


def touches(step: Step) -> bool:
    """Whether it may change the tables from which shelves and tallies are filled, or what stands in them."""
    migration, is_undone = step
    sources = keeping.sources()
    named = {(model._meta.app_label, model._meta.model_name) for model in models_of(sources)}
    known = {app for app, _name in named}
    return is_undone or any(
        concerns(operation, migration.app_label, named, is_known=migration.app_label in known)
        for operation in migration.operations
    )


def concerns(operation: Operation, app: str, named: set[tuple[str, str]], *, is_known: bool) -> bool:
    """Of what names a model, whether it is one of those; anything else in an app that has one."""
    if isinstance(operation, HARMLESS):
        return False
    model = getattr(operation, "model_name", None) or getattr(operation, "name", None)
    if model is None or isinstance(operation, migrations.RenameModel):
        return is_known
    return (app, model.lower()) in named


def models_of(tables: set[str]) -> list[Any]:
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.db_table in tables]
