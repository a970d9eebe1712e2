"""Questions that are compiled once: the same rows as their querysets give, whatever their words hold."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Author, Post, PostAuthor
from blog.prepared import Prepared
from tests.factories import make_author, make_category, make_post

pytestmark = pytest.mark.django_db


def test_objects_are_those_of_the_queryset_with_all_that_was_read_along():
    posts = [make_post(f"Tide {number}", categories=[make_category()]) for number in range(3)]
    make_post("To come", publish_at=timezone.now() + timedelta(hours=1))

    def build(now):
        rows = Post.objects.published(now).select_related("primary_category", "featured_image")
        return rows.annotate(again=F("title")).defer("body").order_by("pk")

    found = Prepared(build, now=type(timezone.now()))(now=timezone.now())
    assert found == posts
    assert [post.again for post in found] == [post.title for post in posts]
    assert found[0].get_deferred_fields() == {"body"}
    with CaptureQueriesContext(connection) as queries:
        assert found[0].primary_category == posts[0].primary_category
        assert found[0].featured_image is None
    assert not queries.captured_queries


def test_rows_have_the_types_that_the_queryset_gives():
    post = make_post("Ebb")
    asked = Prepared(lambda key: Post.objects.filter(pk=key).values_list("title", "publish_at"), key=int)
    assert asked(key=post.pk) == [("Ebb", post.publish_at)]
    titles = Prepared(lambda key: Post.objects.filter(pk=key).values_list("title", flat=True), key=int)
    assert titles(key=post.pk) == ["Ebb"]
    assert titles(key=post.pk + 1) == []


@pytest.mark.parametrize("word", ["O'Brien", "100 %", "%s", "%%s ''", 'a "b"', "\\", "ü ?", ""])
def test_constant_words_reach_the_database_as_they_are(word):
    author = make_author(name=word or "Anna")

    def build(name):
        rows = Author.objects.filter(name=name).exclude(name=f"not {word}")
        return rows.annotate(said=Value(word)).values_list("pk", "said")

    for _ in range(2):
        assert Prepared(build, name=str)(name=author.name) == [(author.pk, word)]


def test_prepared_question_follows_its_values():
    one, two = make_post("One"), make_post("Two")
    asked = Prepared(lambda first, second: Post.objects.filter(pk__in=[first, second]), first=int, second=int)
    assert set(asked(first=one.pk, second=two.pk)) == {one, two}
    assert asked(first=two.pk, second=0) == [two]


@pytest.mark.parametrize(
    "build",
    [
        lambda key: Post.objects.filter(pk=key).prefetch_related("post_authors"),
        lambda key: make_author().post_authors.filter(post_id=key),
        lambda key: PostAuthor.objects.filter(author__slug__startswith=f"{key}x"),
    ],
    ids=["prefetched", "of an object at hand", "part of a value"],
)
def test_what_cannot_be_prepared_is_refused(build):
    with pytest.raises(LookupError):
        Prepared(build, key=int)(key=1)


def test_whoever_listens_to_objects_being_made_still_hears_of_them():
    author = make_author(name="Anna")
    heard = []

    def listen(*, instance, **_kwargs):
        heard.append(instance.pk)

    post_init.connect(listen, sender=Author)
    try:
        assert Prepared(Author.objects.all)() == [author]
    finally:
        post_init.disconnect(listen, sender=Author)
    assert heard == [author.pk]


def test_objects_are_saved_and_compared_like_any_other():
    post = make_post("Ebb", categories=[make_category("Harbour")])
    build = lambda key: Post.objects.filter(pk=key).select_related("primary_category")  # noqa: E731
    (found,) = Prepared(build, key=int)(key=post.pk)
    assert not found._state.adding
    assert found._state.db == "default"
    found.title = "Flood"
    found.primary_category.name = "Pier"
    found.save()
    found.primary_category.save()
    again = Post.objects.select_related("primary_category").get(pk=post.pk)
    assert (again.title, again.primary_category.name) == ("Flood", "Pier")
