from django.db import migrations
from django.utils import timezone


def fill(apps, schema_editor):
    """Rows that are there get what a save would write, and are asked about by the recurring task."""
    from blog.embeds import display_host, recognise
    from blog.words import composed, words

    for link in apps.get_model("blog", "MediaLink").objects.iterator():
        found = recognise(link.url)
        place = link.outlet or (found and found.provider_name) or display_host(link.url)
        text = " ".join([link.title, place, link.transcript])
        link.place, link.found_for = place[:255], link.url
        link.words = f" {' '.join(word.folded for word in words(composed(text)))} "
        link.fetch_due_at = timezone.now()
        link.save(update_fields=["place", "found_for", "words", "fetch_due_at"])


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0013_media_kept'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
