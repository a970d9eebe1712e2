"""The table of kept numbers of replies that came in here, for the account of moderation. Its triggers, and what
it holds, come after the migrations."""

from django.db import migrations, models

from blog.shelves.keeping import dialect


def make(apps, schema_editor):
    for statement in dialect().tally_table("comments_received", {"status": "varchar(12)", "month": "date"}):
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE comments_received", params=None)


class Migration(migrations.Migration):
    dependencies = [("comments", "0017_replies_of_a_writer")]

    operations = [
        migrations.RunPython(make, drop),
        migrations.CreateModel(
            name="ReplyReceived",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("status", models.CharField(max_length=12)),
            ],
            options={"db_table": "comments_received", "managed": False, "abstract": False},
        ),
    ]
