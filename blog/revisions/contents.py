"""The whole content of a post as one plain value: taken from its rows, and put back into them.

Revisions, working copies and previews keep this value. It is JSON: texts, numbers, ISO times and lists.
`status` is no part of it: what a post says and where it stands are two things.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.dateparse import parse_datetime

from blog.models import Author, Category, Image, MediaLink, Page, Post, PostAuthor, PostImage, Tag

Content = dict[str, Any]

WORDS = (
    "title slug standfirst body language visibility password sticky replies_open position seo_title "
    "seo_description canonical_url"
).split()
LINKS: dict[str, Any] = {"featured_image": Image, "primary_category": Category, "parent": Page}
MEDIA = "placement url title outlet seconds transcript further_urls position".split()


def content_of(post: Post) -> Content:
    """What the post's rows say now."""
    return {
        **{name: getattr(post, name) for name in WORDS},
        **{name: getattr(post, f"{name}_id") for name in LINKS},
        "publish_at": post.publish_at.isoformat() if post.publish_at else None,
        "categories": sorted(post.categories.values_list("pk", flat=True)),
        "tags": sorted(post.tags.names()) if post.pk else [],
        "authors": list(post.post_authors.values_list("author_id", flat=True)),
        "media_links": [media_values(link) for link in post.media_links.all()],
        "pictures": list(post.post_images.values("image", "caption", "position")),
    }


def media_values(link: MediaLink) -> Content:
    """One media link; `id` tells its row as long as that is there."""
    day = link.published_on.isoformat() if link.published_on else None
    values = {name: getattr(link, name) for name in MEDIA}
    return {"id": link.pk, **values, "published_on": day, "poster": link.poster_id}


@transaction.atomic
def put(post: Post, content: Content) -> None:
    """Write the content into the post's rows. What it names and is no more is left out.

    Raises IntegrityError if another post has taken the slug in the meantime.
    """
    for name in WORDS:
        setattr(post, name, content.get(name, getattr(post, name)))
    for name, model in LINKS.items():
        setattr(post, f"{name}_id", next(iter(there(model, [content.get(name)])), None))
    moment = content.get("publish_at")
    post.publish_at = parse_datetime(moment) if moment else None
    post.save()
    put_taxonomy(post, content)
    put_parts(post, content)
    post.save()  # the text shows what its media links are called


def put_taxonomy(post: Post, content: Content) -> None:
    """Categories, tags, bylines."""
    post.categories.set(there(Category, content.get("categories", [])))
    post.tags.set([Tag.objects.filter(name=name).first() or name for name in content.get("tags", [])])
    wanted = there(Author, content.get("authors", []))
    post.post_authors.exclude(author__in=wanted).delete()
    for position, key in enumerate(wanted):
        PostAuthor.objects.update_or_create(post=post, author_id=key, defaults={"position": position})


def put_parts(post: Post, content: Content) -> None:
    """Media links and pictures. Rows that are still there are kept, with what was fetched for them."""
    wanted = content.get("media_links", [])
    rows = {link.pk: link for link in post.media_links.all()}
    post.media_links.exclude(pk__in=[values.get("id") for values in wanted]).delete()
    for values in wanted:
        link = rows.get(values.get("id")) or MediaLink(post=post)
        for name in [*MEDIA, "published_on"]:
            setattr(link, name, values.get(name, getattr(link, name)))
        link.poster_id = next(iter(there(Image, [values.get("poster")])), None)
        link.save()
    put_pictures(post, content)


def put_pictures(post: Post, content: Content) -> None:
    """Pictures, of which one may be there twice with other words."""
    rows: dict[int, list[PostImage]] = {}
    for row in post.post_images.all():
        rows.setdefault(row.image_id, []).append(row)
    wanted, kept = content.get("pictures", []), []
    known = set(there(Image, [values["image"] for values in wanted]))
    for values in wanted:
        key = values["image"]
        if key in known:
            row = rows[key].pop(0) if rows.get(key) else PostImage(post=post, image_id=key)
            row.caption, row.position = values["caption"], values["position"]
            row.save()
            kept.append(row.pk)
    post.post_images.exclude(pk__in=kept).delete()


def there(model: type[models.Model], keys: Iterable[Any]) -> list[Any]:
    """Those of the keys that still have a row, in their order."""
    asked = [key for key in keys if key is not None]
    found = set(model._default_manager.filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
    return [key for key in asked if key in found]
