"""An index of redirects for each kind of target, of those alone that lead to one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0028_titles"),
    ]

    operations = [
        migrations.AlterField(
            model_name="redirect",
            name="category",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to="blog.category",
            ),
        ),
        migrations.AlterField(
            model_name="redirect",
            name="image",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to="blog.image",
            ),
        ),
        migrations.AlterField(
            model_name="redirect",
            name="post",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to="blog.post",
            ),
        ),
        migrations.AddIndex(
            model_name="redirect",
            index=models.Index(
                condition=models.Q(("post__isnull", False)), fields=["post"], name="redirect_post"
            ),
        ),
        migrations.AddIndex(
            model_name="redirect",
            index=models.Index(
                condition=models.Q(("category__isnull", False)), fields=["category"], name="redirect_category"
            ),
        ),
        migrations.AddIndex(
            model_name="redirect",
            index=models.Index(
                condition=models.Q(("image__isnull", False)), fields=["image"], name="redirect_image"
            ),
        ),
    ]
