"""Finding articles and pages, on whichever database the tests run."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from blog.models import MediaLink, Post, PostAuthor, PostImage, Status, Visibility
from blog.search import indexing_together, keeping, matching, search
from blog.tasks import index_posts
from tests.factories import make_author, make_category, make_image, make_page, make_post

pytestmark = pytest.mark.django_db


def found(text, **filters):
    return [hit.post.title for hit in search(text, **filters).hits]


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


ODD = [
    "",
    " ",
    '"',
    "'",
    '"""',
    "c++",
    "a-b",
    "o'brien",
    "\x00",
    "he\x00rring",
    "*",
    "her*",
    "AND",
    "OR NOT",
    "NEAR(a b)",
    "title:herring",
    "(",
    ")",
    "^herring",
    "a:b:c",
    "{x}",
    "-",
    "--",
    "-herring",
    "+herring",
    "~",
    "\\",
    "\\'",
    "' OR 1=1 --",
    "herring'); DROP TABLE blog_post; --",
    "%s %d %",
    "😀",
    "👩‍👩‍👧‍👦 herring",
    "!!!???",
    "&|!:*<->",
    "'a':*",
    "\ud800",
    "\u202e",
    "ﷺ",
    "a" * 10_000,
    "herring " * 2_000,
    '"' * 999,
    "人" * 5_000,
    "é" * 500,
    "\u0301\u0301",
    "#hash",
    "C#",
    "١٢٣",
]


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text)[:30])
def test_any_query_is_safe(text):
    make_post("Herring", body="<p>A C++ herring's tale.</p>")
    assert search(text).total >= 0
    assert matching(text).count() >= 0


def test_any_text_can_be_indexed():
    for odd in ODD:
        text = odd.replace("\x00", "").encode(errors="ignore").decode()
        make_post(f"x{text}"[:900], body=f"<p>{text}</p>", slug="")
    assert Post.objects.count() == len(ODD)


def test_very_long_article_can_be_saved_and_found():
    body = " ".join(f"word{number}" for number in range(60_000))
    make_post("Herring", body=f"<p>first {body}</p>")
    assert found("first word49") == ["Herring"]


def test_changes_are_found_at_once():
    post = make_post("Herring")
    post.title = "Mackerel"
    post.save()
    assert found("mackerel")
    assert not found("herring")


def test_deleted_posts_are_not_in_the_index():
    make_post("Herring").delete()
    make_page("Herring").delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM blog_searchindex")
        assert cursor.fetchone()[0] == 0


def test_index_goes_back_with_its_transaction():
    with transaction.atomic():
        make_post("Herring")
        transaction.set_rollback(True)
    assert not found("herring")


def test_changed_names_are_found():
    author, category = make_author("Rosa"), make_category("Sea")
    post = make_post("One", authors=[author], categories=[category])
    author.name, category.name = "Ruth", "Ocean"
    author.save()
    category.save()
    assert found("ruth") == found("ocean") == ["One"]
    assert not found("rosa")
    assert not found("sea")
    PostAuthor.objects.filter(post=post).get().delete()
    category.delete()
    assert not found("ruth")
    assert not found("ocean")


def test_names_of_many_articles_are_left_to_a_worker(monkeypatch):
    monkeypatch.setattr(keeping, "AT_ONCE", 1)
    left = []
    monkeypatch.setattr(type(index_posts), "enqueue", lambda _task, keys: left.extend(keys))
    author = make_author("Rosa")
    posts = [make_post(authors=[author]) for _ in range(3)]
    author.name = "Ruth"
    author.save()
    assert len(left) == 2
    index_posts.func(left)
    assert search("ruth").total == len(posts)


def test_rows_written_together_are_indexed_once(django_assert_max_num_queries):
    with indexing_together():
        posts = [make_post(f"Herring {number}", tags=["fish"]) for number in range(3)]
        assert not found("herring")
    assert search("herring fish").total == len(posts)


def test_index_is_rebuilt(capsys):
    make_post("Herring")
    Post.everything.update(title="Mackerel")
    assert not found("mackerel")
    call_command("rebuild_search")
    assert found("mackerel")
    assert "1 articles and pages" in capsys.readouterr().out


def test_results_cost_the_same_number_of_queries(assert_same_queries):
    author = make_author()
    make_post("Herring", authors=[author])

    def read():
        return [(hit.post.byline, hit.post.primary_category) for hit in search("herring", per_page=40).hits]

    def grow():
        for number in range(29):
            make_post(f"Herring {number}", authors=[author], categories=[make_category()])

    assert assert_same_queries(read, grow) <= 6
