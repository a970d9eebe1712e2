"""Real exports, imported, and the whole site that they make walked as a reader and a crawler would.

The theme data, which hold one of everything, are walked each time; the journal's export by `make soak`."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client

from tests.site.walk import Walk
from wordpress.importing import import_files
from wordpress.reader import Export

EXPORTS = [
    pytest.param("theme-test-data--themeunittestdata.wordpress.xml", id="theme test data"),
    pytest.param("peer-wp-export-a.xml", id="journal", marks=pytest.mark.soak),
]
pytestmark = pytest.mark.django_db


@dataclass
class Imported:
    """An export, and the site that it became."""

    path: Path
    walk: Walk
    old: dict[str, list[int]]

    def was_dead(self, link: str) -> bool:
        """Whether the authors themselves linked there, and the export knows of nothing at that place."""
        text, (path, _, fragment) = self.path.read_text("utf-8"), link.partition("#")
        if fragment:
            return f"#{fragment}" in text and f'id="{fragment}"' not in text
        return path in text and path not in self.old


@pytest.fixture(scope="module", params=EXPORTS)
def site(request, corpus, django_db_setup, django_db_blocker) -> Imported:
    """Import, walk, and forget: what is kept needs no database."""
    path = corpus / "wxr" / request.param
    client = Client(raise_request_exception=False)
    with django_db_blocker.unblock(), transaction.atomic():
        import_files([path])
        found = Imported(path, Walk().along(client), old_addresses(path, client))
        transaction.set_rollback(True)
    return found


def old_addresses(path: Path, client: Client) -> dict[str, list[int]]:
    """What each address that readers know of answers, step by step."""
    answers = {}
    for item in Export.open(path).items("post", "page"):
        if item.status == "publish":
            parts = urlsplit(item.link)
            for address in {f"{parts.path}?{parts.query}" if parts.query else parts.path, f"/?p={item.id}"}:
                response = client.get(f"http://testserver{address}", follow=True)
                steps = [status for _, status in response.redirect_chain]
                answers[address] = [*steps, response.status_code]
    return answers


def test_no_address_fails(site):
    assert len(site.walk.documents) > 150
    assert {address: code for address, code in site.walk.statuses.items() if code >= 500} == {}


def test_no_link_is_dead_that_its_author_did_not_write(site):
    assert {(page, link) for page, link in site.walk.dead_links() if not site.was_dead(link)} == set()


def test_every_old_address_leads_to_its_article(site):
    assert len(site.old) > 100
    assert {address: steps for address, steps in site.old.items() if steps not in ([200], [301, 200])} == {}


def test_every_feed_and_sitemap_can_be_read(site):
    assert len(site.walk.feeds) > 10
    assert site.walk.unreadable_feeds() == []


def test_every_page_has_one_first_heading(site):
    pages = site.walk.documents
    assert {address for address, document in pages.items() if document.first_headings() != 1} == set()


def test_every_page_is_whole_around_what_its_author_wrote(site):
    wrong = {
        address: faults
        for address, document in site.walk.documents.items()
        if (faults := [*document.places(), *document.pictures(), *document.controls()])
        and not address.startswith("/admin/")
    }
    assert wrong == {}


def test_no_id_stands_twice(site):
    pages = site.walk.documents
    assert [
        address for address, document in pages.items() if len(document.ids()) != len(set(document.ids()))
    ] == []
