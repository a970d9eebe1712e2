"""All tables of the debate at once, for a new database.

One of an earlier version goes the way of the migrations that are replaced; new ones come after these."""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from blog.newtables import CreateModels


def former(name):
    """One of the replaced migrations: it says what no model does."""
    return import_module(f"comments.migrations.{name}")


moderators, tools = former("0003_moderators"), former("0006_moderators_tools")
append_only, not_replaced = former("0009_append_only"), former("0014_decisions_not_replaced")
standing, received = former("0016_standing"), former("0018_received")


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("comments", "0001_initial"),
        ("comments", "0002_moderate_permission"),
        ("comments", "0003_moderators"),
        ("comments", "0004_notice"),
        ("comments", "0005_debate"),
        ("comments", "0006_moderators_tools"),
        ("comments", "0007_outbox"),
        ("comments", "0008_reading_order"),
        ("comments", "0009_append_only"),
        ("comments", "0010_following"),
        ("comments", "0011_former_followers"),
        ("comments", "0012_delete_notice"),
        ("comments", "0013_rules_of_the_publication"),
        ("comments", "0014_decisions_not_replaced"),
        ("comments", "0015_most_discussed_first"),
        ("comments", "0016_standing"),
        ("comments", "0017_replies_of_a_writer"),
        ("comments", "0018_received"),
        ("comments", "0019_no_index_of_its_own"),
        ("comments", "0020_asked_by_mail"),
    ]

    dependencies = [
        ("blog", "0028_titles"),
        ("django_comments_xtd", "0008_auto_20200920_2037"),
        ("django_tasks_database", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Thread',
                fields=[
                    ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='thread', serialize=False, to='blog.post')),
                    ('approved_count', models.IntegerField(default=0)),
                    ('waiting_count', models.IntegerField(default=0)),
                    ('last_reply_at', models.DateTimeField(blank=True, null=True)),
                    ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='replies close')),
                    ('mode', models.CharField(blank=True, choices=[('all', 'every reply waits'), ('first', 'first replies of an address wait'), ('none', 'no reply waits')], help_text='Empty: as everywhere.', max_length=5, verbose_name='who waits for a moderator')),
                    ('removed', models.JSONField(default=dict, editable=False)),
                ],
                options={
                    'verbose_name': 'thread',
                    'verbose_name_plural': 'threads',
                    'indexes': [models.Index(fields=['-approved_count', '-post'], name='thread_most_discussed')],
                },
            ),
            migrations.CreateModel(
                name='Reply',
                fields=[
                    ('xtdcomment_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='django_comments_xtd.xtdcomment')),
                    ('import_ref', models.CharField(blank=True, editable=False, help_text='What the source calls it, for example wordpress:blog.example.org:post:123.', max_length=300, null=True, unique=True)),
                    ('legacy_id', models.PositiveBigIntegerField(blank=True, db_index=True, editable=False, help_text='Its number there, as in ?p=123.', null=True)),
                    ('import_data', models.JSONField(blank=True, default=dict, editable=False, help_text='What the source said of it that has no column here.')),
                    ('kind', models.CharField(choices=[('reply', 'reply'), ('pingback', 'pingback'), ('trackback', 'trackback')], default='reply', editable=False, max_length=10)),
                    ('status', models.CharField(choices=[('unconfirmed', 'address not confirmed'), ('pending', 'waiting'), ('approved', 'approved'), ('spam', 'spam'), ('trash', 'removed'), ('withdrawn', 'withdrawn by its writer')], db_index=True, default='pending', max_length=12, verbose_name='status')),
                    ('shown', models.BooleanField(default=False, editable=False)),
                    ('path', models.CharField(blank=True, editable=False, max_length=120)),
                    ('depth', models.PositiveSmallIntegerField(default=0, editable=False)),
                    ('root', models.PositiveBigIntegerField(db_index=True, default=0, editable=False)),
                    ('submitted_at', models.DateTimeField(db_index=True, verbose_name='written')),
                    ('writer_name', models.CharField(max_length=255, verbose_name='name')),
                    ('writer_url', models.CharField(blank=True, max_length=500, verbose_name='website')),
                    ('writer_key', models.CharField(blank=True, editable=False, max_length=64)),
                    ('is_author', models.BooleanField(default=False, verbose_name='by an author of the article')),
                    ('body_html', models.TextField(blank=True, editable=False)),
                    ('edited_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('score', models.FloatField(blank=True, editable=False, null=True)),
                    ('user_agent', models.CharField(blank=True, editable=False, max_length=300)),
                    ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='blog.post')),
                    ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('held_for', models.JSONField(default=list, editable=False)),
                    ('learned', models.CharField(blank=True, editable=False, max_length=4)),
                    ('reason', models.CharField(blank=True, choices=[('abuse', 'abuse of a person'), ('hate', 'hatred of a group of people'), ('threat', 'a threat, or a call to violence'), ('falsehood', 'a false claim about a person'), ('privacy', "somebody's personal data"), ('off-topic', 'off topic'), ('repeated', 'said here before'), ('rights', "somebody else's text"), ('spam', 'spam or advertising'), ('law', 'against the law'), ('other', 'another reason')], editable=False, max_length=12, verbose_name='reason')),
                    ('recommended', models.PositiveIntegerField(default=0, editable=False)),
                    ('reports_open', models.PositiveIntegerField(default=0, editable=False)),
                    ('root_recommended', models.PositiveIntegerField(default=0, editable=False)),
                    ('suspected', models.BooleanField(default=False, editable=False)),
                    ('root_at', models.DateTimeField(editable=False)),
                ],
                options={
                    'verbose_name': 'reply',
                    'verbose_name_plural': 'replies',
                    'ordering': ['-submitted_at', '-pk'],
                    'indexes': [models.Index(fields=['post', 'shown', 'path'], name='reply_thread'), models.Index(fields=['status', '-submitted_at'], name='reply_queue'), models.Index(condition=models.Q(('reports_open__gt', 0)), fields=['-submitted_at'], name='reply_reported'), models.Index(fields=['post', 'shown', 'root_at', 'path'], name='reply_oldest'), models.Index(fields=['post', 'shown', '-root_at', 'path'], name='reply_newest'), models.Index(fields=['post', 'shown', '-root_recommended', 'root_at', 'path'], name='reply_best'), models.Index(fields=['writer_key', 'post'], name='reply_writer')],
                    'permissions': [('moderate_reply', 'Can moderate replies')],
                },
                bases=('django_comments_xtd.xtdcomment', models.Model),
            ),
            migrations.CreateModel(
                name='Appeal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(blank=True, verbose_name='appeal')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('reply', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='comments.reply')),
                ],
                options={
                    'verbose_name': 'appeal',
                    'verbose_name_plural': 'appeals',
                },
            ),
            migrations.CreateModel(
                name='Ban',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('address', 'e-mail address, or @ and a whole domain'), ('name', 'name'), ('network', 'network, such as 192.0.2.0/24'), ('word', 'word')], max_length=8, verbose_name='kind')),
                    ('value', models.CharField(max_length=254, verbose_name='what')),
                    ('note', models.TextField(blank=True, help_text='For moderators alone.', verbose_name='note')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                    ('until', models.DateTimeField(blank=True, help_text='Empty: for good.', null=True, verbose_name='until')),
                    ('by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'ban',
                    'verbose_name_plural': 'bans',
                    'ordering': ['-pk'],
                    'constraints': [models.UniqueConstraint(fields=('kind', 'value'), name='banned_once')],
                },
            ),
            migrations.CreateModel(
                name='DebateRules',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('mode', models.CharField(choices=[('all', 'every reply waits'), ('first', 'first replies of an address wait'), ('none', 'no reply waits')], default='first', max_length=5, verbose_name='who waits for a moderator')),
                    ('close_after_days', models.PositiveSmallIntegerField(default=0, help_text='Days after an article appeared; 0 is never.', verbose_name='close after days')),
                    ('edit_minutes', models.PositiveSmallIntegerField(default=15, help_text='0: not at all.', verbose_name='minutes in which writers may edit')),
                    ('watch_words', models.TextField(blank=True, help_text='One a line. A reply that holds one waits for a moderator. An asterisk stands for any ending.', verbose_name='watch words')),
                    ('most_links', models.PositiveSmallIntegerField(default=2, help_text='A reply with more waits for a moderator.', verbose_name='links before a reply waits')),
                    ('suspect_at', models.FloatField(default=0.9, help_text='Between 0.5 (many) and 1 (none).', validators=[django.core.validators.MinValueValidator(0.5), django.core.validators.MaxValueValidator(1)], verbose_name='suspected of spam from')),
                    ('reports_to_hold', models.PositiveSmallIntegerField(default=3, help_text='0: reports alone hold nothing.', verbose_name='reports that hold a reply')),
                    ('publication', models.OneToOneField(default=1, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='debate_rules', to='blog.publication')),
                ],
                options={
                    'verbose_name': 'rules of the debate',
                    'verbose_name_plural': 'rules of the debate',
                },
            ),
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('actor', models.CharField(choices=[('moderator', 'moderator'), ('writer', 'the writer'), ('readers', "readers' reports"), ('site', "the site's rules")], max_length=10, verbose_name='decided by')),
                    ('by_name', models.CharField(blank=True, max_length=150, verbose_name='name')),
                    ('made_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='when')),
                    ('was', models.CharField(choices=[('unconfirmed', 'address not confirmed'), ('pending', 'waiting'), ('approved', 'approved'), ('spam', 'spam'), ('trash', 'removed'), ('withdrawn', 'withdrawn by its writer')], max_length=12, verbose_name='from')),
                    ('became', models.CharField(choices=[('unconfirmed', 'address not confirmed'), ('pending', 'waiting'), ('approved', 'approved'), ('spam', 'spam'), ('trash', 'removed'), ('withdrawn', 'withdrawn by its writer')], max_length=12, verbose_name='to')),
                    ('reason', models.CharField(blank=True, choices=[('abuse', 'abuse of a person'), ('hate', 'hatred of a group of people'), ('threat', 'a threat, or a call to violence'), ('falsehood', 'a false claim about a person'), ('privacy', "somebody's personal data"), ('off-topic', 'off topic'), ('repeated', 'said here before'), ('rights', "somebody else's text"), ('spam', 'spam or advertising'), ('law', 'against the law'), ('other', 'another reason')], max_length=12, verbose_name='reason')),
                    ('note', models.TextField(blank=True, verbose_name='note to the writer')),
                    ('by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                    ('post', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='blog.post')),
                    ('reply', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='decisions', to='comments.reply')),
                    ('undoes', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='undone_by', to='comments.decision')),
                ],
                options={
                    'verbose_name': 'decision',
                    'verbose_name_plural': 'decisions',
                    'ordering': ['-pk'],
                    'indexes': [models.Index(fields=['reply', '-id'], name='decision_of_reply')],
                },
            ),
            migrations.CreateModel(
                name='Report',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reporter', models.CharField(max_length=64)),
                    ('why', models.CharField(choices=[('abuse', 'It attacks a person'), ('hate', 'It spreads hatred'), ('falsehood', 'It says something false about somebody'), ('privacy', 'It gives away personal data'), ('spam', 'It is spam'), ('off-topic', 'It has nothing to do with the article'), ('other', 'Something else')], max_length=12, verbose_name='reason')),
                    ('note', models.CharField(blank=True, max_length=1000, verbose_name='what is wrong')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='comments.reply')),
                ],
                options={
                    'verbose_name': 'report',
                    'verbose_name_plural': 'reports',
                    'constraints': [models.UniqueConstraint(fields=('reply', 'reporter'), name='reported_once')],
                },
            ),
            migrations.CreateModel(
                name='SpamToken',
                fields=[
                    ('token', models.CharField(max_length=80, primary_key=True, serialize=False)),
                    ('spam', models.IntegerField(default=0)),
                    ('ham', models.IntegerField(default=0)),
                ],
            ),
            migrations.CreateModel(
                name='Version',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField()),
                    ('replaced_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='comments.reply')),
                ],
                options={
                    'ordering': ['-pk'],
                },
            ),
            migrations.CreateModel(
                name='Writer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(editable=False, max_length=64, unique=True)),
                    ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='confirmed')),
                    ('trusted', models.BooleanField(default=False, help_text='Replies from this address wait for nobody.', verbose_name='trusted')),
                    ('mail', models.CharField(choices=[('at-once', 'at once'), ('daily', 'once a day'), ('never', 'never')], default='at-once', max_length=8, verbose_name='mail about replies')),
                    ('user', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='writer', to=settings.AUTH_USER_MODEL)),
                    ('asked', models.PositiveIntegerField(db_default=0, default=0, editable=False)),
                    ('asked_until', models.DateTimeField(editable=False, null=True)),
                ],
                options={
                    'verbose_name': 'writer of replies',
                    'verbose_name_plural': 'writers of replies',
                    'ordering': ['email'],
                },
            ),
            migrations.CreateModel(
                name='Confirmation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('purpose', models.CharField(choices=[('reply', 'publish a reply'), ('follow', 'follow'), ('recommend', 'recommend a reply')], max_length=10)),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('expires_at', models.DateTimeField(db_index=True)),
                    ('used_at', models.DateTimeField(null=True)),
                    ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='blog.post')),
                    ('reply', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='comments.reply')),
                    ('writer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='comments.writer')),
                    ('cadence', models.CharField(blank=True, choices=[('at-once', 'at once'), ('daily', 'once a day'), ('never', 'never')], max_length=8)),
                ],
            ),
            migrations.CreateModel(
                name='Follow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('cadence', models.CharField(choices=[('at-once', 'at once'), ('daily', 'once a day'), ('never', 'never')], default='at-once', max_length=8, verbose_name='how often')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='blog.post')),
                    ('reply', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='comments.reply')),
                    ('writer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='comments.writer')),
                ],
                options={
                    'verbose_name': 'follower',
                    'verbose_name_plural': 'followers',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('reply__isnull', False)), fields=('writer', 'reply'), name='follow_reply_once'), models.UniqueConstraint(condition=models.Q(('post__isnull', False), ('reply__isnull', True)), fields=('writer', 'post'), name='follow_post_once'), models.UniqueConstraint(condition=models.Q(('post__isnull', True), ('reply__isnull', True)), fields=('writer',), name='follow_all_once')],
                },
            ),
            migrations.CreateModel(
                name='Letter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=200, unique=True)),
                    ('kind', models.CharField(choices=[('confirm', 'Confirm'), ('yours', 'Yours'), ('answer', 'Answer'), ('digest', 'Digest'), ('decision', 'Decision'), ('queue', 'Queue')], max_length=10)),
                    ('data', models.JSONField(default=dict)),
                    ('made_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                    ('attempts', models.PositiveIntegerField(default=0)),
                    ('claimed_at', models.DateTimeField(null=True)),
                    ('sent_at', models.DateTimeField(null=True)),
                    ('dropped_at', models.DateTimeField(null=True)),
                    ('post', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='blog.post')),
                    ('reply', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='comments.reply')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('writer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='comments.writer')),
                    ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('last_error', models.CharField(blank=True, max_length=200)),
                    ('refusals', models.PositiveSmallIntegerField(default=0)),
                    ('waits_for_server', models.BooleanField(default=False)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('dropped_at', None), ('sent_at', None)), fields=['due_at'], name='letter_due')],
                },
            ),
            migrations.CreateModel(
                name='Recommendation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='comments.reply')),
                    ('writer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='comments.writer')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('reply', 'writer'), name='recommended_once')],
                },
            ),
            migrations.CreateModel(
                name='Vigil',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('begun_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
            ),
            migrations.CreateModel(
                name='Announcement',
                fields=[
                    ('reply', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='announcement', serialize=False, to='comments.reply')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('told_at', models.DateTimeField(null=True)),
                    ('digested_at', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('told_at', None)), fields=['made_at'], name='announcement_untold'), models.Index(condition=models.Q(('digested_at', None)), fields=['made_at'], name='announcement_undigested'), models.Index(fields=['digested_at'], name='announcement_digested')],
                },
            ),
            migrations.CreateModel(
                name='StaffMail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('articles', models.CharField(choices=[('at-once', 'at once'), ('daily', 'once a day'), ('never', 'never')], default='daily', max_length=8, verbose_name='replies to my articles')),
                    ('queue', models.BooleanField(default=True, verbose_name='replies that wait for a moderator')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='staff_mail', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'mail to somebody of the publication',
                    'verbose_name_plural': 'mail to the publication',
                },
            ),
            migrations.CreateModel(
                name='ReplyStanding',
                fields=[
                    ('month', models.DateField(primary_key=True, serialize=False)),
                    ('number', models.IntegerField()),
                    ('status', models.CharField(max_length=12)),
                    ('suspected', models.BooleanField()),
                    ('reports_open', models.IntegerField()),
                    ('reason', models.CharField(max_length=12)),
                ],
                options={
                    'db_table': 'comments_standing',
                    'managed': False,
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ReplyReceived',
                fields=[
                    ('month', models.DateField(primary_key=True, serialize=False)),
                    ('number', models.IntegerField()),
                    ('status', models.CharField(max_length=12)),
                ],
                options={
                    'db_table': 'comments_received',
                    'managed': False,
                    'abstract': False,
                },
            ),
        ]),
        migrations.RunPython(append_only.keep, append_only.let_go),
        migrations.RunPython(not_replaced.keep, not_replaced.let_go),
        migrations.RunPython(standing.make, standing.drop),
        migrations.RunPython(received.make, received.drop),
        migrations.RunPython(moderators.grant, migrations.RunPython.noop),
        migrations.RunPython(tools.grant, migrations.RunPython.noop),
    ]
