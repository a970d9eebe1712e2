"""Full text in PostgreSQL: a tsvector under a GIN index, made from our own words.

No text search configuration and no extension takes part, so it is the same on every server.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from blog.search.documents import Document
from blog.search.narrowing import Narrowing
from blog.search.query import Query, Term

WRITE = """
INSERT INTO blog_searchindex (key, words) VALUES (%s, %s::tsvector)
ON CONFLICT (key) DO UPDATE SET words = excluded.words
"""
WEIGHTS = "ABCD"
LAST_POSITION = 16_383  # what a tsvector can count to

# What few articles hold is found by the index of words, what many hold by walking from the newest down, as
# long as that goes well. The newest few hundred tell which it is, and not the planner, which takes the
# beginning of any word for common. A phrase is walked for longer: by the index it is looked up in each
# article that holds its words.
NEWEST = """
    WITH asked (query) AS MATERIALIZED (SELECT %s::tsquery), {narrow}
    latest AS MATERIALIZED (
        SELECT count(*) AS number FROM (
            SELECT key, words FROM blog_searchindex WHERE true{bounds} ORDER BY key DESC LIMIT 400) AS few
        WHERE words @@ (SELECT query FROM asked){among}),
    walked AS MATERIALIZED (
        SELECT key, words FROM (
            SELECT key, words FROM blog_searchindex WHERE (SELECT number FROM latest) > {promising}{bounds}
            ORDER BY key DESC LIMIT 20000) AS many
        WHERE words @@ (SELECT query FROM asked){among} LIMIT {most}),
    seen AS MATERIALIZED (SELECT count(*) AS number FROM walked)
    SELECT key, round(-ts_rank('{{0.1, 0.4, 0.4, 1.0}}', words, query, 1)::numeric, 3) AS rank, more
        FROM asked, (
            SELECT key, words, CASE WHEN EXISTS (
                SELECT 1 FROM blog_searchindex WHERE true{bounds} OFFSET 20000) THEN 1 ELSE 0 END AS more
            FROM walked WHERE (SELECT number FROM seen) >= {enough}
            UNION ALL SELECT looked.key, looked.words, 0 FROM seen, LATERAL (
                SELECT key, words FROM blog_searchindex
                WHERE seen.number < {enough} AND words @@ (SELECT query FROM asked){among}
                ORDER BY key + 0 DESC LIMIT {most}) AS looked
        ) AS newest
"""
# Where the newest that were found have such titles themselves, no older ones are looked for: their words are
# common there, too, and the index would have to fetch all that hold them; OFFSET 0 keeps it out of the first.
TITLED = """
    WITH asked (query) AS MATERIALIZED (SELECT %s::tsquery), {narrow}
    near AS MATERIALIZED (
        SELECT key, words FROM (
            SELECT key, words FROM found JOIN blog_searchindex USING (key) OFFSET 0) AS few
        WHERE {when} AND ts_filter(words, '{{a}}') @@ (SELECT query FROM asked)
        ORDER BY key DESC LIMIT {most}),
    far AS MATERIALIZED (
        SELECT key, words FROM blog_searchindex
        WHERE {when} AND (SELECT count(*) FROM near) < {most} / 10
        AND ts_filter(words, '{{a}}') @@ (SELECT query FROM asked){among}
        ORDER BY key + 0 DESC LIMIT {most})
    SELECT key, round(-ts_rank(ts_filter(words, '{{a}}'), query, 2)::numeric, 3) - 1000 AS rank
        FROM asked, (SELECT * FROM near UNION SELECT * FROM far) AS both_of_them
"""
BOUNDS = " AND key >= (SELECT min(id) FROM narrow) AND key <= (SELECT max(id) FROM narrow)"
AMONG = " AND (key IN (SELECT id FROM narrow)) IS TRUE"  # so that they are hashed, and no join of two walks


class PostgreSQL:
    KEY = "blog_searchindex.key"
    MATCHES = "blog_searchindex.words @@ %s::tsquery"
    POSTS = "blog_post"

    @staticmethod
    def newest(query: Query, narrowing: Narrowing, most: int) -> tuple[str, list[Any]]:
        has_phrase = any(len(term.words) > 1 for term in query.terms)
        statement = narrowed(
            NEWEST,
            narrowing,
            bounds=BOUNDS if narrowing.keys else "",
            most=most,
            promising=1 if has_phrase else 2,
            enough=most // 10 if has_phrase else most // 2,
        )
        return statement, [PostgreSQL.expression(query), *narrowing.key_values, *narrowing.values * 3]

    @staticmethod
    def titled(query: Query, narrowing: Narrowing, most: int, when: str) -> tuple[str, list[Any]]:
        statement = narrowed(TITLED, narrowing, most=most, when=when)
        return statement, [PostgreSQL.expression(query), *narrowing.key_values, *narrowing.values]

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
        for word in field.split():
            position = min(position + 1, LAST_POSITION)
            yield f"'{word}':{position}{weight}"
        position += 1


def narrowed(statement: str, narrowing: Narrowing, **said: Any) -> str:
    """The statement over what may be found."""
    narrow = f"narrow (id) AS MATERIALIZED ({narrowing.keys})," if narrowing.keys else ""
    among = (AMONG if narrowing.keys else "") + narrowing.met_by("key", PostgreSQL.POSTS)
    return statement.format(narrow=narrow, among=among, **said)


def quoted(term: Term) -> str:
    """Words side by side; they hold letters, digits and marks only, so no quote can end one."""
    words = [f"'{word}'" for word in term.words]
    return f"({' <-> '.join(words)}{':*' if term.is_beginning else ''})"
