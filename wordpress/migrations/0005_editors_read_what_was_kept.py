"""Editors read what imports kept whole, too: the lines of a ledger lead to it."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def grant(apps, schema_editor):
    """Permissions are usually made after all migrations; groups need them now."""
    database = schema_editor.connection.alias
    app = apps.get_app_config("wordpress")
    app.models_module = True
    create_permissions(app, apps=apps, verbosity=0, using=database)
    app.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    wanted = permissions.filter(
        content_type__app_label="wordpress", codename="view_kept"
    )
    group, _ = apps.get_model("auth", "Group").objects.using(database).get_or_create(name="Editor")
    group.permissions.add(*wanted)


class Migration(migrations.Migration):
    dependencies = [("wordpress", "0004_sent_files")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
