"""The statements of which the triggers of both databases are made. `{…}` are the keys of rows.

A category's articles are its own and those of every category below it, known by their paths."""

# ruff: noqa: S608 (made of these statements and nothing else)

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

# What happens when: (table, event, columns, statements)
LINKS = {
    "blog_postauthor": ("post_id", "{row}.author_id * 4 + 3"),
    "blog_taggedpost": ("content_object_id", "{row}.tag_id * 4 + 2"),
}
LISTING = "kind listed publish_at permalink_date".split()
WRITTEN = "kind status visibility publish_at permalink_date".split()  # from which those follow

FILL = [
    "DELETE FROM blog_listed",
    "DELETE FROM blog_tally",
    f"""INSERT INTO blog_listed (shelf, publish_at, post_id)
    SELECT 0, post.publish_at, post.id FROM blog_post AS post WHERE {IS_LISTED.format(row="post")}""",
    *(
        f"""INSERT INTO blog_listed (shelf, publish_at, post_id) SELECT {shelf.format(row="link")},
        post.publish_at, post.id FROM {table} AS link JOIN blog_post AS post ON post.id = link.{key}
        WHERE {IS_LISTED.format(row="post")}"""
        for table, (key, shelf) in LINKS.items()
    ),
    f"INSERT INTO blog_listed (shelf, publish_at, post_id) {FILED}",
    """INSERT INTO blog_tally (shelf, month, number)
    SELECT shelf, {month}, count(*) FROM blog_listed GROUP BY 1, 2""",
    f"""INSERT INTO blog_tally (shelf, month, number)
    SELECT -1, permalink_date, count(*) FROM blog_post AS post
    WHERE {IS_LISTED.format(row="post")} AND permalink_date IS NOT NULL GROUP BY 2""",
]
