"""Editors work through what an import could not settle."""

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
        content_type__app_label="wordpress", codename__in=["view_importrun", "view_importentry"]
    )
    group, _ = apps.get_model("auth", "Group").objects.using(database).get_or_create(name="Editor")
    group.permissions.add(*wanted)


class Migration(migrations.Migration):
    dependencies = [("wordpress", "0001_ledger"), ("blog", "0007_newsroom_permissions")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
