"""What a change of rows means for pages: which things have changed when rows were so and are so now.

Asked after the COMMIT, with rows as the database gives them (blog/pagecache/tables.py says which columns)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from blog.models.byline import PostAuthor
from blog.models.media import PostImage
from blog.models.medialink import MediaLink
from blog.models.menu import MenuItem
from blog.models.post import Post
from blog.models.publication import Publication
from blog.models.scope import PUBLISHED
from blog.models.taxonomy import Category, TaggedPost
from blog.models.user import Author
from blog.models.visibility import OUT_COLUMNS, Status, Visibility
from blog.pagecache.tables import Rows

MOST_POSTS = 20_000
ANY_POST, SCHEDULE, MENUS = "any:blog_post", "schedule", "menus"


def of_posts(before: Rows, after: Rows) -> Iterator[str]:
    """Rows of articles and pages."""
    moved: list[dict[str, Any]] = []
    named: set[int] = set()
    for key in before.keys() | after.keys():
        yield f"post:{key}"
        old, new = out(before.get(key)), out(after.get(key))
        if old is None and new is None:
            continue
        yield ANY_POST
        named.add(key)
        if old is None or new is None or any(old[name] != new[name] for name in OUT_COLUMNS):
            moved += [row for row in (old, new) if row]
    if moved:
        yield from of_places(moved)
    if named and MenuItem.objects.filter(Q(post_id__in=named) | Q(page_id__in=named)).exists():
        yield MENUS


def out(row: dict[str, Any] | None) -> dict[str, Any] | None:
    """The row, if readers see it or will by themselves."""
    if row is None or row["visibility"] != Visibility.PUBLIC or row["publish_at"] is None:
        return None
    return row if row["status"] in (Status.PUBLISHED, Status.SCHEDULED) else None


def of_places(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Public posts that have come, gone or moved: what lists them there."""
    yield from (PUBLISHED, SCHEDULE)
    for row in rows:
        yield f"under-page:{row['parent_id']}"
        yield f"dated:{str(row['permalink_date'])[:4]}"
        yield from (f"address:{name.lower()}" for name in (row["slug"], row["path"]) if name)
        yield f"beside:{row['id']}"
        yield from beside(row)
    yield from of_relations([row["id"] for row in rows])


def beside(row: dict[str, Any]) -> Iterator[str]:
    """The articles before and after, whose pages lead to it."""
    place = Post(pk=row["id"], publish_at=moment(row["publish_at"]))
    public = Post.objects.published().exclude(pk=row["id"])
    for rows in (public.before(place), public.after(place)):
        yield from (f"beside:{key}" for key in rows.values_list("pk", flat=True)[:1])


def moment(value: Any) -> datetime:
    """A time as the database gives it: SQLite has only its text, in UTC."""
    found = value if isinstance(value, datetime) else parse_datetime(str(value)) or timezone.now()
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def of_relations(posts: list[int]) -> Iterator[str]:
    """The lists by category, tag and author in which these posts stand."""
    filed = Category.objects.filter(
        pk__in=Post.categories.through.objects.filter(post_id__in=posts).values("category_id")
    )
    yield from of_paths(filed.values_list("path", flat=True).order_by())
    tags = TaggedPost.objects.filter(content_object_id__in=posts).values_list("tag_id", flat=True)
    yield from (f"tagged:{tag}" for tag in tags)
    authors = PostAuthor.objects.filter(post_id__in=posts).order_by().values_list("author_id", flat=True)
    yield from (f"written:{author}" for author in authors)


def of_paths(paths: Iterable[str]) -> Iterator[str]:
    """The lists of these categories and of those above them."""
    for path in paths:
        parts = path.split("/")
        yield from (f"filed:{'/'.join(parts[:number])}" for number in range(1, len(parts) + 1))


def of_filing(before: Rows, after: Rows) -> Iterator[str]:
    """A post is filed elsewhere."""
    keys = {row["category_id"] for row in (*before.values(), *after.values())}
    yield from of_paths(Category.objects.filter(pk__in=keys).order_by().values_list("path", flat=True))
    yield from (f"post:{row['post_id']}" for row in after.values())


def of_categories(before: Rows, after: Rows) -> Iterator[str]:
    """Names and addresses of categories: kickers and lists of all that is filed there, and menus."""
    keys = before.keys() | after.keys()
    yield MENUS
    paths = {key: {rows[key]["path"] for rows in (before, after) if key in rows} for key in keys}
    for found in paths.values():
        if len(found) > 1:
            yield from of_paths(found)
    yield from (f"category-path:{row['path']}" for row in (*before.values(), *after.values()))
    yield from (f"category-under:{row['parent_id']}" for row in (*before.values(), *after.values()))
    below = Category.objects.filter(parent_id__in=keys).order_by().values_list("path", flat=True)
    yield from (f"category-path:{path}" for path in below)
    yield from posts_of(Post.categories.through.objects.filter(category_id__in=keys), "post_id")
    yield from posts_of(Post.everything.filter(primary_category_id__in=keys), "pk")


def of_tags(before: Rows, after: Rows) -> Iterator[str]:
    keys = before.keys() | after.keys()
    yield from (f"tag-slug:{row['slug']}" for row in (*before.values(), *after.values()))
    yield from posts_of(TaggedPost.objects.filter(tag_id__in=keys), "content_object_id")


def of_authors(before: Rows, after: Rows) -> Iterator[str]:
    keys = before.keys() | after.keys()
    yield from (f"author-slug:{row['slug']}" for row in (*before.values(), *after.values()))
    yield from posts_of(PostAuthor.objects.filter(author_id__in=keys), "post_id")


def of_images(before: Rows, after: Rows) -> Iterator[str]:
    """A picture's words, file or sizes: wherever it stands."""
    yield from of_pictures(before.keys() | after.keys())


def of_renditions(before: Rows, after: Rows) -> Iterator[str]:
    keys = {row["image_id"] for row in (*before.values(), *after.values())}
    yield from (f"image:{key}" for key in keys)
    yield from of_pictures(keys)


def of_pictures(keys: Iterable[int]) -> Iterator[str]:
    keys = list(keys)
    yield from posts_of(Post.everything.filter(featured_image_id__in=keys), "pk")
    yield from posts_of(PostImage.objects.filter(image_id__in=keys), "post_id")
    posters = MediaLink.objects.filter(Q(poster_id__in=keys) | Q(found_poster_id__in=keys))
    yield from posts_of(posters, "post_id")
    faces = Author.objects.filter(portrait_id__in=keys).values_list("slug", flat=True)
    yield from (f"author-slug:{slug}" for slug in faces)
    if Publication.objects.filter(Q(logo_id__in=keys) | Q(logo_dark_id__in=keys)).exists():
        yield "any:blog_publication"


def posts_of(rows: Any, column: str) -> Iterator[str]:
    """Raises OverflowError where they are too many to name."""
    keys = list(rows.order_by().values_list(column, flat=True)[: MOST_POSTS + 1])
    if len(keys) > MOST_POSTS:
        raise OverflowError(column)
    yield from (f"post:{key}" for key in keys)
