"""What moderators may do, and editors with them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = {
    "Moderator": ["view_reply", "moderate_reply"],
    # Deleting an article takes its replies along.
    "Editor": ["view_reply", "moderate_reply", "delete_reply"],
}


def grant(apps, schema_editor):
    """Permissions are usually made after all migrations; groups need them now."""
    database = schema_editor.connection.alias
    app = apps.get_app_config("comments")
    app.models_module = True
    create_permissions(app, apps=apps, verbosity=0, using=database)
    app.models_module = None
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    for name, codenames in GROUPS.items():
        group, _ = Group.objects.using(database).get_or_create(name=name)
        granted = Permission.objects.using(database).filter(
            content_type__app_label="comments", codename__in=codenames
        )
        group.permissions.add(*granted)


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0002_moderate_permission"),
        ("blog", "0003_groups"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
