"""How many processes have begun a run: one that is killed again and again is given up."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wordpress', '0008_other_taxonomies'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='begun',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
    ]
