"""Small debates as other systems keep them."""

import sqlite3
from html import escape
from pathlib import Path
from typing import Any

DISQUS = (
    '<?xml version="1.0" encoding="utf-8"?><disqus xmlns="http://disqus.com" '
    'xmlns:dsq="http://disqus.com/disqus-internals">{}</disqus>'
)


def disqus_thread(number: int, link: str, identifier: str = "") -> str:
    return (
        f'<thread dsq:id="{number}"><id>{escape(identifier)}</id><forum>journal</forum>'
        f"<link>{escape(link)}</link><title>A title there</title><message/></thread>"
    )


def disqus_post(number: int, thread: int, parent: int = 0, **said: str) -> str:
    """`said` are children of the post by name; `message`, `name` and `email` have their own places."""
    message, name = said.pop("message", f"<p>Remark {number}.</p>"), said.pop("name", "Charlie")
    email = said.pop("email", "")
    others = "".join(f"<{tag}>{text}</{tag}>" for tag, text in said.items())
    above = f'<parent dsq:id="{parent}"/>' if parent else ""
    return (
        f'<post dsq:id="{number}"><id/><message><![CDATA[{message}]]></message>'
        f"<createdAt>2013-10-10T19:20:{number % 60:02}Z</createdAt>{others}"
        f"<author><name>{escape(name)}</name><email>{email}</email></author>"
        f'<thread dsq:id="{thread}"/>{above}</post>'
    )


def disqus_file(directory: Path, *elements: str) -> Path:
    path = directory / "disqus.xml"
    path.write_text(DISQUS.format("".join(elements)), "utf-8")
    return path


def isso_file(directory: Path, threads: list[tuple[int, str]], comments: list[dict[str, Any]]) -> Path:
    """A database as Isso 0.13 makes it, with one more column than it had before."""
    path = directory / "comments.db"
    with sqlite3.connect(path) as database:
        database.executescript(
            """
            CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
            CREATE TABLE comments (
                tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL,
                modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR,
                email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0,
                voters BLOB NOT NULL, notification INTEGER DEFAULT 0);
            """
        )
        database.executemany("INSERT INTO threads VALUES (?, ?, 'There')", threads)
        for number, comment in enumerate(comments, 1):
            row = {"id": number, "created": 1_400_000_000.5 + number, "mode": 1, "voters": b"", **comment}
            marks = ", ".join("?" * len(row))
            database.execute(f"INSERT INTO comments ({', '.join(row)}) VALUES ({marks})", [*row.values()])  # noqa: S608
    return path


XTD = """
    CREATE TABLE django_content_type (id INTEGER PRIMARY KEY, app_label VARCHAR(100), model VARCHAR(100));
    CREATE TABLE auth_user (id INTEGER PRIMARY KEY, username VARCHAR(150), first_name VARCHAR(150),
        last_name VARCHAR(150), email VARCHAR(254));
    CREATE TABLE stories_story (id INTEGER PRIMARY KEY, title VARCHAR(200), slug VARCHAR(200));
    CREATE TABLE django_comments (id INTEGER PRIMARY KEY, content_type_id INTEGER, object_pk TEXT,
        site_id INTEGER, user_id INTEGER, user_name VARCHAR(50), user_email VARCHAR(254),
        user_url VARCHAR(200), comment TEXT, submit_date TIMESTAMP, ip_address VARCHAR(39),
        is_public BOOLEAN, is_removed BOOLEAN);
    CREATE TABLE django_comments_xtd_xtdcomment (comment_ptr_id INTEGER PRIMARY KEY, thread_id INTEGER,
        parent_id INTEGER, level INTEGER, "order" INTEGER, followup BOOLEAN, nested_count INTEGER);
    INSERT INTO django_content_type VALUES (7, 'stories', 'story'), (8, 'photos', 'photo');
    INSERT INTO auth_user VALUES (3, 'dana', 'Dana', 'Okafor', 'dana@example.org');
    INSERT INTO stories_story VALUES (1, 'The well', 'the-well'), (2, 'Nobody asked', 'nobody-asked');
    INSERT INTO django_comments VALUES
        (1, 7, '1', 1, NULL, 'Eve', 'eve@example.org', 'https://eve.example', 'First < *second*.',
         '2019-03-04 10:00:00', '192.0.2.7', TRUE, FALSE),
        (2, 7, '1', 1, 3, '', '', '', 'An answer.', '2019-03-04 11:00:00', NULL, TRUE, FALSE),
        (3, 7, '1', 1, NULL, 'Mallory', '', '', 'Held.', '2019-03-04 12:00:00', NULL, FALSE, FALSE),
        (4, 7, '1', 1, NULL, 'Mallory', '', '', 'Gone.', '2019-03-04 13:00:00', NULL, TRUE, TRUE),
        (5, 8, '9', 1, NULL, 'Eve', '', '', 'Of a picture.', '2019-03-04 14:00:00', NULL, TRUE, FALSE);
    INSERT INTO django_comments_xtd_xtdcomment VALUES
        (1, 1, 1, 0, 1, TRUE, 1), (2, 1, 1, 1, 2, FALSE, 0), (3, 3, 3, 0, 1, FALSE, 0),
        (4, 4, 4, 0, 1, FALSE, 0), (5, 5, 5, 0, 1, FALSE, 0);
"""


def xtd_file(directory: Path) -> Path:
    """The tables of a site with django-comments-xtd, in SQLite."""
    path = directory / "site.sqlite3"
    with sqlite3.connect(path) as database:
        database.executescript(XTD)
    return path
