"""What of a post can be found: plain words in four fields, the weightiest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from blog import words

OWN_TEXTS = ("title", "standfirst", "body_text")  # of a post's columns
MOST_WORDS = 50_000  # of one post; PostgreSQL takes no index entry above a megabyte

# All that belongs to posts and can be found: names of authors, categories and tags, then words of media links
# and pictures. Written out, because every save asks it, and five querysets cost several times the answer.
BESIDE = """
SELECT 0 AS part, own.post_id, own.position, own.id, named.name, '', '', '', ''
    FROM blog_postauthor own JOIN blog_author named ON named.id = own.author_id WHERE own.post_id IN ({keys})
UNION ALL SELECT 1, own.post_id, 0, own.id, named.name, '', '', '', ''
    FROM blog_post_categories own JOIN blog_category named ON named.id = own.category_id
    WHERE own.post_id IN ({keys})
UNION ALL SELECT 2, own.content_object_id, 0, own.id, named.name, '', '', '', ''
    FROM blog_taggedpost own JOIN blog_tag named ON named.id = own.tag_id
    WHERE own.content_object_id IN ({keys})
UNION ALL SELECT 3, post_id, position, id, title, outlet, found_title, found_outlet, transcript
    FROM blog_medialink WHERE post_id IN ({keys})
UNION ALL SELECT 4, own.post_id, own.position, own.id, own.caption, shown.title, shown.caption, shown.alt, ''
    FROM blog_postimage own JOIN blog_image shown ON shown.id = own.image_id WHERE own.post_id IN ({keys})
UNION ALL SELECT 5, own.id, 0, 0, shown.title, shown.caption, shown.alt, '', ''
    FROM blog_post own JOIN blog_image shown ON shown.id = own.featured_image_id WHERE own.id IN ({keys})
ORDER BY 1, 2, 3, 4
"""
PARTS_OF_NAMES = 3  # the first


@dataclass(frozen=True)
class Document:
    """One post's entry: folded words in the order of the text, a space between two."""

    key: int
    title: str
    lead: str
    names: str
    text: str

    @property
    def fields(self) -> tuple[str, ...]:
        return self.title, self.lead, self.names, self.text


Folded = Mapping[str, str]  # texts, and their folded words with a space between two


def documents(posts: Iterable[Any], known: Folded | None = None) -> Iterator[Document]:
    """One for each post, of which `pk` and OWN_TEXTS are given, in one query. `known` are texts that are
    folded already."""
    known = known or {}
    posts = list(posts)
    names, media = texts_beside([post.pk for post in posts])
    for post in posts:
        yield Document(
            key=post.pk,
            title=folded([post.title]),
            lead=folded([post.standfirst]),
            names=folded(names.get(post.pk, [])),
            text=folded([post.body_text, *media.get(post.pk, [])], known),
        )


def folded(texts: Iterable[str], known: Folded | None = None) -> str:
    """The words of these texts, as many as count, a space between two."""
    known = known or {}
    each = (known.get(text) or " ".join(words.folded(text)) for text in texts if text)
    found = " ".join(filter(None, each))
    return found if found.count(" ") < MOST_WORDS else " ".join(found.split(" ")[:MOST_WORDS])


Texts = dict[int, list[str]]  # of each post, by its key


def texts_beside(keys: list[int]) -> tuple[Texts, Texts]:
    """The names, each once, and the words of media of the posts that have any."""
    names, media = Texts(), Texts()
    if not keys:
        return names, media
    statement = BESIDE.format(keys=", ".join(["%s"] * len(keys)))
    with connection.cursor() as cursor:
        cursor.execute(statement, keys * statement.count("IN ("))
        for part, post, _position, _key, *texts in cursor.fetchall():
            found = names if part < PARTS_OF_NAMES else media
            found.setdefault(post, []).extend(filter(None, texts))
    return {post: [*dict.fromkeys(texts)] for post, texts in names.items()}, media
