"""Finding articles and pages, on whichever database the tests run."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from blog.models import MediaLink, PostImage, Status, Visibility
from blog.search import matching, results, search
from blog.search.marks import extract
from blog.search.query import parse
from tests.blog.search.queries import ODD, found
from tests.factories import make_author, make_category, make_image, make_page, make_post

pytestmark = pytest.mark.django_db


def test_words_anywhere_are_found():
    post = make_post("Tide tables", body="<p>The herring came late.</p>", standfirst="On patience")
    assert found("herring") == found("tables") == found("patience") == [post.title]


def test_names_around_an_article_are_found():
    post = make_post("One", authors=[make_author("Rosa Quill")], tags=["Estuary"])
    post.categories.add(make_category("Anti-Imperialism/Foreign Policy"))
    MediaLink.objects.create(
        post=post, url="https://radio.example/a", title="Interview", transcript="Curlews"
    )
    PostImage.objects.create(post=post, image=make_image(caption="A dredger"), caption="Seen at dawn")
    for word in ("Quill", "estuary", "imperialism/foreign", "interview", "curlews", "dredger", "dawn"):
        assert found(word) == ["One"], word


def test_pages_are_found():
    make_page("About the harbour")
    assert found("harbour") == ["About the harbour"]


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": Status.DRAFT},
        {"status": Status.WITHDRAWN},
        {"status": Status.TRASH},
        {"visibility": Visibility.PRIVATE},
        {"password": "secret"},
        {"publish_at": timezone.now() + timedelta(days=2000)},
    ],
)
def test_what_readers_may_not_read_is_not_found(hidden):
    make_post("Herring", **hidden)
    assert found("herring") == []


def test_all_words_are_wanted():
    make_post("Herring and tide")
    make_post("Herring alone")
    assert found("tide herring") == ["Herring and tide"]
    assert not search("tide herring").is_loose


def test_any_word_will_do_where_none_holds_all():
    make_post("Herring")
    results = search("herring zeppelin")
    assert [hit.post.title for hit in results.hits] == ["Herring"]
    assert results.is_loose


def test_words_that_only_begin_so_are_found():
    make_post("Harbours", body="<p>fishermen</p>")
    assert found("fisher harb") == ["Harbours"]
    assert found("fisherman") == []


def test_unwanted_word():
    make_post("Herring and tide")
    make_post("Herring alone")
    assert found("herring -tide") == ["Herring alone"]


def test_phrase():
    make_post("One", body="<p>the quiet old harbour</p>")
    make_post("Two", body="<p>an old man in a harbour</p>")
    assert found('"old harbour"') == ["One"]
    assert set(found("old harbour")) == {"One", "Two"}


def test_phrase_does_not_run_from_the_title_into_the_text():
    make_post("Old", body="<p>harbour</p>", standfirst="")
    assert found('"old harbour"') == [] or search('"old harbour"').is_loose


def test_title_weighs_more():
    make_post("Something", body="<p>herring herring, and more of the sea</p>")
    make_post("Herring", body="<p>Something of the sea</p>")
    assert found("herring")[0] == "Herring"


def test_newer_comes_first_among_equals():
    for day, title in ((3, "Herring one"), (1, "Herring two"), (2, "Herring six")):
        make_post(title, body="<p>Same.</p>", publish_at=timezone.now() - timedelta(days=day))
    assert found("herring") == ["Herring two", "Herring six", "Herring one"]


def test_special_names_are_told_apart():
    make_post("Learning C++")
    make_post("Learning C")
    assert found("c++") == ["Learning C++"]
    assert found("C") == ["Learning C"]


def test_filters():
    author, sea = make_author("Rosa"), make_category("Sea")
    fish = make_category("Fish", parent=sea)
    make_post("Herring one", authors=[author], categories=[fish])
    make_post("Herring two", publish_at=datetime(2016, 8, 29, tzinfo=UTC))
    assert found("herring", author=author) == found("herring", category=sea) == ["Herring one"]
    assert found("herring", year=2016) == ["Herring two"]


def test_pages_of_results():
    for number in range(7):
        make_post(f"Herring {number}")
    first, last = search("herring", per_page=3), search("herring", page=3, per_page=3)
    assert (first.total, first.pages, first.has_next, last.has_next) == (7, 3, True, False)
    assert len(first.hits) == 3
    assert len(last.hits) == 1
    assert not search("herring", page=99, per_page=3).hits


def test_of_very_many_the_newest_are_ranked(monkeypatch):
    monkeypatch.setattr(results, "MOST", 4)
    make_post("Tide", body="<p>herring herring</p>")
    for number in range(4):
        make_post(f"Tide {number}", body="<p>One herring.</p>")
    first, last, beyond = (search("herring", page=page, per_page=3) for page in (1, 2, 3))
    assert (first.total, first.pages, first.has_more) == (4, 2, True)
    assert {hit.post.title for hit in (*first.hits, *last.hits)} == {f"Tide {number}" for number in range(4)}
    assert (len(last.hits), beyond.total, list(beyond.hits)) == (1, 4, [])
    assert not search("tide 3").has_more


def test_of_very_many_what_is_called_so_is_found_first(monkeypatch):
    monkeypatch.setattr(results, "MOST", 4)
    year, writer = make_post("Herring", publish_at=datetime(2011, 5, 1, tzinfo=UTC)), make_author()
    make_post("A herring at Murmansk", authors=[writer])
    make_post("Herring", password="secret")
    make_post("Herrings")
    for number in range(9):
        make_post(f"Tide {number}", body="<p>One herring.</p>", authors=[writer])
    found = search('"herring"')
    assert [hit.post.title for hit in found.hits][:2] == ["Herring", "A herring at Murmansk"]
    assert found.hits[0].post == year
    assert (found.total, found.has_more) == (6, True)
    assert found_first('"herring"', author=writer) == "A herring at Murmansk"
    year.title = "Sprats"
    year.save()
    assert found_first('"herring"') == "A herring at Murmansk"
    year.delete()
    assert search("sprats").total == 0


def found_first(text, **narrowing):
    return search(text, **narrowing).hits[0].post.title


@pytest.mark.parametrize("hidden", [5, 9])
def test_what_is_found_is_found_behind_newer_ones_that_nobody_may_read(monkeypatch, hidden):
    monkeypatch.setattr(results, "MOST", 6)
    shown = [make_post(f"Herring {number}").title for number in range(3)]
    for number in range(hidden):
        make_post(f"Herring draft {number}", status=Status.DRAFT)
    assert sorted(found("herring")) == shown
    assert search("herring").total == 3


def test_page_beyond_the_last_is_of_the_same_search():
    make_post("Herring")
    make_post("Herrings everywhere")
    beyond = search('"herring"', page=2)
    assert (beyond.total, beyond.is_loose, list(beyond.hits)) == (1, False, [])
    assert search("herring", page=10**22).total == 2


def test_best_extract_is_the_same_in_a_long_text():
    words = "word " * 300
    for text in (f"boat {words}", words * 3):
        long = f"{text}a quiet boat in the quiet harbour {words * 4}"
        shown = extract(long, parse("quiet boat harbour"))
        assert "<mark>quiet</mark> <mark>boat</mark> in the <mark>quiet</mark> <mark>harbour</mark>" in shown


def test_snippet_is_marked_and_escaped():
    make_post("Herring <i>", body="<p>See &lt;script&gt; herring &amp; tide.</p>")
    hit = search("herring").hits[0]
    assert hit.title == "<mark>Herring</mark> &lt;i&gt;"
    assert "&lt;script&gt; <mark>herring</mark> &amp; tide" in hit.snippet


def test_matching_narrows_a_queryset():
    make_post("Herring", publish_at=datetime(2016, 8, 29, tzinfo=UTC))
    make_post("Tide")
    assert [post.title for post in matching("herring").newest_first()] == ["Herring"]
    assert not matching("").exists()


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text)[:30])
def test_any_query_is_safe(text):
    make_post("Herring", body="<p>A C++ herring's tale.</p>")
    assert search(text).total >= 0
    assert matching(text).count() >= 0


def test_results_cost_the_same_number_of_queries(assert_same_queries):
    author = make_author()
    make_post("Herring", authors=[author])

    def read():
        return [(hit.post.byline, hit.post.primary_category) for hit in search("herring", per_page=40).hits]

    def grow():
        for number in range(29):
            make_post(f"Herring {number}", authors=[author], categories=[make_category()])

    assert assert_same_queries(read, grow) <= 6
