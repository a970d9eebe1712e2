"""Content to measure with, written in bulk: `load(2_000)` makes 2,000 articles in 20 categories with 20,000
replies, 1,000 of them under one article; `load(100_000)` and `load(1_000_000)` the same journal, larger.

The same number always makes the same journal. Half of its articles stand in one category. One article in ten
thousand, and the newest, hold the word RARE."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django_comments.models import Comment
from django_comments_xtd.models import XtdComment

from blog.models import Author, Category, Post, PostAuthor, Status, Tag, TaggedPost
from blog.search.documents import Document
from blog.search.engine import engine
from blog.shelves import keeping
from comments.models import Reply, ReplyStatus, Thread
from comments.tree.placing import lineage, step
from tests.bench.bulk import Table, set_sequences, stamp

NEWEST = datetime(2026, 1, 1, tzinfo=UTC)
YEARS = 16
AUTHORS, TAGS, WORDS, TEXTS = 50, 200, 3_000, 500
REPLIES_EACH, LONG, DEEPEST = 10, 1_000, 9
RARE = "quincunx"
ONE_REPLY, MANY_REPLIES = 3, 4  # which articles, counted from the newest


@dataclass(frozen=True)
class Journal:
    """Where things are in what was loaded."""

    articles: int
    replies: int
    with_one: Post
    with_many: Post
    category: Category


@dataclass
class Text:
    """Words that several articles or replies share, ready for every column that holds them."""

    words: list[str]

    def __post_init__(self) -> None:
        self.text = " ".join(self.words)
        parts = [" ".join(self.words[start : start + 40]) for start in range(0, len(self.words), 40)]
        self.html = "".join(f"<p>{part}.</p>" for part in parts)


def load(articles: int) -> Journal:
    """Fill a database that is migrated and empty. One transaction."""
    dice = random.Random(1)
    words = vocabulary(dice)
    with transaction.atomic():
        keeping.run(keeping.dialect().REMOVE)  # filling the shelves once is a tenth of the work
        categories = make_categories()
        make_names(Author, AUTHORS, words)
        make_names(Tag, TAGS, words)
        first = write_articles(articles, categories, dice, words)
        replies = write_replies(first, articles, dice, words)
        set_sequences(Post, Comment)
        keeping.rebuild()
    keys = [first + articles - 1 - back for back in (ONE_REPLY, MANY_REPLIES)]
    with_one, with_many = (Post.objects.get(pk=key) for key in keys)
    analyse()
    return Journal(articles, replies, with_one, with_many, categories[1])


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def vocabulary(dice: random.Random) -> list[str]:
    """Made-up words; those at the front are said often (`said` draws them by Zipf's law)."""
    parts = "ba co du fe gi ha ko lu me ni po qua ri so tu ve wi za lan mer tor".split()
    words = {"".join(dice.choices(parts, k=dice.choice((2, 2, 3, 3, 4)))) for _ in range(WORDS * 2)}
    return sorted(words, key=lambda word: (len(word), word))[:WORDS]


def said(words: list[str], number: int, dice: random.Random) -> Text:
    return Text([words[int(len(words) ** dice.random()) - 1] for _ in range(number)])


def make_categories() -> list[Category]:
    """Four, and four below each: twenty."""
    found = []
    for name in ("Harbour", "Courts", "Bread", "Schools"):
        top = Category.objects.create(name=name)
        below = [Category.objects.create(name=f"{name} {number}", parent=top) for number in range(1, 5)]
        found += [top, *below]
    return found


def make_names(model: type[Author] | type[Tag], number: int, words: list[str]) -> None:
    names = [f"{words[-index * 3 - 1].title()} {index}" for index in range(number)]
    model.objects.bulk_create(model(name=name, slug=name.lower().replace(" ", "-")) for name in names)  # type: ignore[attr-defined]


def write_articles(number: int, categories: list[Category], dice: random.Random, words: list[str]) -> int:
    """The key of the first, which is the oldest; the others follow on it."""
    first = (Post.everything.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    texts = [said(words, 120, dice) for _ in range(TEXTS)]
    half, others = categories[1], [each for each in categories if each.parent_id]
    rows = [
        Article(first + index, index, number, dice.choice(texts), dice.choice([half, half, *others]))
        for index in range(number)
    ]
    posts = Table(
        Post(status=Status.PUBLISHED, language="en-gb", minutes=1, created_at=NEWEST),
        Post, "id", "title", "slug", "body", "body_html", "body_text", "excerpt", "publish_at",
        "permalink_date", "modified_at", "primary_category_id",
    )  # fmt: skip
    posts.write(each.row() for each in rows)
    through = Post.categories.through
    Table(through(), through, "post_id", "category_id").write((each.key, each.category.pk) for each in rows)
    names = dict(enumerate(Author.objects.order_by("pk")))
    Table(PostAuthor(), PostAuthor, "post_id", "author_id").write(
        (each.key, names[each.key % AUTHORS].pk) for each in rows
    )
    tags = list(Tag.objects.order_by("pk"))
    Table(TaggedPost(), TaggedPost, "content_object_id", "tag_id").write(
        (each.key, tags[each.key % TAGS].pk) for each in rows
    )
    engine().write(each.document(names[each.key % AUTHORS], tags[each.key % TAGS]) for each in rows)
    Table.written += number
    return first


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
        moment = NEWEST - timedelta(days=365 * YEARS) * ((self.number - 1 - self.index) / self.number)
        at, text = stamp(moment), self.text
        return (
            self.key, self.title, f"article-{self.key}", text.html, text.html, text.text,
            " ".join(text.words[:30]), at, moment.date().isoformat(), at, self.category.pk,
        )  # fmt: skip

    def document(self, author: Author, tag: Tag) -> Document:
        names = [*author.name.lower().split(), *tag.name.lower().split(), *self.category.name.lower().split()]
        return Document(self.key, self.title.lower().split(), [], names, self.text.words)


def shares(articles: int) -> Iterator[int]:
    """How many replies each article has, from the oldest on: together ten times as many as articles."""
    rest = articles * REPLIES_EACH - 1 - LONG
    others = articles - 2
    given = 0
    for index in range(articles):
        back = articles - 1 - index
        if back in (ONE_REPLY, MANY_REPLIES):
            yield 1 if back == ONE_REPLY else LONG
            continue
        yield rest * (given + 1) // others - rest * given // others
        given += 1


def write_replies(first: int, articles: int, dice: random.Random, words: list[str]) -> int:
    """Replies of every article, with their threads; how many."""
    texts = [said(words, 30, dice) for _ in range(TEXTS)]
    key = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    start, tables = key, ReplyTables()
    waiting: list[tuple[object, ...]] = []
    threads = Table(Thread(), Thread, "post_id", "approved_count", "last_reply_at")
    kept: list[tuple[object, ...]] = []
    for index, number in enumerate(shares(articles)):
        at = NEWEST - timedelta(days=365 * YEARS) * ((articles - 1 - index) / articles)
        waiting += thread_rows(first + index, key, number, at, dice, texts)
        key += number
        kept.append((first + index, number, stamp(at + timedelta(minutes=number))))
        if len(waiting) > 20_000 or index == articles - 1:
            tables.write(waiting)
            waiting = []
    threads.write(kept)
    return key - start


def thread_rows(  # noqa: PLR0917
    post: int, key: int, number: int, at: datetime, dice: random.Random, texts: list[Text]
) -> Iterator[tuple[object, ...]]:
    """(post, key, path, root, root_at, parent, depth, text, submitted_at, writer) of one thread."""
    paths: list[str] = []
    for place in range(number):
        above = paths[dice.randrange(place)] if place and dice.random() < 0.6 else ""
        line = lineage(above)
        path = above[: DEEPEST * len(step(1))] + step(key + place)
        paths.append(path)
        root = lineage(path)[0]
        root_at = stamp(at + timedelta(minutes=root - key + 1))
        moment = stamp(at + timedelta(minutes=place + 1))
        parent = line[-1] if line else key + place
        depth = len(lineage(path)) - 1
        text = texts[(key + place) % TEXTS]
        yield post, key + place, path, root, root_at, parent, depth, text, moment, f"Reader {place % 97}"


class ReplyTables:
    """The three tables of a reply."""

    def __init__(self) -> None:
        kind = ContentType.objects.get_for_model(Post)
        reply = Reply(status=ReplyStatus.APPROVED, shown=True, is_public=True, site_id=1, content_type=kind)
        self.first = Table(reply, Comment, "id", "user_name", "comment", "submit_date", "object_pk")
        self.second = Table(reply, XtdComment, "comment_ptr_id", "thread_id", "parent_id", "level")
        self.third = Table(
            reply, Reply, "xtdcomment_ptr_id", "post_id", "path", "depth", "root", "root_at",
            "submitted_at", "writer_name", "body_html",
        )  # fmt: skip

    def write(self, rows: list[tuple[object, ...]]) -> None:
        self.first.write((key, who, text.text, at, post) for post, key, *_, text, at, who in rows)  # type: ignore[attr-defined]
        self.second.write(
            (key, root, parent, depth) for _post, key, _path, root, _at, parent, depth, *_rest in rows
        )
        self.third.write(
            (key, post, path, depth, root, root_at, at, who, text.html)  # type: ignore[attr-defined]
            for post, key, path, root, root_at, _parent, depth, text, at, who in rows
        )
