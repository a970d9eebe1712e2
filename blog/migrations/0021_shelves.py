"""The tables of blog/shelves/. Its triggers, and what the tables hold, come after the migrations."""

from django.db import migrations

from blog.shelves.keeping import dialect


def run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement, params=None)


def make(apps, schema_editor):
    run(schema_editor, dialect().TABLES)


def drop(apps, schema_editor):
    run(schema_editor, ["DROP TABLE blog_listed", "DROP TABLE blog_tally"])


class Migration(migrations.Migration):
    dependencies = [("blog", "0020_lists_walked")]

    operations = [migrations.RunPython(make, drop)]
