"""Articles in bulk, with all that hangs on them but their replies."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection

from blog.models import Author, Category, Post, PostAuthor, Status, Tag, TaggedPost
from blog.search.documents import Document
from blog.search.engine import engine
from blog.search.postgresql import lexemes
from tests.bench.bulk import Rows, Table, stamp
from tests.bench.texts import Text, said

NEWEST = datetime(2026, 1, 1, tzinfo=UTC)
YEARS = 16
AUTHORS, TAGS, TEXTS = 50, 200, 500
RARE = "quincunx"


def moment_of(index: int, number: int) -> datetime:
    """When the article came out that is the so manieth from the oldest on."""
    return NEWEST - timedelta(days=365 * YEARS) * ((number - 1 - index) / number)


@dataclass(frozen=True, slots=True)
class Article:
    """One article as rows; `index` counts from the oldest."""

    key: int
    index: int
    number: int
    text: Text
    category: Category

    @property
    def is_rare(self) -> bool:
        return self.index % 10_000 == 7 or self.index == self.number - 1

    @property
    def title(self) -> str:
        words = self.text.words
        return f"{words[self.index % 100].title()} {words[3]} {words[5]}{f' {RARE}' * self.is_rare}"

    def row(self) -> tuple[object, ...]:
        moment, text = moment_of(self.index, self.number), self.text
        at = stamp(moment)
        return (
            self.key, self.title, f"article-{self.key}", text.html, text.html, text.text,
            " ".join(text.words[:30]), at, moment.date().isoformat(), at, self.category.pk,
        )  # fmt: skip

    def document(self, author: Author, tag: Tag) -> Document:
        names = [*author.name.lower().split(), *tag.name.lower().split(), *self.category.name.lower().split()]
        return Document(self.key, self.title.lower(), "", " ".join(names), " ".join(self.text.words))


def write_articles(number: int, categories: list[Category], dice: random.Random, words: list[str]) -> int:
    """The key of the first, which is the oldest; the others follow on it."""
    first = (Post.everything.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    texts = [said(words, 120, dice) for _ in range(TEXTS)]
    half, others = categories[1], [each for each in categories if each.parent_id]
    rows = [
        Article(first + index, index, number, dice.choice(texts), dice.choice([half, half, *others]))
        for index in range(number)
    ]
    posts = Table.of(
        Post(status=Status.PUBLISHED, language="en-gb", minutes=1, created_at=NEWEST),
        Post, "id", "title", "slug", "body", "body_html", "body_text", "excerpt", "publish_at",
        "permalink_date", "modified_at", "primary_category_id",
    )  # fmt: skip
    posts.write(each.row() for each in rows)
    hang(rows, list(Author.objects.order_by("pk")), list(Tag.objects.order_by("pk")))
    return first


def hang(rows: Sequence[Article], authors: list[Author], tags: list[Tag]) -> None:
    """Each under its category, an author and a tag; and into the search index."""
    through = Post.categories.through
    Table.of(through(), through, "post_id", "category_id").write(
        (each.key, each.category.pk) for each in rows
    )
    bylines = Table.of(PostAuthor(), PostAuthor, "post_id", "author_id")
    bylines.write((each.key, authors[each.key % AUTHORS].pk) for each in rows)
    tagged = Table.of(TaggedPost(), TaggedPost, "content_object_id", "tag_id")
    tagged.write((each.key, tags[each.key % TAGS].pk) for each in rows)
    found = (each.document(authors[each.key % AUTHORS], tags[each.key % TAGS]) for each in rows)
    if connection.vendor == "postgresql":
        vectors: Rows = ((each.key, " ".join(lexemes(each))) for each in found)
        Table("blog_searchindex", ["key", "words"]).write(vectors)
    else:
        engine().write(found)
        Table.written += len(rows)
