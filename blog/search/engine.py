"""What an engine is, and which one belongs to the database. Each keeps one table with a row for each post."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db import connection

from blog.search import postgresql, sqlite
from blog.search.documents import Document
from blog.search.narrowing import Narrowing
from blog.search.query import Query


class Engine(Protocol):
    """Fragments of SQL over the table `blog_searchindex`. `%s` stands for the expression.

    KEY is the post's key and MATCHES the condition. POSTS is the table of posts as it is read for a few
    hundred keys."""

    KEY: str
    MATCHES: str
    POSTS: str

    @staticmethod
    def newest(query: Query, narrowing: Narrowing, most: int) -> tuple[str, list[Any]]:
        """A statement, with its values, that gives (key, rank, more) of the newest that match, `most` at
        most. A smaller rank is better, and it is rounded so that near ties are left to the date. `more` is 1
        where there are more, though it gives fewer than `most`."""

    @staticmethod
    def titled(query: Query, narrowing: Narrowing, most: int, when: str) -> tuple[str, list[Any]]:
        """A statement, with its values, that gives (key, rank) of the newest whose title alone matches,
        `most` at most, before all that `newest` ranks; the shorter a title, the better. It stands beside what
        `newest` gave, as the table `found`; nothing is looked for but `when` that condition is met."""

    @staticmethod
    def expression(query: Query) -> str:
        """The query in the engine's own language; nothing that a reader typed can be an operator in it."""

    @staticmethod
    def write(documents: Iterable[Document]) -> None:
        """Put the documents in, in place of older ones of the same posts."""

    @staticmethod
    def remove(keys: list[int]) -> None:
        """Take the posts' documents out."""

    @staticmethod
    def clear() -> None:
        """Take everything out."""


def engine() -> type[Engine]:
    """The one that fits the database."""
    return postgresql.PostgreSQL if connection.vendor == "postgresql" else sqlite.SQLite
