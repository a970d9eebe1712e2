"""The groups of a publication and what each may do."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

WRITE = ["add_post", "change_post", "view_post", "add_image", "change_image", "view_image"]
OWN_BYLINE = ["change_author", "view_author"]
EDITED = ["post", "page", "category", "tag", "author", "image", "redirect", "menuitem"]
INLINE = ["postauthor", "postimage", "medialink"]
EDIT = [f"{verb}_{model}" for model in EDITED + INLINE for verb in ("add", "change", "delete", "view")]

GROUPS = {
    "Contributor": [*WRITE, *OWN_BYLINE],
    "Author": [*WRITE, *OWN_BYLINE, "publish_post"],
    "Editor": [*EDIT, "publish_post", "edit_others_posts", "change_publication", "view_publication"],
    # What moderators may do is granted by the app that replies belong to.
    "Moderator": [],
}


def make_groups(apps, schema_editor):
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
    dependencies = [
        ("blog", "0002_image_source_key"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
