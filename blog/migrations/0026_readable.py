"""What a search asks of posts on an index; and an index of the first two and three letters of words, without
which SQLite puts together the lists of every word that begins with a short last one."""

from django.db import migrations, models

MADE = """
CREATE VIRTUAL TABLE searchindex_anew USING fts5(
  title, lead, names, text,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co' tokenchars '+#'"{prefix}
)
"""
COPIED = """
INSERT INTO searchindex_anew (rowid, title, lead, names, text)
SELECT rowid, title, lead, names, text FROM blog_searchindex
"""


def make_anew(schema_editor, prefix):
    if schema_editor.connection.vendor != "sqlite":
        return
    renamed = "ALTER TABLE searchindex_anew RENAME TO blog_searchindex"
    for statement in (MADE.format(prefix=prefix), COPIED, "DROP TABLE blog_searchindex", renamed):
        schema_editor.execute(statement)


def with_beginnings(apps, schema_editor):
    make_anew(schema_editor, ", prefix = '2 3'")


def without_beginnings(apps, schema_editor):
    make_anew(schema_editor, "")


class Migration(migrations.Migration):
    dependencies = [("blog", "0025_media_dead")]

    operations = [
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["id", "listed", "publish_at", "password"], name="post_readable"),
        ),
        migrations.RunPython(with_beginnings, without_beginnings),
    ]
