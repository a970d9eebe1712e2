"""SQLite alone knows INSERT OR REPLACE, which takes a row out without asking the triggers of DELETE.

Belongs to 0009_append_only: whatever alters `comments_decision` has to run both again."""

from django.db import migrations

REFUSED = """CREATE TRIGGER decision_not_replaced BEFORE INSERT ON comments_decision
    WHEN EXISTS (SELECT 1 FROM comments_decision WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'What was decided is not changed; decide anew.'); END"""
ALLOWED = "DROP TRIGGER decision_not_replaced"


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(REFUSED, params=None)


def let_go(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(ALLOWED, params=None)


class Migration(migrations.Migration):
    dependencies = [("comments", "0013_rules_of_the_publication")]

    operations = [migrations.RunPython(keep, let_go)]
