"""Finding what readers may read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models.expressions import RawSQL
from django.utils.safestring import SafeString

from blog.cards import cards
from blog.models import Author, Category, Post, PostQuerySet
from blog.pagecache.replica import reading
from blog.prepared import Prepared
from blog.search.engine import engine
from blog.search.marks import extract, marked
from blog.search.narrowing import Narrowing, condition_of, narrowed_to
from blog.search.query import Query, looser, parse

TITLES = 100  # where more are found than are ranked, so many of the newest that are called so are, too
MOST = 500  # of what a query finds, so many of the newest are ranked: a word of every article costs no more


@dataclass(frozen=True)
class Hit:
    """A post that was found; `title` and `snippet` are safe HTML with `<mark>` around what was found."""

    post: Post
    title: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Results:
    """One page of what was found, best first. `is_loose`: nothing held all the words, so these hold some, or
    words that only begin so. `has_more`: more were found than are counted, ranked and shown."""

    hits: Sequence[Hit] = field(default_factory=list)
    total: int = 0
    page: int = 1
    per_page: int = 10
    is_loose: bool = False
    has_more: bool = False

    @property
    def pages(self) -> int:
        return -(-self.total // self.per_page)

    @property
    def has_next(self) -> bool:
        return self.page < self.pages


@dataclass(frozen=True)
class Found:
    """Keys of one page in their order, and how many there are on all pages."""

    keys: Sequence[int] = ()
    total: int = 0
    has_more: bool = False


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

    The best come first, of the MOST newest that hold it and of those that are called so; newer ones come
    first among equally good ones. Of posts with a password nothing is found. A page beyond the last one has
    no hits.
    """
    try:
        narrowing = narrowed_to(category, author, year) if category or author or year else None
    except EmptyResultSet:
        return Results()
    asked, start = parse(text), max(page - 1, 0) * per_page
    query, found = asked, Found()
    for query in (asked, *looser(asked)):
        if query and (found := best(query, narrowing, start, per_page)).total:
            break
    return Results(
        hits=hits(found.keys, query),
        total=found.total,
        page=page,
        per_page=per_page,
        is_loose=bool(found.total) and query != asked,
        has_more=found.has_more,
    )


def matching(text: str) -> PostQuerySet:
    """The same posts, the MOST newest at most, in no order: for feeds and for narrowing further."""
    posts, asked = Post.everything.readable(), parse(text)
    queries = (query for query in (asked, *looser(asked)) if query)
    found = (posts.of_keys(newest_keys(query)) for query in queries)
    return next((rows for rows in found if rows.exists()), posts.none())


def holding(posts: PostQuerySet, text: str) -> PostQuerySet:
    """Those of `posts`, whatever they are, that hold all that `text` asks for."""
    query = parse(text)
    return narrowed(posts, query) if query else posts.none()


def narrowed(posts: PostQuerySet, query: Query) -> PostQuerySet:
    """Those of `posts` that are found."""
    found = f"SELECT {engine().KEY} FROM blog_searchindex WHERE {engine().MATCHES}"  # noqa: S608
    return posts.filter(pk__in=RawSQL(found, [engine().expression(query)]))  # noqa: S611


def newest_keys(query: Query) -> RawSQL:
    """A query for the keys of the MOST newest that are found."""
    newest, values = engine().newest(query, Narrowing(), MOST)
    return RawSQL(f"SELECT newest.key FROM ({newest}) AS newest", values)  # noqa: S608, S611


def best(query: Query, narrowing: Narrowing | None, start: int, count: int) -> Found:
    """What `query` finds there, from place `start` on in the order of rank and date."""
    newest, values = engine().newest(query, narrowing or Narrowing(), MOST + 1)
    titled, further = titled_so(query, narrowing or Narrowing())
    allowed, more = condition_of(Post.everything.readable())
    statement = RANKED.format(newest=newest, titled=titled, posts=engine().POSTS, allowed=allowed, most=MOST)
    with reading().cursor() as cursor:
        cursor.execute(statement, [*values, *further, *more, count, min(start, MOST + TITLES)])
        rows = cursor.fetchall()
    if not rows and start:
        return replace(best(query, narrowing, 0, 1), keys=())
    total, seen = rows[0][1:] if rows else (0, 0)
    if narrowing is None and (not rows or 2 * total < MOST < seen):  # the newest may be hidden from readers
        return best(query, narrowed_to(None, None, None), start, count)
    return Found([key for key, *_ in rows], total, has_more=seen > MOST)


def titled_so(query: Query, narrowing: Narrowing) -> tuple[str, list[Any]]:
    """The engine's statement for what is called so; nothing where unwanted words may stand in the text, or
    where any word will do."""
    if query.excluded or query.any_term:
        return "SELECT key, rank FROM found WHERE false", []
    return engine().titled(query, narrowing, TITLES, CUT.format(most=MOST))


CUT = "(SELECT count(*) + max(more) * {most} FROM found) > {most}"  # whether more are found than are ranked
# `found` holds one more than MOST if there are more, or says so; then `titled` is what is called as asked.
# LIMIT and CROSS say to SQLite that these are few, for which it looks posts up and reads not all of them.
RANKED = """
    WITH found AS MATERIALIZED ({newest}),
    titled AS MATERIALIZED ({titled}),
    ranked AS MATERIALIZED (
        SELECT key, rank FROM titled UNION ALL
        SELECT key, rank FROM found WHERE key NOT IN (SELECT key FROM titled)
        AND ((SELECT count(*) FROM found) <= {most} OR key > (SELECT min(key) FROM found))
        LIMIT 1000)
    SELECT ranked.key, count(*) OVER (), (SELECT count(*) + max(more) * {most} FROM found)
    FROM ranked CROSS JOIN {posts} WHERE blog_post.id = ranked.key AND {allowed}
    ORDER BY ranked.rank, blog_post.publish_at DESC, blog_post.id DESC LIMIT %s OFFSET %s
"""


def hits(keys: Sequence[int], query: Query) -> list[Hit]:
    """The posts of these keys, in their order, marked."""
    posts = cards(keys)
    texts = dict(bodies(len(keys))(**named(keys))) if keys else {}
    return [hit(post, texts[post.pk], query) for post in posts]


@cache
def bodies(number: int) -> Prepared:
    """(key, text) of as many."""
    return Prepared(
        lambda **keys: Post.everything.filter(pk__in=keys.values()).order_by().values_list("pk", "body_text"),
        **dict.fromkeys(named(range(number)), int),
    )


def named(keys: Iterable[int]) -> dict[str, int]:
    return {f"key{place}": key for place, key in enumerate(keys)}


def hit(post: Post, text: str, query: Query) -> Hit:
    snippet = extract(text, query) or marked(post.excerpt, query)
    return Hit(post=post, title=marked(post.title, query), snippet=snippet)
