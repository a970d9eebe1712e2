"""The article of a reply needs no index of its own: three others begin with it. Only the index is dropped,
since Django would make the whole table anew on SQLite."""

import django.db.models.deletion
from django.db import migrations, models

INDEX = "comments_reply_post_id_2ccf6eba"


class Migration(migrations.Migration):
    dependencies = [("comments", "0018_received")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "reply",
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="blog.post",
                    ),
                )
            ],
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX IF EXISTS {INDEX}", f"CREATE INDEX {INDEX} ON comments_reply (post_id)"
                )
            ],
        )
    ]
