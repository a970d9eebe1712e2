"""All tables of the publication at once, for a new database.

One of an earlier version goes the way of the migrations that are replaced; new ones come after these."""

from importlib import import_module

import blog.models.publication
import blog.models.slugs
import django.contrib.auth.models
import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.manager
import django.utils.timezone
import taggit.managers
from django.conf import settings
from django.db import migrations, models

from blog.newtables import CreateModels


def former(name):
    """One of the replaced migrations: it says what no model does."""
    return import_module(f"blog.migrations.{name}")


groups, newsroom = former("0003_groups"), former("0007_newsroom_permissions")
search, beginnings, titles = former("0005_search"), former("0026_readable"), former("0028_titles")
shelves, standing = former("0021_shelves"), former("0024_standing")


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("blog", "0001_initial"),
        ("blog", "0002_image_source_key"),
        ("blog", "0003_groups"),
        ("blog", "0004_attempts"),
        ("blog", "0005_search"),
        ("blog", "0006_newsroom"),
        ("blog", "0007_newsroom_permissions"),
        ("blog", "0008_preview_links"),
        ("blog", "0009_revision_of_a_form"),
        ("blog", "0010_front"),
        ("blog", "0011_post_lists"),
        ("blog", "0012_sticky"),
        ("blog", "0013_media_kept"),
        ("blog", "0014_media_filled"),
        ("blog", "0015_media_library"),
        ("blog", "0016_seen_links"),
        ("blog", "0017_media_appearance"),
        ("blog", "0018_focal_point"),
        ("blog", "0019_spare_menus"),
        ("blog", "0020_lists_walked"),
        ("blog", "0021_shelves"),
        ("blog", "0022_told_outside"),
        ("blog", "0023_attachment_page_slug"),
        ("blog", "0024_standing"),
        ("blog", "0025_media_dead"),
        ("blog", "0026_readable"),
        ("blog", "0027_post_changed"),
        ("blog", "0028_titles"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Tag',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('import_ref', models.CharField(blank=True, editable=False, help_text='What the source calls it, for example wordpress:blog.example.org:post:123.', max_length=300, null=True, unique=True)),
                    ('legacy_id', models.PositiveBigIntegerField(blank=True, db_index=True, editable=False, help_text='Its number there, as in ?p=123.', null=True)),
                    ('import_data', models.JSONField(blank=True, default=dict, editable=False, help_text='What the source said of it that has no column here.')),
                    ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                    ('slug', blog.models.slugs.SlugField(blank=True, max_length=200, unique=True, verbose_name='slug')),
                    ('description', models.TextField(blank=True, verbose_name='description')),
                ],
                options={
                    'verbose_name': 'tag',
                    'verbose_name_plural': 'tags',
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                    ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('is_demonstration', models.BooleanField(default=False, help_text='Works only from this machine, and only while the site is not public.', verbose_name='demonstration login')),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': 'user',
                    'verbose_name_plural': 'users',
                    'abstract': False,
                },
                managers=[
                    ('objects', django.contrib.auth.models.UserManager()),
                ],
            ),
            migrations.CreateModel(
                name='Category',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('import_ref', models.CharField(blank=True, editable=False, help_text='What the source calls it, for example wordpress:blog.example.org:post:123.', max_length=300, null=True, unique=True)),
                    ('legacy_id', models.PositiveBigIntegerField(blank=True, db_index=True, editable=False, help_text='Its number there, as in ?p=123.', null=True)),
                    ('import_data', models.JSONField(blank=True, default=dict, editable=False, help_text='What the source said of it that has no column here.')),
                    ('name', models.CharField(max_length=255, verbose_name='name')),
                    ('slug', blog.models.slugs.SlugField(blank=True, max_length=200, verbose_name='slug')),
                    ('path', models.CharField(editable=False, help_text='Slugs from the root, joined by slashes.', max_length=800, unique=True)),
                    ('description', models.TextField(blank=True, verbose_name='description')),
                    ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='blog.category', verbose_name='parent')),
                ],
                options={
                    'verbose_name': 'category',
                    'verbose_name_plural': 'categories',
                    'ordering': ['position', 'name', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Image',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('import_ref', models.CharField(blank=True, editable=False, help_text='What the source calls it, for example wordpress:blog.example.org:post:123.', max_length=300, null=True, unique=True)),
                    ('legacy_id', models.PositiveBigIntegerField(blank=True, db_index=True, editable=False, help_text='Its number there, as in ?p=123.', null=True)),
                    ('import_data', models.JSONField(blank=True, default=dict, editable=False, help_text='What the source said of it that has no column here.')),
                    ('file', models.FileField(blank=True, max_length=500, upload_to='images/%Y/%m/', verbose_name='file')),
                    ('title', models.CharField(blank=True, max_length=500, verbose_name='title')),
                    ('alt', models.TextField(blank=True, help_text='What the picture shows, for whoever cannot see it. Empty only for decoration.', verbose_name='alternative text')),
                    ('caption', models.TextField(blank=True, verbose_name='caption')),
                    ('credit', models.CharField(blank=True, max_length=500, verbose_name='credit')),
                    ('width', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                    ('height', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                    ('mime_type', models.CharField(blank=True, editable=False, max_length=100)),
                    ('source_url', models.CharField(blank=True, help_text='Where the picture came from.', max_length=2000, verbose_name='original address')),
                    ('focus_x', models.FloatField(default=0.5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1)])),
                    ('focus_y', models.FloatField(default=0.5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1)])),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('uploaded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                    ('source_key', models.CharField(blank=True, db_index=True, editable=False, max_length=32)),
                    ('licence', models.CharField(blank=True, max_length=255, verbose_name='licence')),
                    ('renditions_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ],
                options={
                    'verbose_name': 'image',
                    'verbose_name_plural': 'images',
                    'ordering': ['-created_at', '-pk'],
                    'indexes': [models.Index(fields=['file'], name='image_file'), models.Index(fields=['-created_at', '-id'], name='image_newest')],
                },
            ),
            migrations.CreateModel(
                name='Publication',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(default='Broadside', max_length=255, verbose_name='name')),
                    ('tagline', models.CharField(blank=True, max_length=500, verbose_name='tagline')),
                    ('about', models.TextField(blank=True, verbose_name='a line for the foot of every page')),
                    ('permalink', models.CharField(choices=[('day', '/2016/08/29/slug/'), ('month', '/2016/08/slug/'), ('name', '/slug/')], default='day', max_length=10, verbose_name='addresses of articles')),
                    ('time_zone', models.CharField(default=blog.models.publication.default_time_zone, max_length=64, validators=[blog.models.publication.validate_time_zone], verbose_name='time zone')),
                    ('language', models.CharField(default=blog.models.publication.default_language, max_length=35, verbose_name='language')),
                    ('posts_per_page', models.PositiveSmallIntegerField(default=10, verbose_name='articles on a page')),
                    ('replies_open', models.BooleanField(default=True, verbose_name='replies are open')),
                    ('accent_dark', models.CharField(blank=True, max_length=7, verbose_name='spot colour on dark paper')),
                    ('accent_light', models.CharField(blank=True, max_length=7, verbose_name='spot colour on light paper')),
                    ('footer', models.TextField(blank=True, verbose_name='small print at the foot')),
                    ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='blog.image', verbose_name='logo')),
                    ('logo_dark', models.ForeignKey(blank=True, help_text='Only if the first one cannot be seen well on dark paper.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='blog.image', verbose_name='logo on dark paper')),
                    ('name_beside_logo', models.BooleanField(default=False, verbose_name='the name stands beside the logo')),
                ],
                options={
                    'verbose_name': 'publication',
                    'verbose_name_plural': 'publication',
                },
            ),
            migrations.CreateModel(
                name='Author',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('import_ref', models.CharField(blank=True, editable=False, help_text='What the source calls it, for example wordpress:blog.example.org:post:123.', max_length=300, null=True, unique=True)),
                    ('legacy_id', models.PositiveBigIntegerField(blank=True, db_index=True, editable=False, help_text='Its number there, as in ?p=123.', null=True)),
                    ('import_data', models.JSONField(blank=True, default=dict, editable=False, help_text='What the source said of it that has no column here.')),
                    ('name', models.CharField(max_length=255, verbose_name='name')),
                    ('slug', blog.models.slugs.SlugField(max_length=200, unique=True, verbose_name='slug')),
                    ('about', models.TextField(blank=True, help_text='A few plain sentences.', verbose_name='about')),
                    ('website', models.URLField(blank=True, max_length=500, verbose_name='website')),
                    ('email', models.EmailField(blank=True, help_text='Never shown.', max_length=254, verbose_name='e-mail')),
                    ('user', models.OneToOneField(blank=True, help_text='Whoever logs in as this user writes under this byline.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='author', to=settings.AUTH_USER_MODEL, verbose_name='login')),
                    ('portrait', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='blog.image', verbose_name='portrait')),
                ],
                options={
                    'verbose_name': 'author',
                    'verbose_name_plural': 'authors',
                    'ordering': ['name', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Post',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('import_ref', models.CharField(blank=True, editable=False, help_text='What the source calls it, for example wordpress:blog.example.org:post:123.', max_length=300, null=True, unique=True)),
                    ('legacy_id', models.PositiveBigIntegerField(blank=True, db_index=True, editable=False, help_text='Its number there, as in ?p=123.', null=True)),
                    ('import_data', models.JSONField(blank=True, default=dict, editable=False, help_text='What the source said of it that has no column here.')),
                    ('kind', models.CharField(choices=[('post', 'article'), ('page', 'page')], default='post', editable=False, max_length=4)),
                    ('title', models.CharField(max_length=1000, verbose_name='title')),
                    ('slug', blog.models.slugs.SlugField(blank=True, help_text='The last part of the address.', max_length=200, verbose_name='slug')),
                    ('standfirst', models.TextField(blank=True, help_text='One or two sentences under the headline.', verbose_name='standfirst')),
                    ('body', models.TextField(blank=True, verbose_name='text')),
                    ('body_html', models.TextField(blank=True, editable=False)),
                    ('body_text', models.TextField(blank=True, editable=False)),
                    ('excerpt', models.TextField(blank=True, editable=False)),
                    ('minutes', models.PositiveSmallIntegerField(default=1, editable=False)),
                    ('language', models.CharField(blank=True, help_text="Empty: the publication's.", max_length=35, verbose_name='language')),
                    ('direction', models.CharField(choices=[('ltr', 'ltr'), ('rtl', 'rtl')], default='ltr', editable=False, max_length=3)),
                    ('status', models.CharField(choices=[('draft', 'draft'), ('review', 'in review'), ('scheduled', 'scheduled'), ('published', 'published'), ('withdrawn', 'withdrawn'), ('trash', 'trash')], default='draft', max_length=10, verbose_name='status')),
                    ('visibility', models.CharField(choices=[('public', 'public'), ('private', 'private: editors and its own authors')], default='public', max_length=10, verbose_name='visibility')),
                    ('password', models.CharField(blank=True, help_text='Readers must type it to see the text.', max_length=255, verbose_name='password')),
                    ('publish_at', models.DateTimeField(blank=True, null=True, verbose_name='publication time')),
                    ('permalink_date', models.DateField(blank=True, editable=False, null=True)),
                    ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('modified_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('sticky', models.BooleanField(default=False, verbose_name='keep at the top of the front page')),
                    ('replies_open', models.BooleanField(default=True, verbose_name='replies are open')),
                    ('position', models.IntegerField(default=0, verbose_name='position')),
                    ('path', models.CharField(blank=True, editable=False, help_text="A page's whole address.", max_length=800)),
                    ('seo_title', models.CharField(blank=True, max_length=500, verbose_name='title for search engines')),
                    ('seo_description', models.TextField(blank=True, verbose_name='description for search engines')),
                    ('canonical_url', models.CharField(blank=True, max_length=2000, verbose_name='canonical address')),
                    ('categories', models.ManyToManyField(blank=True, related_name='posts', to='blog.category', verbose_name='categories')),
                    ('featured_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='featured_on', to='blog.image', verbose_name='featured image')),
                    ('owner', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='owned_posts', to=settings.AUTH_USER_MODEL)),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='children', to='blog.post', verbose_name='parent page')),
                    ('primary_category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='primary_posts', to='blog.category', verbose_name='main category')),
                    ('authors', models.ManyToManyField(blank=True, related_name='posts', through='blog.PostAuthor', to='blog.author', verbose_name='authors')),
                    ('tags', taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='blog.TaggedPost', to='blog.Tag', verbose_name='tags')),
                    ('version', models.PositiveIntegerField(default=0, editable=False, help_text='Raised by every save of the form.')),
                    ('listed', models.GeneratedField(db_persist=True, expression=models.Q(('status__in', ['published', 'scheduled']), ('visibility', 'public')), output_field=models.BooleanField())),
                ],
                options={
                    'verbose_name': 'post',
                    'verbose_name_plural': 'posts',
                    'ordering': ['-publish_at', '-pk'],
                    'permissions': [('publish_post', 'Can publish posts'), ('edit_others_posts', "Can edit others' posts")],
                    'base_manager_name': 'everything',
                    'indexes': [models.Index(fields=['kind', 'permalink_date'], name='post_date'), models.Index(models.F('kind'), models.OrderBy(django.db.models.functions.comparison.Coalesce('publish_at', 'modified_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='post_listed'), models.Index(models.F('kind'), models.F('status'), models.OrderBy(django.db.models.functions.comparison.Coalesce('publish_at', 'modified_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='post_listed_status'), models.Index(condition=models.Q(('sticky', True)), fields=['sticky'], name='post_sticky'), models.Index(fields=['kind', 'listed', '-publish_at', '-id'], name='post_public'), models.Index(fields=['kind', 'listed', '-permalink_date', '-publish_at', '-id'], name='post_dated'), models.Index(fields=['slug'], name='post_slug'), models.Index(fields=['path'], name='post_path'), models.Index(fields=['id', 'listed', 'publish_at', 'password'], name='post_readable'), models.Index(fields=['kind', 'status', 'modified_at'], name='post_changed')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'post'), models.Q(('slug', ''), _negated=True)), fields=('slug',), name='post_slug_once'), models.UniqueConstraint(condition=models.Q(('kind', 'page'), models.Q(('path', ''), _negated=True)), fields=('path',), name='page_path_once')],
                },
                managers=[
                    ('objects', django.db.models.manager.Manager()),
                    ('everything', django.db.models.manager.Manager()),
                ],
            ),
            migrations.CreateModel(
                name='MediaLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('placement', models.CharField(choices=[('lead', 'above the text'), ('inline', 'in the text')], default='lead', max_length=10, verbose_name='place')),
                    ('url', models.CharField(max_length=2000, verbose_name='address')),
                    ('provider', models.CharField(blank=True, editable=False, max_length=40)),
                    ('kind', models.CharField(blank=True, editable=False, max_length=10)),
                    ('title', models.CharField(blank=True, help_text='For example: Listen to the interview on Harbour Radio', max_length=500, verbose_name='title')),
                    ('outlet', models.CharField(blank=True, max_length=255, verbose_name='outlet')),
                    ('published_on', models.DateField(blank=True, null=True, verbose_name='date')),
                    ('seconds', models.PositiveIntegerField(blank=True, null=True, verbose_name='length in seconds')),
                    ('transcript', models.TextField(blank=True, verbose_name='transcript')),
                    ('further_urls', models.JSONField(blank=True, default=list, help_text='The same recording elsewhere.', verbose_name='further addresses')),
                    ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                    ('poster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='blog.image', verbose_name='poster')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='media_links', to='blog.post')),
                    ('checked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('dead_since', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('failures', models.PositiveSmallIntegerField(default=0, editable=False, help_text='Checks in a row that found it gone.')),
                    ('fetched_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('living_url', models.CharField(blank=True, editable=False, help_text='The further address that is shown while it is dead.', max_length=2000)),
                    ('fetch_due_at', models.DateTimeField(blank=True, db_index=True, editable=False, null=True)),
                    ('fetch_tries', models.PositiveSmallIntegerField(default=0, editable=False)),
                    ('file_bytes', models.PositiveBigIntegerField(blank=True, editable=False, null=True)),
                    ('file_type', models.CharField(blank=True, editable=False, max_length=100)),
                    ('found_for', models.CharField(blank=True, editable=False, max_length=2000)),
                    ('found_outlet', models.CharField(blank=True, editable=False, max_length=255)),
                    ('found_poster', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='blog.image')),
                    ('found_seconds', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                    ('found_title', models.CharField(blank=True, editable=False, max_length=500)),
                    ('last_answer', models.CharField(blank=True, editable=False, max_length=300)),
                    ('place', models.CharField(blank=True, db_index=True, editable=False, max_length=255)),
                    ('words', models.TextField(blank=True, editable=False)),
                ],
                options={
                    'verbose_name': 'media link',
                    'verbose_name_plural': 'media links',
                    'ordering': ['position', 'pk'],
                    'indexes': [models.Index(fields=['post', 'placement', 'kind', 'published_on', 'place'], name='media_appearance'), models.Index(condition=models.Q(('dead_since__isnull', False)), fields=['-dead_since'], name='media_dead')],
                },
            ),
            migrations.CreateModel(
                name='Page',
                fields=[
                ],
                options={
                    'verbose_name': 'page',
                    'verbose_name_plural': 'pages',
                    'ordering': ['position', 'title', 'pk'],
                    'proxy': True,
                },
                bases=('blog.post',),
                managers=[
                    ('objects', django.db.models.manager.Manager()),
                    ('everything', django.db.models.manager.Manager()),
                ],
            ),
            migrations.CreateModel(
                name='PostAuthor',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='post_authors', to='blog.author')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='post_authors', to='blog.post')),
                ],
                options={
                    'verbose_name': 'author',
                    'verbose_name_plural': 'authors',
                    'ordering': ['position', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('post', 'author'), name='one_byline_once')],
                },
            ),
            migrations.CreateModel(
                name='PostImage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('caption', models.TextField(blank=True, help_text="Instead of the picture's own caption.", verbose_name='caption here')),
                    ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                    ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='post_images', to='blog.image')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='post_images', to='blog.post')),
                ],
                options={
                    'verbose_name': 'picture',
                    'verbose_name_plural': 'pictures',
                    'ordering': ['position', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Redirect',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('old_path', models.CharField(help_text='With its leading slash, percent-decoded.', max_length=800, unique=True, verbose_name='old path')),
                    ('new_path', models.CharField(blank=True, max_length=2000, verbose_name='new address')),
                    ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='blog.category')),
                    ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='blog.image')),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='blog.post')),
                ],
                options={
                    'verbose_name': 'redirect',
                    'verbose_name_plural': 'redirects',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('new_path', ''), _negated=True), ('post__isnull', False), ('category__isnull', False), ('image__isnull', False), _connector='OR'), name='redirect_leads_somewhere')],
                },
            ),
            migrations.CreateModel(
                name='Rendition',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('width', models.PositiveIntegerField()),
                    ('height', models.PositiveIntegerField()),
                    ('format', models.CharField(choices=[('avif', 'avif'), ('webp', 'webp'), ('jpeg', 'jpeg')], max_length=10)),
                    ('file', models.FileField(max_length=500, upload_to='renditions/%Y/%m/')),
                    ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='blog.image')),
                    ('bytes', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'ordering': ['format', 'width'],
                    'constraints': [models.UniqueConstraint(fields=('image', 'width', 'format'), name='one_rendition_a_size')],
                },
            ),
            migrations.CreateModel(
                name='TaggedPost',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to='blog.post')),
                    ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to='blog.tag')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('content_object', 'tag'), name='one_tag_once')],
                },
            ),
            migrations.CreateModel(
                name='MenuItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('label', models.CharField(blank=True, help_text='Empty: the name of what it leads to.', max_length=255, verbose_name='label')),
                    ('url', models.CharField(blank=True, max_length=2000, verbose_name='address')),
                    ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                    ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='blog.category')),
                    ('publication', models.ForeignKey(default=1, on_delete=django.db.models.deletion.CASCADE, related_name='menu', to='blog.publication')),
                    ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='blog.page')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='blog.menuitem', verbose_name='under')),
                    ('place', models.CharField(choices=[('header', 'under the nameplate'), ('footer', 'at the foot'), ('spare', 'kept aside')], default='header', max_length=6, verbose_name='place')),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='blog.post')),
                ],
                options={
                    'verbose_name': 'menu line',
                    'verbose_name_plural': 'menus',
                    'ordering': ['position', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Attempt',
                fields=[
                    ('bucket', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('count', models.PositiveIntegerField()),
                    ('ends_at', models.DateTimeField(db_index=True)),
                ],
            ),
            migrations.CreateModel(
                name='Attachment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('import_ref', models.CharField(blank=True, editable=False, help_text='What the source calls it, for example wordpress:blog.example.org:post:123.', max_length=300, null=True, unique=True)),
                    ('legacy_id', models.PositiveBigIntegerField(blank=True, db_index=True, editable=False, help_text='Its number there, as in ?p=123.', null=True)),
                    ('import_data', models.JSONField(blank=True, default=dict, editable=False, help_text='What the source said of it that has no column here.')),
                    ('file', models.FileField(blank=True, max_length=500, upload_to='files/%Y/%m/', verbose_name='file')),
                    ('kind', models.CharField(choices=[('audio', 'audio'), ('video', 'video'), ('document', 'document')], editable=False, max_length=10, verbose_name='kind')),
                    ('title', models.CharField(blank=True, max_length=500, verbose_name='title')),
                    ('description', models.TextField(blank=True, verbose_name='description')),
                    ('credit', models.CharField(blank=True, max_length=500, verbose_name='credit')),
                    ('licence', models.CharField(blank=True, max_length=255, verbose_name='licence')),
                    ('bytes', models.PositiveBigIntegerField(default=0, editable=False)),
                    ('seconds', models.PositiveIntegerField(blank=True, null=True, verbose_name='length in seconds')),
                    ('mime_type', models.CharField(blank=True, editable=False, max_length=100)),
                    ('source_url', models.CharField(blank=True, max_length=2000, verbose_name='original address')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('uploaded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('page_slug', models.CharField(blank=True, db_index=True, editable=False, max_length=200)),
                ],
                options={
                    'verbose_name': 'recording or document',
                    'verbose_name_plural': 'recordings and documents',
                    'ordering': ['-created_at', '-pk'],
                    'indexes': [models.Index(fields=['file'], name='attachment_file'), models.Index(fields=['-created_at', '-id'], name='attachment_newest')],
                },
            ),
            migrations.CreateModel(
                name='Correction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(help_text='What was wrong, and what is right.', verbose_name='correction')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made at')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='blog.post')),
                    ('user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'correction',
                    'verbose_name_plural': 'corrections',
                    'ordering': ['made_at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='FrontPick',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                    ('until', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                    ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='front_pick', to='blog.post')),
                ],
                options={
                    'verbose_name': 'pick for the front page',
                    'verbose_name_plural': 'picks for the front page',
                    'ordering': ['position', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Note',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(verbose_name='note')),
                    ('passage', models.TextField(blank=True, help_text='The words of the text that the note is about.', verbose_name='about this passage')),
                    ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('settled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='blog.post')),
                    ('settled_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='written_notes', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'note',
                    'verbose_name_plural': 'notes',
                    'ordering': ['written_at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Revision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('autosave', 'typed, not saved'), ('working', 'working copy'), ('saved', 'saved'), ('published', 'published'), ('aside', 'set aside')], max_length=10)),
                    ('content', models.JSONField(default=dict, help_text='As blog.revisions.contents.content_of() gives it.')),
                    ('typed', models.JSONField(blank=True, default=dict, help_text='Of an autosave: the form as typed, field name to list of values.')),
                    ('base', models.PositiveIntegerField(default=0, help_text="The post's version that it was begun from.")),
                    ('saved_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='blog.post')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('form', models.CharField(blank=True, help_text='The token of the form that it came from, while that may send more.', max_length=36)),
                ],
                options={
                    'verbose_name': 'revision',
                    'verbose_name_plural': 'revisions',
                    'indexes': [models.Index(fields=['post', 'kind', '-id'], name='revision_of_post')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'working')), fields=('post',), name='one_working_copy'), models.UniqueConstraint(condition=models.Q(('form', ''), _negated=True), fields=('user', 'form'), name='one_revision_a_form')],
                },
            ),
            migrations.CreateModel(
                name='PreviewLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('expires_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('shows_unsaved', models.BooleanField(default=False, help_text='Also what its maker has typed into the form and not saved.')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preview_links', to='blog.post')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'preview link',
                    'verbose_name_plural': 'preview links',
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='FormerFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=500, unique=True)),
                    ('attachment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='former_files', to='blog.attachment')),
                    ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='former_files', to='blog.image')),
                ],
                options={
                    'verbose_name': 'former file',
                    'verbose_name_plural': 'former files',
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='SeenLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=32, unique=True)),
                    ('problem', models.CharField(blank=True, max_length=500)),
                    ('seen_at', models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='Purge',
                fields=[
                    ('name', models.CharField(max_length=32, primary_key=True, serialize=False, verbose_name='name')),
                    ('keys', models.TextField(verbose_name='keys')),
                    ('changed_at', models.DateTimeField(verbose_name='changed')),
                    ('due_at', models.DateTimeField(db_index=True, verbose_name='due')),
                    ('tries', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='tries')),
                ],
                options={
                    'verbose_name': 'purge',
                    'verbose_name_plural': 'purges',
                },
            ),
            migrations.CreateModel(
                name='Untold',
                fields=[
                    ('name', models.CharField(max_length=32, primary_key=True, serialize=False, verbose_name='name')),
                    ('machine', models.CharField(max_length=64, verbose_name='machine')),
                    ('changed_at', models.DateTimeField(verbose_name='changed')),
                ],
                options={
                    'verbose_name': 'change that was not told',
                    'verbose_name_plural': 'changes that were not told',
                },
            ),
            migrations.CreateModel(
                name='PostStanding',
                fields=[
                    ('month', models.DateField(primary_key=True, serialize=False)),
                    ('number', models.IntegerField()),
                    ('kind', models.CharField(max_length=4)),
                    ('status', models.CharField(max_length=10)),
                ],
                options={
                    'db_table': 'blog_standing',
                    'managed': False,
                    'abstract': False,
                },
            ),
        ]),
        migrations.RunPython(search.create, search.drop),
        migrations.RunPython(beginnings.with_beginnings, migrations.RunPython.noop),
        migrations.RunPython(titles.create, titles.drop),
        migrations.RunPython(shelves.make, shelves.drop),
        migrations.RunPython(standing.make, standing.drop),
        migrations.RunPython(groups.make_groups, migrations.RunPython.noop),
        migrations.RunPython(newsroom.grant, migrations.RunPython.noop),
    ]
