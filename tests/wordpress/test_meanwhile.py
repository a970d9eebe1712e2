"""A site that runs takes replies while an import writes, loses none, and shows each at once."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from blog.models import Post
from comments.models import Reply
from comments.tree.counts import recount
from tests.bench import exports
from tests.factories import make_post
from tests.operations.running import ROOT, Site, address_of_tests
from tests.operations.writing import Writer, administrator

pytestmark = pytest.mark.django_db(transaction=True)
POSTS, COMMENTS = 90, 270

# `import_wordpress`, which waits after its first batch until somebody has spoken.
IMPORT = """
import sys, time
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from wordpress.importing.importer import Import
path, spoken = map(Path, sys.argv[1:])
take, limit = Import._texts, time.monotonic() + 120
def texts(*batch):
    take(*batch)
    while not spoken.exists() and time.monotonic() < limit:
        time.sleep(0.02)
Import._texts = texts
call_command("import_wordpress", path)
"""


@pytest.fixture
def site(tmp_path, settings) -> Iterator[Site]:
    """On the database of this test."""
    data = tmp_path / "data"
    data.mkdir()
    media = f"file://{settings.MEDIA_ROOT}"
    site = Site(data, DATABASE_URL=address_of_tests(), MEDIA_STORAGE_URL=media, REPLY_LIMIT="0")
    administrator(settings)
    yield site.start()
    site.stop()


def test_replies_arrive_while_an_import_writes(site, tmp_path):
    article = make_post(slug="quay")
    writer, address = Writer(site.port), article.get_absolute_url()
    path = exports.write(tmp_path / "large.xml", POSTS, COMMENTS)
    spoken = tmp_path / "spoken"
    command = [sys.executable, "-c", IMPORT, str(path), str(spoken)]
    environment = site.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    importing = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    said: list[str] = []
    while importing.poll() is None:
        is_amid = Reply.objects.exclude(post=article).exists()
        said.append(f"Spoken meanwhile, {len(said)}.")
        form = writer.form(f"{address}reply/", "reply-form") | {"comment": [said[-1]]}
        assert writer.send(f"{address}reply/", form)[0] == 200
        assert said[-1] in site.get(address)[1]
        if is_amid:
            spoken.touch()
    assert importing.returncode == 0
    replies = Reply.objects.filter(post=article)
    assert sorted(replies.values_list("comment", flat=True)) == sorted(said)
    brought = Reply.objects.exclude(post=article).order_by("pk").values_list("pk", flat=True)
    assert len(brought) >= COMMENTS  # with the places of those that are not in the file
    assert replies.filter(pk__gt=brought[0], pk__lt=brought[len(brought) - 1]).exists()
    keys = Post.everything.values_list("pk", flat=True)
    assert not any(recount(key, repair=False) for key in keys)
