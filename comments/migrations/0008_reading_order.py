"""Branches stand by the time their root was written, in three orders with an index each."""

from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def date_branches(apps, schema_editor):
    Reply = apps.get_model("comments", "Reply")
    rows = Reply.objects.using(schema_editor.connection.alias)
    root = rows.filter(pk=OuterRef("root")).values("submitted_at")[:1]
    rows.update(root_at=Coalesce(Subquery(root), F("submitted_at")))


class Migration(migrations.Migration):
    dependencies = [("comments", "0007_outbox")]

    operations = [
        migrations.RemoveIndex(model_name="reply", name="reply_newest"),
        migrations.RemoveIndex(model_name="reply", name="reply_best"),
        migrations.AddField(
            model_name="reply", name="root_at", field=models.DateTimeField(editable=False, null=True)
        ),
        migrations.RunPython(date_branches, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="reply", name="root_at", field=models.DateTimeField(editable=False)
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(fields=["post", "shown", "root_at", "path"], name="reply_oldest"),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(fields=["post", "shown", "-root_at", "path"], name="reply_newest"),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                fields=["post", "shown", "-root_recommended", "root_at", "path"], name="reply_best"
            ),
        ),
    ]
