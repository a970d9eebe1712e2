"""Imported sites, asked at every address that they had before."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests.pictures import written
from tests.site.oldaddresses import HIDDEN, HONEST, LOCKED, PICTURES, OldSite
from wordpress.importing import import_files
from wordpress.importing.kinds import source_url

EXPORTS = (
    "theme-test-data--themeunittestdata.wordpress.xml",
    "peer-wp-export-a.xml",
    "theme-test-data--theme-preview.xml",
    "jekyll-import--sitetitle.wordpress.2025-01-19.000.xml",
    "nikola--wordpress_export_example.xml",
    "pelican--wordpressexport.xml",
    "emdash--sample-export.xml",
    "migrate--sample.xml",
    "migrate--squarespace-sample.xml",
    "migrate--co-authors-plus.xml",
    "migrate--feature-image-captions.xml",
    "blueprints--site-content.wxr.xml",
    "blueprints--starter-content.xml",
    "wordpress-importer--small-export.xml",
    "wordpress-importer--valid-wxr-1.0.xml",
    "wordpress-importer--valid-wxr-1.1.xml",
    "wordpress-importer--slashes.xml",
    "wordpress-importer--wxr-simple.xml",
    "wordpress-importer--wxr-utf-8-challenges.xml",
    "wordpress-importer--wxr-flat-attachment-same-site.xml",
    "wordpress-importer--test-serialized-comment-meta.xml",
)
pytestmark = pytest.mark.django_db


@dataclass
class Asking:
    """A stranger who asks for addresses; a place that many lead to is asked once."""

    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    known: dict[str, tuple[int, str, bool]] = field(default_factory=dict)

    def get(self, address: str) -> tuple[int, str, bool]:
        """Status, where it leads, and whether it asks for a password."""
        if address not in self.known:
            response = self.client.get(f"http://testserver{address}")
            asks = not response.streaming and b'type="password"' in response.content
            self.known[address] = response.status_code, response.headers.get("Location", ""), asks
        return self.known[address]

    def steps(self, address: str) -> tuple[list[int], bool]:
        """The statuses on the way, at most three, and whether its end asks for a password."""
        steps: list[int] = []
        while len(steps) < 3:
            status, target, asks = self.get(address)
            steps.append(status)
            if not target:
                return steps, asks
            parts = urlsplit(target)
            if parts.hostname not in {None, "testserver"}:  # a file that another host keeps
                return [*steps, 200], False
            address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return steps, False


def is_as(wanted: str, steps: list[int], asks: bool) -> bool:
    leads = steps in ([200], [301, 200])
    if wanted == HIDDEN:
        return steps == [404]
    if wanted == HONEST:
        return leads or steps == [404]
    return leads and asks == (wanted == LOCKED)


def some_files(site: OldSite, folder: Path) -> set[int]:
    """Every second picture of the old site as a file in `folder`; the numbers of these."""
    found = set()
    for number, item in enumerate(site.attachments):
        _, uploads, below = unquote(urlsplit(source_url(item)).path).rpartition("/uploads/")
        kind = PICTURES.get(Path(below).suffix.lower())
        if uploads and kind and item.id and number % 2 == 0:
            (folder / below).parent.mkdir(parents=True, exist_ok=True)
            (folder / below).write_bytes(written(kind, colour=f"#{number * 37 % 4096:03x}"))
            found.add(item.id)
    return found


LARGE = EXPORTS[:2]
WHOLE = 1_000_000
PARAMS = [
    *(pytest.param((name, 3 if name in LARGE else 8), id=name.removesuffix(".xml")) for name in EXPORTS),
    *(pytest.param((name, WHOLE), id=f"all of {name}", marks=pytest.mark.soak) for name in LARGE),
]


@pytest.fixture(scope="module", params=PARAMS)
def asked(request, corpus, tmp_path_factory, django_db_setup, django_db_blocker):
    """Import once and ask for everything: address to what is wanted and what was said."""
    (name, of_each), folder = request.param, tmp_path_factory.mktemp("uploads")
    path = corpus / "wxr" / name
    site = OldSite(path)
    expected = site.expected(some_files(site, folder), of_each)
    kept = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with kept, django_db_blocker.unblock(), transaction.atomic():
        import_files([path], media=folder)
        asking = Asking()
        answers = {address: (wanted, *asking.steps(address)) for address, wanted in expected.items()}
        transaction.set_rollback(True)
    return answers


def test_every_old_address_answers_as_its_reader_may_expect(asked):
    assert asked
    wrong = [f"{address} {said[0]}: {said[1]}" for address, said in asked.items() if not is_as(*said)]
    assert wrong == [], "\n".join(sorted(wrong))
