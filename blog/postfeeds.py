"""Articles as entries of feeds."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string

from blog import embeds
from blog.feeds import Channel, Entry, Person
from blog.models import Post, PostQuerySet, Publication
from blog.prepared import Prepared
from blog.shelves.reading import Shelf
from blog.structureddata import picture_address
from blog.subjects import Subjects, subjects_of

NEWEST = 20


def post_channel(
    keys: Sequence[int], *, address: str, feeds: str, title: str = "", about: str = "", query: str = ""
) -> Channel:
    """The articles of these keys, which anybody may read, followed at `address` and fed at `feeds`, both of
    which may need `query` (`?q=…`)."""
    publication = Publication.current()
    return Channel(
        title=f"{title} · {publication.name}" if title else publication.name,
        description=about or publication.tagline,
        address=address + query,
        feeds=feeds,
        query=query,
        language=publication.language,
        entries=entries(read(keys)),
    )


def newest(shelf: Shelf) -> list[int]:
    """The keys of the newest of a shelf that anybody may read."""
    return shelf.newest_readable(NEWEST)


def newest_of(posts: PostQuerySet) -> list[int]:
    """The same of a search."""
    return list(posts.readable().newest_first().values_list("pk", flat=True)[:NEWEST])


def read(keys: Sequence[int]) -> list[Post]:
    """The articles in this order, with what their entries show beside their text."""
    named = {f"key{place}": key for place, key in enumerate(keys)}
    found = {post.pk: post for post in articles(len(keys))(**named)} if keys else {}
    posts = [found[key] for key in keys if key in found]
    heard, corrected = (
        [post for post in posts if post.has_media],
        [post for post in posts if post.has_corrections],
    )
    prefetch_related_objects(heard, "media_links__poster", "media_links__found_poster")
    prefetch_related_objects(corrected, "corrections")
    return posts


@cache
def articles(number: int) -> Prepared:
    """As many articles, by their keys."""
    kinds = dict.fromkeys((f"key{place}" for place in range(number)), int)
    return Prepared(lambda **keys: Post.everything.filter(pk__in=keys.values()).for_feeds(), **kinds)


def entries(posts: Iterable[Post]) -> list[Entry]:
    posts = list(posts)
    subjects = subjects_of(posts)
    return [entry(post, subjects[post.pk]) for post in posts]


def entry(post: Post, subjects: Subjects) -> Entry:
    published = post.publish_at or post.created_at
    cards = "".join(embeds.media_card_html(link.card()) for link in post.lead_media)
    return Entry(
        address=post.get_absolute_url(),
        title=post.title,
        html=cards + post.body_html + corrections_of(post),
        published=published,
        updated=max(post.modified_at, published),
        summary=post.excerpt,
        authors=[Person(author.name, author.get_absolute_url()) for author in subjects.authors],
        categories=subjects.names,
        image=picture_address(post),
        language=post.language,
    )


def corrections_of(post: Post) -> str:
    """What was put right, as its page says it; nothing without."""
    return render_to_string("blog/_corrections.html", {"post": post}) if post.corrected else ""
