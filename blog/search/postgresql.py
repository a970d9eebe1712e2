"""Full text in PostgreSQL: a tsvector under a GIN index, made from our own words.

No text search configuration and no extension takes part, so it is the same on every server.
"""

from collections.abc import Iterable, Iterator

from django.db import connection

from blog.search.documents import Document
from blog.search.query import Query, Term

WRITE = """
INSERT INTO blog_searchindex (key, words) VALUES (%s, %s::tsvector)
ON CONFLICT (key) DO UPDATE SET words = excluded.words
"""
WEIGHTS = "ABCD"
LAST_POSITION = 16_383  # what a tsvector can count to


class PostgreSQL:
    KEY = "blog_searchindex.key"
    MATCHES = "blog_searchindex.words @@ %s::tsquery"
    NEWEST = """
        SELECT key, round(-ts_rank('{{0.1, 0.4, 0.4, 1.0}}', words, %s::tsquery, 1)::numeric, 3) AS rank
        FROM (
            SELECT key, words FROM blog_searchindex WHERE words @@ %s::tsquery{narrowing}
            ORDER BY key DESC LIMIT {most}
        ) AS newest
    """
    NARROWED = " AND key IN ({keys})"
    POSTS = "blog_post"

    @staticmethod
    def expression(query: Query) -> str:
        """A tsquery with every word quoted."""
        wanted = (" | " if query.any_term else " & ").join(map(quoted, query.terms))
        return " & ".join([f"({wanted})", *(f"!{quoted(term)}" for term in query.excluded)])

    @staticmethod
    def write(documents: Iterable[Document]) -> None:
        rows = [(document.key, " ".join(lexemes(document))) for document in documents]
        with connection.cursor() as cursor:
            cursor.executemany(WRITE, rows)

    @staticmethod
    def remove(keys: list[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM blog_searchindex WHERE key = ANY(%s)", [keys])

    @staticmethod
    def clear() -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM blog_searchindex")


def lexemes(document: Document) -> Iterator[str]:
    """Each word with its place and weight. A place is left out between two fields, so that no phrase spans
    them."""
    position = 0
    for weight, field in zip(WEIGHTS, document.fields, strict=True):
        for word in field:
            position = min(position + 1, LAST_POSITION)
            yield f"'{word}':{position}{weight}"
        position += 1


def quoted(term: Term) -> str:
    """Words side by side; they hold letters, digits and marks only, so no quote can end one."""
    words = [f"'{word}'" for word in term.words]
    return f"({' <-> '.join(words)}{':*' if term.is_beginning else ''})"
