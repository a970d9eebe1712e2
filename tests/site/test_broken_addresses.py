"""Addresses that Python's own reader refuses, wherever somebody may write one: an answer, no traceback."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from blog import addresses, mediakeeping
from blog.checklist.links import malformed
from blog.comparing.prose import blocks_of
from blog.embeds import recognise
from blog.embeds.endpoints import endpoint_for
from blog.fetching import Answer
from blog.linkchecking import leads_nowhere
from blog.mediafacts.finding import page_facts
from blog.models import Image, Post
from blog.models.media import own_name
from blog.urlparts import file_name
from operations.staticcopy.places import own_address
from tests.factories import make_image, make_post, make_reply
from tests.site.test_house import ROOT
from wordpress.importing.source import Source, path_of
from wordpress.reader import Site

pytestmark = pytest.mark.django_db

BROKEN = ["http://[::1", "https://[/x.jpg", "//[x/y.mp3", "http://ex℀mple.com/a.jpg", "http://[::1]x/"]
MAY_READ = {"blog/urlparts.py", "blog/embeds/addresses.py", "comments/screening/spam/links.py"}  # they judge

READERS = {
    "absolute": addresses.absolute,
    "checklist": lambda address: malformed(address, set()),
    "fetched page": lambda address: page_facts(
        Answer("https://a.example/", 200, body=f'<meta property="og:image" content="{address}">'.encode())
    ),
    "file of ours": own_name,
    "link to us": leads_nowhere,
    "media kept": mediakeeping.own_facts,
    "media link": lambda address: (recognise(address), endpoint_for(address)),
    "moved": lambda address: addresses.moved_to(address.lstrip("/"), AnonymousUser()),
    "old site": lambda address: (Source.of(Site(link=address, blog_url=address)), path_of(address)),
    "picture's name": file_name,
    "picture compared": lambda address: blocks_of(f'<p><img src="{address}" alt=""></p>'),
    "shown at": Image.objects.shown_at,
    "static copy": lambda address: own_address(address, "/"),
}


@pytest.mark.parametrize("address", BROKEN)
@pytest.mark.parametrize("reader", READERS)
def test_every_reader_takes_it(reader, address):
    READERS[reader](address)


@pytest.mark.parametrize("address", BROKEN)
def test_checklist_says_that_it_is_no_address(address):
    assert malformed(address, set())


@pytest.mark.parametrize("address", BROKEN)
def test_pages_with_it_are_shown(client, address):
    post = make_post(
        "One", body=f'<p><a href="{address}">a</a></p><p><img src="{address}" alt=""></p><p>{address}</p>'
    )
    make_reply(post, comment=f"{address} and [b]({address})")
    for page in (post.get_absolute_url(), "/feed/", "/feed/json/"):
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("address", BROKEN)
def test_picture_from_there_is_looked_for(address):
    image = make_image(source_url=address)
    make_post("One", body=f'<p><img src="{image.file.url}" alt=""></p>')
    assert Post.objects.naming(image).count() == 1


def test_addresses_are_taken_apart_by_what_never_raises():
    reads = re.compile(r"\b(?:urlsplit|urlparse|urljoin|urldefrag)\(")
    rooms = [
        path for app in ("blog", "comments", "operations", "wordpress") for path in (ROOT / app).rglob("*.py")
    ]
    named = {str(Path(path).relative_to(ROOT)) for path in rooms if reads.search(path.read_text())}
    assert named == MAY_READ | {"blog/files/buckets.py"}  # whose address is a setting
