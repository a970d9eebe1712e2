"""What a post's text shows besides words: its inline media links and the pictures it names."""

from typing import TYPE_CHECKING

from django.db import models

from blog import rendering
from blog.embeds import MediaCard
from blog.models.media import Image
from blog.models.medialink import MediaLink
from blog.rendering import Picture

if TYPE_CHECKING:
    from blog.models.post import Post


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


def rendered(post: "Post") -> str:
    """The HTML of the post's text, with what is known of everything that it shows."""
    return rendering.render_body(
        post.body,
        cards=cards(post),
        pictures=pictures(post.body),
        hurries=post.featured_image_id is None,
    )


def show_anew(post: "Post") -> None:
    """Keep the text's HTML anew after something it shows has changed; the post itself has not."""
    post.body_html = rendered(post)
    models.Model.save(post, update_fields=["body_html"])


def keep_inline(post: "Post") -> None:
    """Keep a row for each media link in the text; drop unused and second ones without words."""
    sources = list(dict.fromkeys(rendering.media_sources(post.body)))
    rows = [link for link in post.media_links.all() if link.placement == MediaLink.Placement.INLINE]
    known: set[str] = set()
    for link in sorted(rows, key=lambda link: link.is_bare):
        if link.is_bare and (link.url not in sources or link.url in known):
            link.delete()
        known.add(link.url)
    for position, url in enumerate(sources):
        if url not in known:
            MediaLink.objects.create(
                post=post, url=url, placement=MediaLink.Placement.INLINE, position=position
            )
