"""Hostile values in the fields of real exports: a sentence and nothing written, or all accounted for."""

import random

import pytest
from django.db import transaction
from lxml import etree

from blog.models import Post
from tests.wordpress.mutations import mutated
from wordpress.exporting import export_to
from wordpress.importing import import_files
from wordpress.reader import WxrError

pytestmark = pytest.mark.django_db

LARGEST = 70_000  # bytes: many small ones rather than few large


def refusal(path):
    """What is said against the file; empty if it came in."""
    try:
        looked, brought = import_files([path], write=False), import_files([path])
    except WxrError as error:
        return str(error)
    assert looked.counts == brought.counts
    assert brought.is_even
    assert import_files([path]).is_even
    return ""


def is_sound_here(client):
    """What came in is shown, found and can leave again."""
    for post in Post.objects.published()[:6]:
        assert client.get(post.get_absolute_url(), follow=True).status_code == 200
    for page in ("/", "/feed/", "/sitemap.xml", "/search/?q=a"):
        assert client.get(page).status_code == 200
    written = []
    export_to(written.append)
    etree.fromstring("".join(written).encode(), etree.XMLParser(huge_tree=True))
    return True


def try_out(seed, corpus, tmp_path, client):
    chance = random.Random(seed)  # noqa: S311
    files = sorted(path for path in (corpus / "wxr").glob("*.xml") if path.stat().st_size < LARGEST)
    path = tmp_path / "export.xml"
    path.write_text(mutated(chance.choice(files).read_text(errors="replace"), chance))
    with transaction.atomic():
        said = refusal(path)
        assert "\n" not in said
        assert said or is_sound_here(client)
        transaction.set_rollback(True)


@pytest.mark.parametrize("seed", range(15))
def test_odd_values_come_in_or_are_refused(seed, corpus, tmp_path, client):
    try_out(seed, corpus, tmp_path, client)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1_000, 1_600))
def test_many_odd_values_come_in_or_are_refused(seed, corpus, tmp_path, client):
    try_out(seed, corpus, tmp_path, client)


def test_two_terms_of_one_slug_that_is_no_address(corpus, tmp_path, client):
    """WordPress's importer takes them for one term, too."""
    export = (corpus / "wxr/wordpress-importer--term-formats.xml").read_text()
    path = tmp_path / "export.xml"
    path.write_text(export.replace("[category-name]", "[#]").replace("[cat-2]", "[#]"))
    assert refusal(path) == ""
    assert is_sound_here(client)
