"""The database itself keeps decisions as they were written.

`comments_ledger_opened` is empty but inside a transaction of comments/moderating/ledger.py `opened`, which alone may take
decisions out; nothing changes one. SQLite makes a table anew to alter it and forgets its triggers, so whatever
alters `comments_decision` has to run these statements again (a test notices)."""

from django.db import migrations

CHANGED = "What was decided is not changed; decide anew."
TAKEN = "What was decided is not taken out of the ledger."
OPENED = "CREATE TABLE comments_ledger_opened (why varchar(200) NOT NULL)"

SQLITE = [
    f"""CREATE TRIGGER decision_not_changed BEFORE UPDATE ON comments_decision
    BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END""",
    f"""CREATE TRIGGER decision_not_taken_out BEFORE DELETE ON comments_decision
    WHEN NOT EXISTS (SELECT 1 FROM comments_ledger_opened)
    BEGIN SELECT RAISE(ABORT, '{TAKEN}'); END""",
]
SQLITE_BACK = ["DROP TRIGGER decision_not_changed", "DROP TRIGGER decision_not_taken_out"]

POSTGRESQL = [
    f"""CREATE FUNCTION keep_decisions() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'UPDATE' THEN RAISE restrict_violation USING MESSAGE = '{CHANGED}'; END IF;
    IF NOT EXISTS (SELECT 1 FROM comments_ledger_opened) THEN
        RAISE restrict_violation USING MESSAGE = '{TAKEN}';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NULL;
    END $$""",
    """CREATE TRIGGER decision_not_changed BEFORE UPDATE OR DELETE ON comments_decision
    FOR EACH ROW EXECUTE FUNCTION keep_decisions()""",
    """CREATE TRIGGER decisions_not_emptied BEFORE TRUNCATE ON comments_decision
    FOR EACH STATEMENT EXECUTE FUNCTION keep_decisions()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER decision_not_changed ON comments_decision",
    "DROP TRIGGER decisions_not_emptied ON comments_decision",
    "DROP FUNCTION keep_decisions()",
]


def run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement, params=None)


def keep(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    run(schema_editor, [OPENED, *(SQLITE if on_sqlite else POSTGRESQL)])


def let_go(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    back = SQLITE_BACK if on_sqlite else POSTGRESQL_BACK
    run(schema_editor, [*back, "DROP TABLE comments_ledger_opened"])


class Migration(migrations.Migration):
    dependencies = [("comments", "0008_reading_order")]

    operations = [migrations.RunPython(keep, let_go)]
