"""The sitemap, against the schemas of its standard."""

import pytest
from lxml import etree

from blog import sitemaps
from blog.models import Status
from tests.factories import make_author, make_category, make_page, make_post

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def site():
    make_post("Ports", authors=[make_author("Ines", slug="ines")], categories=[make_category("Trade")])
    make_post("Draft", slug="draft", status=Status.DRAFT)
    make_category("Empty")
    make_page("About", slug="about")


def places(client, address):
    tree = etree.fromstring(client.get(address).content)
    return [node.text for node in tree.iter("{*}loc")]


def test_index_lists_a_file_for_each_section(stranger, site):
    sections = ["front", "posts", "pages", "categories", "authors"]
    assert places(stranger, "/sitemap.xml") == [f"{SITE}/sitemap-{name}-1.xml" for name in sections]


def test_sections_list_what_readers_may_read(stranger, site):
    assert len(places(stranger, "/sitemap-posts-1.xml")) == 1
    assert places(stranger, "/sitemap-categories-1.xml") == [f"{SITE}/category/trade/"]
    assert places(stranger, "/sitemap-authors-1.xml") == [f"{SITE}/author/ines/"]
    assert places(stranger, "/sitemap-pages-1.xml") == [f"{SITE}/about/"]


def test_long_section_is_cut_into_files(stranger, site, monkeypatch):
    make_post("Another")
    monkeypatch.setattr(sitemaps, "IN_ONE_FILE", 1)
    assert f"{SITE}/sitemap-posts-2.xml" in places(stranger, "/sitemap.xml")
    assert len(places(stranger, "/sitemap-posts-2.xml")) == 1


@pytest.mark.parametrize("address", ["posts-2", "posts-0", "none-1", "front-2"])
def test_file_beyond_the_last_is_not_found(stranger, site, address):
    assert stranger.get(f"/sitemap-{address}.xml").status_code == 404


@pytest.mark.parametrize(
    ("address", "schema"),
    [("/sitemap.xml", "siteindex.xsd")]
    + [
        (f"/sitemap-{name}-1.xml", "sitemap.xsd")
        for name in ("front", "posts", "pages", "categories", "authors")
    ],
)
def test_file_is_valid(stranger, site, corpus, address, schema):
    make_post("Ampersand & <angle>", slug="الميناء")
    rules = etree.XMLSchema(etree.parse(corpus / "feeds" / schema))
    rules.assertValid(etree.fromstring(stranger.get(address).content))


def test_index_of_an_empty_journal_is_valid(stranger, corpus):
    rules = etree.XMLSchema(etree.parse(corpus / "feeds" / "siteindex.xsd"))
    rules.assertValid(etree.fromstring(stranger.get("/sitemap.xml").content))


def test_robots_are_told_of_the_sitemap_and_kept_from_the_admin(stranger):
    lines = stranger.get("/robots.txt").content.decode().splitlines()
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert "Disallow: /admin/" in lines
