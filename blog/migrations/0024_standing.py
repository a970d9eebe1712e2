"""The table of kept numbers of articles. Its triggers, and what it holds, come after the migrations."""

from django.db import migrations, models

from blog.shelves.keeping import dialect

COLUMNS = {"kind": "varchar(4)", "status": "varchar(10)", "month": "date"}


def make(apps, schema_editor):
    for statement in dialect().tally_table("blog_standing", COLUMNS):
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE blog_standing", params=None)


class Migration(migrations.Migration):
    dependencies = [("blog", "0023_attachment_page_slug")]

    operations = [
        migrations.RunPython(make, drop),
        migrations.CreateModel(
            name="PostStanding",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("kind", models.CharField(max_length=4)),
                ("status", models.CharField(max_length=10)),
            ],
            options={"db_table": "blog_standing", "managed": False, "abstract": False},
        ),
    ]
