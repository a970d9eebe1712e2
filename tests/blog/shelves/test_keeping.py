"""The shelves say what counting would say, whatever has written."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from blog import together
from blog.models import (
    Author,
    Category,
    Page,
    Post,
    PostAuthor,
    PostStanding,
    Status,
    Tag,
    TaggedPost,
    Visibility,
)
from blog.shelves import keeping, migrating
from blog.shelves.dated import Dated
from blog.shelves.reading import Shelf, asked
from tests.factories import make_author, make_category, make_page, make_post, make_tag

pytestmark = pytest.mark.django_db
CHANGES = 50


def true_lists() -> dict:
    """Of every shelf, the keys that walking the articles gives."""
    public = Post.objects.published().newest_first()
    lists = {"front": public}
    lists |= {each: public.in_category(each) for each in Category.objects.all()}
    lists |= {each: public.tagged(each) for each in Tag.objects.all()}
    lists |= {each: public.by_author(each) for each in Author.objects.all()}
    return {place: list(rows.values_list("pk", flat=True)) for place, rows in lists.items()}


def assert_true():
    for place, keys in true_lists().items():
        shelf = Shelf() if place == "front" else Shelf.of(place)
        assert shelf.count() == len(keys), place
        assert shelf.keys(0, 1000) == keys, place
        assert [key for start in range(0, len(keys), 3) for key in shelf.keys(start, start + 3)] == keys, (
            place
        )
    for model in (Post, Page):
        kept = PostStanding.objects.of_model(model)
        counted = model.objects.count_by_status()
        assert {status: number for status, number in kept.by_status().items() if number} == counted
        assert sum(number for _month, number in kept.by_month()) == sum(counted.values())
    for year in (2015, 2016, 2017):
        dated = Dated(date(year, 1, 1), date(year, 12, 31))
        rows = Post.objects.published().dated(year)
        assert dated.count() == rows.count(), year
        assert {post.pk for post in dated[0:1000]} == set(rows.values_list("pk", flat=True)), year


@pytest.fixture
def places():
    top = make_category("Sea")
    below = [make_category(name, parent=top) for name in ("Ports", "Fish")]
    return {
        "categories": [top, *below, make_category("Law"), make_category("Quays", parent=below[0])],
        "authors": [make_author(name) for name in "abc"],
        "tags": [make_tag(name) for name in ("one", "two", "three")],
    }


def moment_of(dice) -> datetime:
    if dice.random() < 0.2:
        return timezone.now() + timedelta(days=dice.randrange(1, 60))
    return datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=dice.randrange(900), hours=dice.randrange(24))


def write(dice, places):
    status = dice.choice([Status.PUBLISHED, Status.PUBLISHED, Status.DRAFT])
    place = {"categories": [dice.choice(places["categories"])], "authors": [dice.choice(places["authors"])]}
    make_post(publish_at=moment_of(dice), status=status, **place)


def show_or_hide(dice, post):
    post.visibility = dice.choice(Visibility.values)
    post.save()


def move_category(dice, places):
    moved = dice.choice([places["categories"][1], places["categories"][2], places["categories"][4]])
    moved.parent = None if moved.parent_id else places["categories"][3]
    moved.save()
    for each in places["categories"]:
        each.refresh_from_db()


def sign_anew(dice, post, places):
    PostAuthor.objects.filter(post=post).delete()
    PostAuthor.objects.bulk_create([PostAuthor(post=post, author=dice.choice(places["authors"]))])


def bring_in(dice):
    posts = [
        Post(title="x", slug=f"bulk-{dice.random()}", status=Status.PUBLISHED, publish_at=moment_of(dice))
        for _ in range(3)
    ]
    for each in posts:
        each.permalink_date = each.publish_at.date()
    Post.objects.bulk_create(posts)


def tag_in_bulk(dice, post, places):
    row = TaggedPost(content_object=post, tag=dice.choice(places["tags"]))
    TaggedPost.objects.bulk_create([row], ignore_conflicts=True)


# What somebody, or an import, may do: through forms, in bulk, and by an UPDATE.
DEEDS = [
    lambda dice, _post, places: write(dice, places),
    lambda dice, _post, places: write(dice, places),
    lambda dice, _post, _places: bring_in(dice),
    lambda _dice, post, _places: post.delete(),
    lambda dice, post, _places: Post.objects.filter(pk=post.pk).update(status=dice.choice(Status.values)),
    lambda dice, post, _places: show_or_hide(dice, post),
    lambda dice, post, _places: Post.objects.filter(pk=post.pk).update(publish_at=moment_of(dice)),
    lambda dice, post, places: post.categories.set(dice.sample(places["categories"], dice.randrange(4))),
    lambda dice, _post, places: move_category(dice, places),
    lambda dice, post, places: post.tags.set([tag.name for tag in dice.sample(places["tags"], 2)]),
    sign_anew,
    tag_in_bulk,
]


@pytest.mark.parametrize("seed", range(2))
def test_shelves_are_true_after_any_change(places, seed):
    dice = random.Random(seed)  # noqa: S311
    write(dice, places)
    for step in range(CHANGES):
        post = dice.choice([*Post.objects.order_by("pk"), None]) or make_post()
        dice.choice(DEEDS)(dice, post, places)
        if step % 10 == 0:
            assert_true()
    assert_true()
    keeping.compact()
    assert_true()
    keeping.rebuild()
    assert_true()


def test_pages_and_what_waits_stand_on_no_shelf(places):
    make_page()
    make_post(publish_at=timezone.now() + timedelta(hours=1), categories=places["categories"][:1])
    assert Shelf().count() == Shelf.of(places["categories"][0]).count() == 0


def test_scheduled_article_is_listed_when_its_time_has_come(places):
    moment = timezone.now() + timedelta(hours=1)
    post = make_post(publish_at=moment, authors=places["authors"][:1])
    later = Shelf(Shelf.of(places["authors"][0]).number, "", now=moment)
    assert (later.count(), later.keys(0, 5)) == (1, [post.pk])


def test_deleted_category_takes_its_shelf_along(places):
    post = make_post(categories=[places["categories"][4]])
    places["categories"][4].delete()
    assert Shelf().keys(0, 5) == [post.pk]
    assert Shelf.of(places["categories"][0]).count() == 0


@pytest.mark.django_db(transaction=True)
def test_emptied_database_has_empty_shelves():
    make_post(categories=[make_category()], tags=["x"], authors=[make_author()])
    call_command("flush", interactive=False, verbosity=0)
    assert asked("SELECT count(*) FROM blog_listed", []) == [(0,)]
    assert asked("SELECT coalesce(sum(abs(number)), 0) FROM blog_tally", []) == [(0,)]
    make_post()
    assert Shelf().count() == 1


def test_migration_leaves_triggers_that_keep_the_shelves(places):
    with connection.cursor() as cursor:
        for statement in keeping.removing():
            cursor.execute(statement)
    make_post(categories=places["categories"][:1])
    assert Shelf().count() == 0
    migrating.after()
    assert_true()
    make_post(categories=places["categories"][:1])
    assert_true()


def test_articles_that_come_after_what_names_them():
    author, category, tag = make_author(), make_category(), make_tag()
    posts = [
        Post(
            title=f"Post {n}",
            slug=f"post-{n}",
            status=Status.PUBLISHED,
            publish_at=datetime(2016, 8, n, tzinfo=UTC),
        )
        for n in range(1, 2 * together.FEW)
    ]

    def relate():
        PostAuthor.objects.bulk_create(PostAuthor(post_id=post.pk, author=author) for post in posts)
        TaggedPost.objects.bulk_create(TaggedPost(content_object_id=post.pk, tag=tag) for post in posts)
        filed = Post.categories.through
        filed.objects.bulk_create(filed(post_id=post.pk, category=category) for post in posts)

    together.write(posts, together.settle(posts), relate)
    assert Shelf.of(author).count() == Shelf.of(tag).count() == Shelf.of(category).count() == len(posts)
    assert_true()
