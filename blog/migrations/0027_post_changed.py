"""What is written and what waits for review, in the order of the dashboard: SQLite, which knows of no state that
few articles are in it, would rather read them all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0026_readable")]

    operations = [
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["kind", "status", "modified_at"], name="post_changed"),
        ),
    ]
