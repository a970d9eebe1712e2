"""An index of titles alone: of a word that thousands of articles hold, those that are called so are found."""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE blog_titleindex USING fts5(
      title, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co' tokenchars '+#'", prefix = '2 3'
    )
    """,
    "INSERT INTO blog_titleindex (rowid, title) SELECT rowid, title FROM blog_searchindex",
]
POSTGRESQL = [
    "CREATE INDEX blog_searchindex_titles ON blog_searchindex USING gin (ts_filter(words, '{a}'))",
]


def create(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(
        "DROP INDEX blog_searchindex_titles" if is_postgresql else "DROP TABLE blog_titleindex"
    )


class Migration(migrations.Migration):
    dependencies = [("blog", "0027_post_changed")]

    operations = [migrations.RunPython(create, drop)]
