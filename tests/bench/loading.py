"""Content to measure with, written in bulk: `load(2_000)` makes 2,000 articles in 20 categories with 20,000
replies, 1,000 of them under one article; `load(100_000)` and `load(1_000_000)` the same journal, larger.

The same number always makes the same journal. Half of its articles stand in one category. One article in ten
thousand, and the newest, hold the word RARE. Under every tenth article another reply waits, and one is
spam."""

import random
from dataclasses import dataclass

from django.db import connection
from django_comments.models import Comment

from blog.models import Author, Category, Post, Tag
from blog.shelves import keeping
from tests.bench.articles import AUTHORS, NEWEST, RARE, TAGS, write_articles
from tests.bench.bulk import at_full_speed, set_sequences
from tests.bench.debate import MANY_REPLIES, MOST_REPLIES, ONE_REPLY, REPLIES_EACH, write_replies
from tests.bench.texts import vocabulary

__all__ = ["NEWEST", "RARE", "Journal", "found", "load"]


@dataclass(frozen=True)
class Journal:
    """Where things are in what was loaded."""

    articles: int
    replies: int
    with_one: Post
    with_many: Post
    with_most: Post
    category: Category


def load(articles: int) -> Journal:
    """Fill a database that is migrated and empty."""
    dice = random.Random(1)
    words = vocabulary(dice)
    categories = make_categories()
    make_names(Author, AUTHORS, words)
    make_names(Tag, TAGS, words)
    keeping.run(keeping.removing())  # filling the shelves once is a tenth of the work
    with at_full_speed():
        first = write_articles(articles, categories, dice, words)
        write_replies(first, articles, dice, words)
        set_sequences(Post, Comment)
    keeping.rebuild()
    analyse()
    return found(articles)


def found(articles: int) -> Journal:
    """What `load` made."""
    newest = Post.objects.published().newest_first()
    return Journal(
        articles,
        articles * REPLIES_EACH,
        newest[ONE_REPLY],
        newest[MANY_REPLIES],
        newest[MOST_REPLIES],
        Category.objects.get(name="Harbour 1"),
    )


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def make_categories() -> list[Category]:
    """Four, and four below each: twenty."""
    made = []
    for name in ("Harbour", "Courts", "Bread", "Schools"):
        top = Category.objects.create(name=name)
        below = [Category.objects.create(name=f"{name} {number}", parent=top) for number in range(1, 5)]
        made += [top, *below]
    return made


def make_names(model: type[Author] | type[Tag], number: int, words: list[str]) -> None:
    names = [f"{words[-index * 3 - 1].title()} {index}" for index in range(number)]
    model.objects.bulk_create(model(name=name, slug=name.lower().replace(" ", "-")) for name in names)  # type: ignore[attr-defined]
