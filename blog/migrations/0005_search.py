"""The search index, which is not a model: each database has a table of its own kind for it."""

from django.db import migrations

# Words come folded (blog/words.py), so the tokenizer only has to leave them whole: marks and the signs
# of C++ and C# are part of them, and without its marks a Hindi word would be another one.
SQLITE = """
CREATE VIRTUAL TABLE blog_searchindex USING fts5(
  title, lead, names, text,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co' tokenchars '+#'"
)
"""
POSTGRESQL = [
    "CREATE TABLE blog_searchindex (key bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX blog_searchindex_words ON blog_searchindex USING gin (words)",
]


def create(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in POSTGRESQL if vendor == "postgresql" else [SQLITE]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE blog_searchindex")


class Migration(migrations.Migration):
    dependencies = [("blog", "0004_attempts")]

    operations = [migrations.RunPython(create, drop)]
