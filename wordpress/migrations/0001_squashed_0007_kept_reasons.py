"""All tables of moving in and out at once, for a new database.

One of an earlier version goes the way of the migrations that are replaced; new ones come after these."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
import wordpress.models
from django.conf import settings
from django.db import migrations, models

from blog.newtables import CreateModels


def former(name):
    """One of the replaced migrations: it says what no model does."""
    return import_module(f"wordpress.migrations.{name}")


ledgers, kept = former("0002_editors_read_ledgers"), former("0005_editors_read_what_was_kept")


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("wordpress", "0001_ledger"),
        ("wordpress", "0002_editors_read_ledgers"),
        ("wordpress", "0003_kept"),
        ("wordpress", "0004_sent_files"),
        ("wordpress", "0005_editors_read_what_was_kept"),
        ("wordpress", "0006_recovering"),
        ("wordpress", "0007_kept_reasons"),
    ]

    dependencies = [
        ("blog", "0028_titles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='ImportRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.CharField(max_length=300, verbose_name='source')),
                    ('files', models.JSONField(default=list, verbose_name='files')),
                    ('dry', models.BooleanField(default=False, verbose_name='only a look')),
                    ('state', models.CharField(choices=[('waiting', 'about to begin'), ('running', 'running'), ('complete', 'complete'), ('incomplete', 'not everything came in'), ('stopped', 'stopped')], default='running', max_length=10, verbose_name='state')),
                    ('counts', models.JSONField(default=dict)),
                    ('mended', models.JSONField(default=list, verbose_name='mended')),
                    ('error', models.TextField(blank=True, verbose_name='why it stopped')),
                    ('done', models.PositiveBigIntegerField(default=0)),
                    ('total', models.PositiveBigIntegerField(default=0)),
                    ('started_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='started')),
                    ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ('fetches', models.BooleanField(default=False, verbose_name='fetches files from the old site')),
                    ('touched_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('recovers', models.BooleanField(default=False, verbose_name='takes what is whole of files that are cut off')),
                    ('reasons', models.JSONField(editable=False, null=True)),
                ],
                options={
                    'verbose_name': 'import',
                    'verbose_name_plural': 'imports',
                    'ordering': ['-started_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='ImportEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=60, verbose_name='kind')),
                    ('ref', models.CharField(help_text='What the source calls it.', max_length=300, verbose_name='there')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('outcome', models.CharField(choices=[('failed', 'failed'), ('left out', 'left out'), ('edited here', 'edited here, so not overwritten'), ('kept raw', 'kept as it was written'), ('changed', 'came in with a change'), ('created', 'created'), ('updated', 'updated'), ('unchanged', 'unchanged')], max_length=12, verbose_name='outcome')),
                    ('reason', models.TextField(verbose_name='reason')),
                    ('model', models.CharField(blank=True, max_length=60)),
                    ('object_id', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='wordpress.importrun')),
                ],
                options={
                    'verbose_name': 'entry of an import',
                    'verbose_name_plural': 'entries of imports',
                    'ordering': ['pk'],
                    'indexes': [models.Index(fields=['run', 'outcome', 'kind'], name='import_entry')],
                },
            ),
            migrations.CreateModel(
                name='Kept',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('import_ref', models.CharField(max_length=300, unique=True, verbose_name='there')),
                    ('kind', models.CharField(db_index=True, max_length=60, verbose_name='kind')),
                    ('title', models.CharField(max_length=200, verbose_name='title')),
                    ('data', models.JSONField(default=dict)),
                ],
                options={
                    'verbose_name': 'kept thing of an import',
                    'verbose_name_plural': 'kept things of imports',
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='LooseEnd',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('wanted', models.CharField(db_index=True, max_length=300)),
                    ('holder', models.CharField(db_index=True, max_length=300)),
                    ('place', models.CharField(choices=[('featured', 'featured image'), ('parent', 'parent page'), ('text', 'text')], max_length=8)),
                ],
                options={
                    'verbose_name': 'loose end of an import',
                    'verbose_name_plural': 'loose ends of imports',
                    'constraints': [models.UniqueConstraint(fields=('wanted', 'holder', 'place'), name='one_loose_end_once')],
                },
            ),
            migrations.CreateModel(
                name='SentFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=255, verbose_name='name')),
                    ('size', models.PositiveBigIntegerField(verbose_name='bytes')),
                    ('received', models.PositiveBigIntegerField(default=0)),
                    ('parts', models.JSONField(default=list)),
                    ('token', models.CharField(default=wordpress.models.new_token, editable=False, max_length=32)),
                    ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('runs', models.ManyToManyField(related_name='sent_files', to='wordpress.importrun')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
        ]),
        migrations.RunPython(ledgers.grant, migrations.RunPython.noop),
        migrations.RunPython(kept.grant, migrations.RunPython.noop),
    ]
