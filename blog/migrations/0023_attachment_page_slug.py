"""Where WordPress showed a file is asked by a column: a key of JSON has no index."""

from typing import Any
from urllib.parse import unquote

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows: Any = apps.get_model("blog", "Attachment").objects.exclude(import_ref=None)
    for row in rows.only("pk", "import_data").iterator(500):
        slug = unquote(str(row.import_data.get("slug") or ""))[:200]
        rows.filter(pk=row.pk).update(page_slug=slug)


class Migration(migrations.Migration):
    dependencies = [("blog", "0022_told_outside")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="page_slug",
            field=models.CharField(blank=True, db_index=True, default="", editable=False, max_length=200),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
