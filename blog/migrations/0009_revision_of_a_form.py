"""A person may have a text open in several forms: what is typed is kept for each."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0008_preview_links'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='revision',
            name='one_autosave_a_person',
        ),
        migrations.AddField(
            model_name='revision',
            name='form',
            field=models.CharField(blank=True, help_text='The token of the form that it came from, while that may send more.', max_length=36),
        ),
        migrations.AlterField(
            model_name='revision',
            name='kind',
            field=models.CharField(choices=[('autosave', 'typed, not saved'), ('working', 'working copy'), ('saved', 'saved'), ('published', 'published'), ('aside', 'set aside')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(condition=models.Q(('form', ''), _negated=True), fields=('user', 'form'), name='one_revision_a_form'),
        ),
    ]
