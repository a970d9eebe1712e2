"""What of a post can be found: plain words in four fields, the weightiest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from blog import words
from blog.models import MediaLink, Post, PostAuthor, PostImage, TaggedPost

OWN_TEXTS = ("title", "standfirst", "body_text")  # of a post's columns
MOST_WORDS = 50_000  # of one post; PostgreSQL takes no index entry above a megabyte


@dataclass(frozen=True)
class Document:
    """One post's entry: folded words in the order of the text."""

    key: int
    title: list[str]
    lead: list[str]
    names: list[str]
    text: list[str]

    @property
    def fields(self) -> tuple[list[str], ...]:
        return self.title, self.lead, self.names, self.text


Folded = Mapping[str, str]  # texts, and their folded words with a space between two


def documents(posts: Iterable[Post], known: Folded | None = None) -> Iterator[Document]:
    """One for each post, in a fixed number of queries. `known` are texts that are folded already."""
    known = known or {}
    posts = list(posts)
    keys = [post.pk for post in posts]
    names, media = texts_by_post(name_rows(keys)), texts_by_post(media_rows(keys))
    for post in posts:
        yield Document(
            key=post.pk,
            title=folded([post.title]),
            lead=folded([post.standfirst]),
            names=folded(names.get(post.pk, [])),
            text=folded([post.body_text, *media.get(post.pk, [])], known),
        )


def folded(texts: Iterable[str], known: Folded | None = None) -> list[str]:
    """The words of these texts, as many as count."""
    known = known or {}
    found: list[str] = []
    for text in texts:
        own = known[text].split(" ") if known.get(text) else words.folded(text)
        found += islice(own, MOST_WORDS - len(found))
    return found


def texts_by_post(rows: Iterable[tuple[int, *tuple[str, ...]]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, *texts in rows:
        found.setdefault(key, []).extend(text for text in texts if text)
    return found


def name_rows(keys: list[int]) -> Iterable[tuple[int, str]]:
    """(post, name) of authors, categories and tags."""
    bylines = PostAuthor.objects.filter(post_id__in=keys).order_by().values_list("post_id", "author__name")
    filed = Post.categories.through.objects.filter(post_id__in=keys).values_list("post_id", "category__name")
    tagged = TaggedPost.objects.filter(content_object_id__in=keys).values_list(
        "content_object_id", "tag__name"
    )
    return bylines.union(filed, tagged)


def media_rows(keys: list[int]) -> Iterator[tuple[int, *tuple[str, ...]]]:
    """(post, texts …) of media links and pictures."""
    media = MediaLink.objects.filter(post_id__in=keys)
    yield from media.values_list("post_id", "title", "outlet", "found_title", "found_outlet", "transcript")
    attached = PostImage.objects.filter(post_id__in=keys).select_related("image")
    yield from attached.values_list("post_id", "caption", "image__title", "image__caption", "image__alt")
    featured = Post.everything.filter(pk__in=keys, featured_image__isnull=False).order_by()
    yield from featured.values_list(
        "pk", "featured_image__title", "featured_image__caption", "featured_image__alt"
    )
