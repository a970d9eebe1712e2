"""What moderators and editors work with beside the replies themselves."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

CODENAMES = [
    "view_ban", "add_ban", "change_ban", "delete_ban",
    "view_writer", "change_writer",
    "view_debaterules", "change_debaterules",
    "view_decision", "view_appeal", "view_report",
]  # fmt: skip


def grant(apps, schema_editor):
    """Permissions are usually made after all migrations; groups need them now."""
    database = schema_editor.connection.alias
    app = apps.get_app_config("comments")
    app.models_module = True
    create_permissions(app, apps=apps, verbosity=0, using=database)
    app.models_module = None
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    granted = Permission.objects.using(database).filter(
        content_type__app_label="comments", codename__in=CODENAMES
    )
    for name in ("Moderator", "Editor"):
        Group.objects.using(database).get_or_create(name=name)[0].permissions.add(*granted)


class Migration(migrations.Migration):
    dependencies = [("comments", "0005_debate")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
