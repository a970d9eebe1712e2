"""Finding what readers may read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db.models.expressions import RawSQL
from django.utils.safestring import SafeString

from blog.models import Author, Category, Post, PostQuerySet
from blog.pagecache.replica import reading
from blog.search.engine import engine
from blog.search.marks import extract, marked
from blog.search.query import Query, looser, parse


@dataclass(frozen=True)
class Hit:
    """A post that was found; `title` and `snippet` are safe HTML with `<mark>` around what was found."""

    post: Post
    title: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Results:
    """One page of what was found, best first. `is_loose`: nothing held all the words, so these hold some, or
    words that only begin so."""

    hits: Sequence[Hit] = field(default_factory=list)
    total: int = 0
    page: int = 1
    per_page: int = 10
    is_loose: bool = False

    @property
    def pages(self) -> int:
        return -(-self.total // self.per_page)

    @property
    def has_next(self) -> bool:
        return self.page < self.pages


def search(
    text: str,
    *,
    category: Category | None = None,
    author: Author | None = None,
    year: int | None = None,
    page: int = 1,
    per_page: int = 10,
) -> Results:
    """Articles and pages that anybody may read and that hold what `text` asks for (see `query.parse`).

    Newer ones come first among equally good ones. Of posts with a password nothing is found. A page beyond
    the last one has no hits.
    """
    posts = within(category, author, year)
    asked = parse(text)
    query, total = best_query(asked, posts)
    start = max(page - 1, 0) * per_page
    keys = ranked(query, posts, start=start, count=per_page) if start < total else []
    return Results(
        hits=hits(keys, query),
        total=total,
        page=page,
        per_page=per_page,
        is_loose=bool(total) and query != asked,
    )


def matching(text: str) -> PostQuerySet:
    """The same posts, in no order: for feeds and for narrowing further."""
    posts = within(None, None, None)
    query, total = best_query(parse(text), posts)
    return narrowed(posts, query) if total else posts.none()


def holding(posts: PostQuerySet, text: str) -> PostQuerySet:
    """Those of `posts`, whatever they are, that hold all that `text` asks for."""
    query = parse(text)
    return narrowed(posts, query) if query else posts.none()


def within(category: Category | None, author: Author | None, year: int | None) -> PostQuerySet:
    posts = Post.everything.readable()
    if category:
        posts = posts.in_category(category)
    if author:
        posts = posts.by_author(author)
    return posts.dated(year) if year else posts


def best_query(asked: Query, posts: PostQuerySet) -> tuple[Query, int]:
    """The strictest reading of the query that finds anything, and how much it finds."""
    for query in (asked, *looser(asked)):
        if query and (total := narrowed(posts, query).count()):
            return query, total
    return asked, 0


def narrowed(posts: PostQuerySet, query: Query) -> PostQuerySet:
    found = f"SELECT {engine().KEY} FROM blog_searchindex WHERE {engine().MATCHES}"  # noqa: S608
    return posts.filter(pk__in=RawSQL(found, [engine().expression(query)]))  # noqa: S611


def ranked(query: Query, posts: PostQuerySet, *, start: int, count: int) -> list[int]:
    """Keys of `posts` in the order of rank and date."""
    try:
        allowed, parameters = posts.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    key, matches, rank = engine().KEY, engine().MATCHES, engine().RANK
    expression = engine().expression(query)
    statement = f"""
        SELECT blog_post.id FROM blog_searchindex JOIN blog_post ON blog_post.id = {key}
        WHERE {matches} AND blog_post.id IN ({allowed})
        ORDER BY {rank}, blog_post.publish_at DESC, blog_post.id DESC LIMIT %s OFFSET %s
    """  # noqa: S608
    with reading().cursor() as cursor:
        ranks = [expression] * rank.count("%s")
        cursor.execute(statement, [expression, *parameters, *ranks, count, start])
        return [row[0] for row in cursor.fetchall()]


def hits(keys: list[int], query: Query) -> list[Hit]:
    """The posts of these keys, in their order, marked."""
    posts = Post.everything.for_lists().in_bulk(keys)
    texts = dict(Post.everything.filter(pk__in=keys).order_by().values_list("pk", "body_text"))
    return [hit(posts[key], texts[key], query) for key in keys if key in posts]


def hit(post: Post, text: str, query: Query) -> Hit:
    snippet = extract(text, query) or marked(post.excerpt, query)
    return Hit(post=post, title=marked(post.title, query), snippet=snippet)
