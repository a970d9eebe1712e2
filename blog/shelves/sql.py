"""The statements of which the triggers of both databases are made. `{…}` are the keys of rows.

A category's articles are its own and those of every category below it, known by their paths."""

# ruff: noqa: S608 (made of these statements and nothing else)

from collections.abc import Iterator
from dataclasses import dataclass

FRONT, DAYS = 0, -1  # shelves: everything; everything by the date in its address
SHELVES = 4  # of category 7 it is 7 * 4 + 1, of tag 7 7 * 4 + 2, of author 7 7 * 4 + 3

IS_LISTED = "{row}.kind = 'post' AND {row}.listed AND {row}.publish_at IS NOT NULL"
IS_ABOVE = "(above.path = filed.path OR substr(filed.path, 1, length(above.path) + 1) = above.path || '/')"
CATEGORIES = f"""
    SELECT above.id * 4 + 1 FROM blog_post_categories AS link
    JOIN blog_category AS filed ON filed.id = link.category_id
    JOIN blog_category AS above ON {IS_ABOVE} WHERE link.post_id = {{post}}"""
ALL_SHELVES = f"""
    SELECT 0 AS shelf
    UNION SELECT author_id * 4 + 3 FROM blog_postauthor WHERE post_id = {{post}}
    UNION SELECT tag_id * 4 + 2 FROM blog_taggedpost WHERE content_object_id = {{post}}
    UNION {CATEGORIES}"""
SHELVE = f"""
    INSERT INTO blog_listed (shelf, publish_at, post_id)
    SELECT shelves.shelf, post.publish_at, post.id FROM blog_post AS post, ({ALL_SHELVES}) AS shelves
    WHERE post.id = {{post}} AND {IS_LISTED.format(row="post")} ON CONFLICT DO NOTHING"""
UNSHELVE = "DELETE FROM blog_listed WHERE post_id = {post}"
TAKE_OFF = "DELETE FROM blog_listed WHERE post_id = {post} AND shelf = {shelf}"
UNFILE = f"DELETE FROM blog_listed WHERE post_id = {{post}} AND shelf % 4 = 1 AND shelf NOT IN ({CATEGORIES})"
BELOW = """
    SELECT link.post_id FROM blog_post_categories AS link
    JOIN blog_category AS filed ON filed.id = link.category_id
    WHERE filed.path = {path} OR substr(filed.path, 1, length({path}) + 1) = {path} || '/'"""
TAKE_OFF_BELOW = f"DELETE FROM blog_listed WHERE shelf % 4 = 1 AND post_id IN ({BELOW})"
FILED = f"""
    SELECT DISTINCT above.id * 4 + 1, post.publish_at, post.id FROM blog_post AS post
    JOIN blog_post_categories AS link ON link.post_id = post.id
    JOIN blog_category AS filed ON filed.id = link.category_id
    JOIN blog_category AS above ON {IS_ABOVE}
    WHERE {IS_LISTED.format(row="post")}"""
FILE_BELOW = f"""INSERT INTO blog_listed (shelf, publish_at, post_id) {FILED} AND post.id IN ({BELOW})
    ON CONFLICT DO NOTHING"""

LINKS = {
    "blog_postauthor": ("post_id", "{row}.author_id * 4 + 3"),
    "blog_taggedpost": ("content_object_id", "{row}.tag_id * 4 + 2"),
}
LISTING = tuple("kind listed publish_at permalink_date".split())
WRITTEN = tuple("kind status visibility publish_at permalink_date".split())  # from which those follow


@dataclass(frozen=True)
class Event:
    """What is done after a row of `table` was written. `of`: the columns to which an UPDATE must write;
    `differs`: the columns of which one must have changed, as the database has them then."""

    what: str
    table: str
    statements: tuple[str, ...]
    of: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    name: str = ""

    @property
    def trigger(self) -> str:
        return f"shelf_{self.name or self.table}_{self.what.lower()}"


def events() -> Iterator[Event]:
    """What puts articles on shelves and takes them off; their counts: blog/shelves/tallies.py."""
    shelve, unshelve = SHELVE.format(post="NEW.id"), UNSHELVE.format(post="OLD.id")
    yield Event("INSERT", "blog_post", (shelve,))
    yield Event("DELETE", "blog_post", (unshelve,))
    yield Event("UPDATE", "blog_post", (unshelve, shelve), WRITTEN, LISTING)
    for table, (key, shelf) in LINKS.items():
        off = TAKE_OFF.format(post=f"OLD.{key}", shelf=shelf.format(row="OLD"))
        yield from linked(table, off, SHELVE.format(post=f"NEW.{key}"))
    filed = UNFILE.format(post="OLD.post_id")
    yield from linked("blog_post_categories", filed, SHELVE.format(post="NEW.post_id"))
    moved = (TAKE_OFF_BELOW.format(path="NEW.path"), FILE_BELOW.format(path="NEW.path"))
    yield Event("UPDATE", "blog_category", moved, ("path",), ("path",))


def linked(table: str, off: str, on: str) -> Iterator[Event]:
    yield Event("INSERT", table, (on,))
    yield Event("DELETE", table, (off,))
    yield Event("UPDATE", table, (off, on))


FILL = [
    "DELETE FROM blog_listed",
    f"""INSERT INTO blog_listed (shelf, publish_at, post_id)
    SELECT 0, post.publish_at, post.id FROM blog_post AS post WHERE {IS_LISTED.format(row="post")}""",
    *(
        f"""INSERT INTO blog_listed (shelf, publish_at, post_id) SELECT {shelf.format(row="link")},
        post.publish_at, post.id FROM {table} AS link JOIN blog_post AS post ON post.id = link.{key}
        WHERE {IS_LISTED.format(row="post")}"""
        for table, (key, shelf) in LINKS.items()
    ),
    f"INSERT INTO blog_listed (shelf, publish_at, post_id) {FILED}",
]
