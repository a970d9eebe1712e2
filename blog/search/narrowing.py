"""A search within a category, an author's articles or a year, at the cost of one that is not narrowed.

A few thousand keys are listed; of more, each article that holds the words is asked on which shelves it
stands. So a word of every second article costs no more in a category of half of all than in a small one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from blog.models import Author, Category, Page, Post, PostAuthor, PostQuerySet
from blog.pagecache.replica import reading
from blog.shelves.reading import Shelf

MANY = 5_000
ON_SHELF = "EXISTS (SELECT 1 FROM blog_listed WHERE post_id = {key} AND shelf = %s)"
READABLE = "EXISTS (SELECT 1 FROM {posts} WHERE blog_post.id = {key} AND ("
Values = tuple[Any, ...]


@dataclass(frozen=True)
class Narrowing:
    """`keys` is a statement that lists keys, empty if nothing is; `conditions` are what each `{key}` must
    meet, over the table `{posts}` of posts. Each with its values."""

    keys: str = ""
    key_values: Values = ()
    conditions: Sequence[str] = ()
    values: Values = ()

    def met_by(self, key: str, posts: str) -> str:
        """The conditions, each behind an AND."""
        return "".join(f" AND {each.format(key=key, posts=posts)}" for each in self.conditions)


def narrowed_to(category: Category | None, author: Author | None, year: int | None) -> Narrowing:
    """What may be found, of all that readers may read. Raises EmptyResultSet if nothing may."""
    rows, conditions, values = Post.everything.readable(), list[str](), list[Any]()
    listed = bool(year)
    subjects: list[Category | Author] = [each for each in (category, author) if each]
    for subject in subjects:
        if (shelf := Shelf.of(subject)).count() > MANY:
            pages = list(pages_of(subject))
            places = f" OR {{key}} IN ({', '.join(['%s'] * len(pages))})" if pages else ""
            conditions.append(f"({ON_SHELF}{places})")
            values += [shelf.number, *pages]
        else:
            rows, listed = those_of(rows, subject), True
    if year:  # which pages have none of
        rows = rows.filter(kind=Post.Kind.POST).dated(year)
    if listed:
        keys, key_values = rows.order_by().values("pk").query.sql_with_params()
        return Narrowing(keys, tuple(key_values), conditions, tuple(values))
    allowed, more = condition_of(rows)
    return Narrowing("", (), [*conditions, f"{READABLE}{allowed}))"], (*values, *more))


def those_of(rows: PostQuerySet, subject: Category | Author) -> PostQuerySet:
    return rows.in_category(subject) if isinstance(subject, Category) else rows.by_author(subject)


def pages_of(subject: Category | Author) -> Iterator[int]:
    """The keys of pages, which stand on no shelf; found from all pages, of which there are few."""
    pages: Any = Page.objects.readable().order_by().values_list("pk", flat=True)
    keys = list(pages)
    links: QuerySet[Any]
    if isinstance(subject, Author):
        links = PostAuthor.objects.filter(post_id__in=keys, author=subject)
    else:
        below = Category.objects.filter(Q(pk=subject.pk) | Q(path__startswith=f"{subject.path}/"))
        links = Post.categories.through.objects.filter(post_id__in=keys, category_id__in=below.values("pk"))
    yield from set(links.order_by().values_list("post_id", flat=True)) if keys else ()


def condition_of(posts: PostQuerySet) -> tuple[str, Sequence[Any]]:
    """What makes a row of `blog_post` one of them. Raises EmptyResultSet."""
    compiler = posts.query.get_compiler(using=reading().alias)
    statement, values = compiler.compile(posts.query.where)
    return statement, values
