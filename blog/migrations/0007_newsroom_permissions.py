"""What the groups may do with notes, corrections, kept files and the front page."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

VERBS = ("add", "change", "delete", "view")
WRITE = ["add_attachment", "change_attachment", "view_attachment", "add_note", "change_note", "view_note"]
EDIT = [f"{verb}_{model}" for model in ("attachment", "note", "correction", "frontpick") for verb in VERBS]

GROUPS = {
    "Contributor": [*WRITE, "view_revision"],
    "Author": [*WRITE, "view_revision"],
    "Editor": [*EDIT, "view_revision"],
}


def grant(apps, schema_editor):
    """Permissions are usually made after all migrations; groups need them now."""
    database = schema_editor.connection.alias
    app = apps.get_app_config("blog")
    app.models_module = True
    create_permissions(app, apps=apps, verbosity=0, using=database)
    app.models_module = None
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    for name, codenames in GROUPS.items():
        group, _ = Group.objects.using(database).get_or_create(name=name)
        granted = Permission.objects.using(database).filter(
            content_type__app_label="blog", codename__in=codenames
        )
        group.permissions.add(*granted)


class Migration(migrations.Migration):
    dependencies = [("blog", "0006_newsroom"), ("blog", "0003_groups")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
