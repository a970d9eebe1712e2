"""Searches within a category, an author's articles or a year find the same, few or many as there are."""

from datetime import UTC, datetime
from itertools import product

import pytest

from blog.models import Post, Status
from blog.pagecache.recording import recording
from blog.search import narrowing, results, search
from tests.factories import make_author, make_category, make_page, make_post

pytestmark = pytest.mark.django_db
WORDS = ("herring", "quay", "her", '"herring quay"', "harbour")


@pytest.fixture
def journal():
    top, other = make_category(), make_category()
    below = make_category(parent=top)
    authors = [make_author(), make_author()]
    for number in range(24):
        post = make_post(
            ("Herring quay", "Herring", "Quay", "Tide")[number % 4],
            publish_at=datetime(2014 + number % 3, 1 + number % 12, 5, tzinfo=UTC),
            authors=[authors[number % 2]],
            categories=[(top, below, other)[number % 5 % 3]],
            status=Status.DRAFT if number % 7 == 3 else Status.PUBLISHED,
            password="secret" if number % 11 == 5 else "",
        )
        assert post.permalink_date or post.status == Status.DRAFT
    page = make_page("Herring quay, a page")
    page.categories.add(below)
    page.post_authors.create(author=authors[0], position=0)
    make_page("Herring again")
    return {
        "category": [None, top, below, other],
        "author": [None, *authors],
        "year": [None, 2014, 2016, 2000],
    }


def everything(journal):
    return {
        (word, *chosen): [
            hit.post.pk for hit in search(word, **dict(zip(journal, chosen, strict=True)), per_page=50).hits
        ]
        for word, *chosen in product(WORDS, *journal.values())
    }


def test_of_many_the_same_is_found_as_of_few(journal, monkeypatch):
    few = everything(journal)
    monkeypatch.setattr(narrowing, "MANY", 0)
    assert everything(journal) == few
    assert sum(map(bool, few.values())) > 100


def test_what_is_found_is_all_that_holds_the_words(journal):
    top, author = journal["category"][1], journal["author"][1]
    wanted = Post.everything.readable().in_category(top).filter(authors=author, title__icontains="herring")
    found = {hit.post for hit in search("herring", category=top, author=author, per_page=50).hits}
    assert found == set(wanted) != set()


@pytest.mark.parametrize("many", [0, 5_000])
def test_of_a_year_the_newest_are_ranked_of_very_many(journal, monkeypatch, many):
    monkeypatch.setattr(narrowing, "MANY", many)
    monkeypatch.setattr(results, "MOST", 2)
    monkeypatch.setattr(results, "TITLES", 0)
    found = search("herring", year=2014)
    assert (found.total, found.has_more) == (2, True)
    assert {hit.post.permalink_date.year for hit in found.hits} == {2014}


def test_a_kept_search_of_very_many_depends_on_what_stands_on_the_shelf(journal, monkeypatch):
    monkeypatch.setattr(narrowing, "MANY", 0)
    top, author = journal["category"][1], journal["author"][1]
    with recording() as recorder:
        search("herring", category=top, author=author)
    assert {f"filed:{top.path}", f"written:{author.pk}"} <= recorder.things
    assert {"any:blog_post", "published"} & recorder.things
