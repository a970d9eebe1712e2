"""What a post's text shows besides words: its inline media links and the pictures it names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import models

from blog import rendering
from blog.embeds import MediaCard
from blog.models.media import Image
from blog.models.medialink import MediaLink
from blog.rendering import Picture, Whole, may_show_picture

if TYPE_CHECKING:
    from blog.models.post import Post


@dataclass(frozen=True)
class Known:
    """What is known of all that some texts show: cards by post and address, pictures by address.

    `alone` are texts, by the `id()` of their posts, as they are where nothing is known of what they show.
    """

    cards: dict[int, dict[str, MediaCard]] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    alone: dict[int, Whole] = field(default_factory=dict)


def known(posts: Sequence["Post"], alone: dict[int, Whole] | None = None) -> Known:
    """For many texts at once, in a fixed number of queries. `alone`: those that are made already."""
    alone = {id(post): alone[id(post)] for post in posts if is_made(post, alone)} if alone else {}
    keys = [post.pk for post in posts if post.pk]
    links = MediaLink.objects.filter(post_id__in=keys).with_posters() if keys else ()
    found: dict[int, dict[str, MediaCard]] = {}
    for link in links:
        addresses = [address for address in (link.living_url, link.url) if address]
        found.setdefault(link.post_id, {}).update(dict.fromkeys(addresses, link.card()))
    wanted = [url for post in posts for url in shown_pictures(post, alone)]
    images = Image.objects.shown_at_each(wanted)
    return Known(found, {url: image.picture() for url, image in images.items()}, alone)


def is_made(post: "Post", alone: dict[int, Whole]) -> bool:
    """Whether the text as it is now is among these."""
    return id(post) in alone and alone[id(post)].source == post.body


def shown_pictures(post: "Post", alone: dict[int, Whole]) -> list[str]:
    if id(post) in alone:
        return alone[id(post)].pictures
    return rendering.picture_sources(post.body) if may_show_picture(post.body) else []


def cards(post: "Post") -> dict[str, MediaCard]:
    """By address, the cards of the post's media links as far as they are known already."""
    if not post.pk:
        return {}
    links = post.media_links.with_posters()
    return {address: link.card() for link in links for address in (link.living_url, link.url) if address}


def pictures(source: str) -> dict[str, Picture]:
    """By address in the source, what the media library holds of its pictures."""
    wanted = rendering.picture_sources(source)
    return {url: picture for url in wanted if (picture := held(url))} if wanted else {}


def held(url: str) -> Picture | None:
    """What the media library holds of one address, ours or the one a picture was imported from."""
    image = Image.objects.shown_at(url)
    return image.picture() if image else None


def whole(post: "Post", among: Known | None = None) -> Whole:
    """The post's text with what is known of all that it shows, looked up if not given."""
    if among is not None and stands_alone(post, among):
        return among.alone[id(post)]
    made = rendering.whole(
        post.body,
        cards=among.cards.get(post.pk, {}) if among else cards(post),
        pictures=among.pictures if among else pictures(post.body),
        hurries=post.featured_image_id is None,
    )
    if among is not None and shows_nothing_known(post, among):
        among.alone[id(post)] = made
    return made


def stands_alone(post: "Post", among: Known) -> bool:
    """Whether its text is made already and is to be no other: the first picture hurries in those."""
    made = among.alone.get(id(post))
    hurries = post.featured_image_id is None
    return made is not None and shows_nothing_known(post, among) and (hurries or "<img" not in made.html)


def shows_nothing_known(post: "Post", among: Known) -> bool:
    is_bare = not among.pictures or not may_show_picture(post.body)
    return is_bare and not (post.pk and among.cards.get(post.pk))


def show_anew(post: "Post") -> None:
    """Keep the text's HTML anew after something it shows has changed; the post itself has not."""
    post.body_html = whole(post).html
    models.Model.save(post, update_fields=["body_html"])


def keep_inline(post: "Post", *, is_new: bool = False) -> None:
    """Keep a row for each media link in the text; drop unused and second ones without words. A post that
    `is_new` has none yet."""
    sources = list(dict.fromkeys(rendering.media_sources(post.body)))
    for link in settled_inline(post, sources, () if is_new else post.media_links.all()):
        link.save()


def keep_inline_of(posts: Sequence["Post"], among: Known, here: Sequence["Post"]) -> None:
    """`keep_inline()` for many that were just rendered; only those that were `here` have any rows yet. What
    their sites say of new links is asked by the job that recurs (blog.tasks.fetch_waiting_media), not by a
    task for each."""
    rows: dict[int, list[MediaLink]] = {}
    keys = [post.pk for post in here]
    for link in MediaLink.objects.filter(post_id__in=keys) if keys else ():
        rows.setdefault(link.post_id, []).append(link)
    new: list[MediaLink] = []
    for post in posts:
        alone = among.alone.get(id(post))
        if has_card(post) or post.pk in rows or (among.pictures and may_show_picture(post.body)):
            media = alone.media if alone else rendering.media_sources(post.body)
            new += settled_inline(post, list(dict.fromkeys(media)), rows.get(post.pk, ()))
    for link in new:
        link.forget_found()
        link.derive()
    MediaLink.objects.bulk_create(new)


def has_card(post: "Post") -> bool:
    """Whether a text that was rendered without pictures of ours shows any media."""
    return "data-provider=" in post.body_html or 'class="media' in post.body_html


def settled_inline(post: "Post", sources: list[str], rows: Iterable[MediaLink]) -> list[MediaLink]:
    """Rows that the text's addresses lack, not saved yet; what the text does not name any more is dropped."""
    inline = [link for link in rows if link.placement == MediaLink.Placement.INLINE]
    known: set[str] = set()
    for link in sorted(inline, key=lambda link: link.is_bare):
        if link.is_bare and (link.url not in sources or link.url in known):
            link.delete()
        known.add(link.url)
    return [
        MediaLink(post=post, url=url, placement=MediaLink.Placement.INLINE, position=position)
        for position, url in enumerate(sources)
        if url not in known
    ]
