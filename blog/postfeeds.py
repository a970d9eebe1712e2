"""Articles as entries of feeds."""

from collections.abc import Iterable

from django.template.loader import render_to_string

from blog import embeds
from blog.feeds import Channel, Entry, Person
from blog.models import Post, PostQuerySet, Publication
from blog.structureddata import picture_address
from blog.subjects import Subjects, subjects_of

NEWEST = 20


def post_channel(
    posts: PostQuerySet, *, address: str, feeds: str, title: str = "", about: str = "", query: str = ""
) -> Channel:
    """The newest of `posts` that anybody may read, followed at `address` and fed at `feeds`, both of which
    may need `query` (`?q=…`)."""
    publication = Publication.current()
    return Channel(
        title=f"{title} · {publication.name}" if title else publication.name,
        description=about or publication.tagline,
        address=address + query,
        feeds=feeds,
        query=query,
        language=publication.language,
        entries=entries(posts.readable().newest_first().for_feeds()[:NEWEST]),
    )


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
