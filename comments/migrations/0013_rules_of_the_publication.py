"""The rules of the debate hang on the publication, so that both are read in one query."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0005_search"), ("comments", "0012_delete_notice")]

    operations = [
        migrations.AddField(
            model_name="debaterules",
            name="publication",
            field=models.OneToOneField(
                default=1,
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="debate_rules",
                to="blog.publication",
            ),
        ),
    ]
