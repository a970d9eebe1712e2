"""The index follows whatever is saved, deleted or renamed, in the same transaction."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from blog.models import Post, PostAuthor
from blog.search import indexing_together, keeping, search
from blog.tasks import index_posts
from tests.blog.search.queries import ODD, found
from tests.factories import make_author, make_category, make_page, make_post

pytestmark = pytest.mark.django_db


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
