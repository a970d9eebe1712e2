"""The table of kept numbers of replies. Its triggers, and what it holds, come after the migrations."""

from django.db import migrations, models

from blog.shelves.keeping import dialect

COLUMNS = {
    "status": "varchar(12)",
    "suspected": "boolean",
    "reports_open": "integer",
    "reason": "varchar(12)",
    "month": "date",
}


def make(apps, schema_editor):
    for statement in dialect().tally_table("comments_standing", COLUMNS):
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE comments_standing", params=None)


class Migration(migrations.Migration):
    dependencies = [("blog", "0024_standing"), ("comments", "0015_most_discussed_first")]

    operations = [
        migrations.RunPython(make, drop),
        migrations.CreateModel(
            name="ReplyStanding",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("status", models.CharField(max_length=12)),
                ("suspected", models.BooleanField()),
                ("reports_open", models.IntegerField()),
                ("reason", models.CharField(max_length=12)),
            ],
            options={"db_table": "comments_standing", "managed": False, "abstract": False},
        ),
    ]
