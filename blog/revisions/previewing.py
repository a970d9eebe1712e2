"""What is being worked on, shown as readers would see it: by link without a login, and in the admin.

Nothing is written to show it: a copy of the post is filled from a content in memory, so that whoever has a
link can look as often as they like without holding up anybody's saving."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from blog.models import (
    Author,
    Category,
    Image,
    MediaLink,
    Post,
    PostImage,
    PreviewLink,
    Revision,
    Status,
    Tag,
    User,
)
from blog.models.slugs import slug_from
from blog.revisions.contents import LINKS, MEDIA, WORDS, Content, content_of, there
from blog.subjects import Subject, Subjects

SIGNER = signing.Signer(salt="blog.revisions.previewing", sep=".")
LIFETIMES = {1: timedelta(days=1), 7: timedelta(days=7), 30: timedelta(days=30)}


@dataclass(frozen=True)
class Source:
    """A content to be shown, and where it comes from in words."""

    content: Content
    said: str
    saved_at: datetime
    revision: Revision | None = None


def newest(post: Post, user: User | None = None) -> Source:
    """What a preview shows: what `user` typed and did not save, else the working copy, else what is saved."""
    typed = Revision.objects.typed_by(user.pk, post.pk) if user else None
    if typed and typed.content and typed.saved_at >= post.modified_at:
        return Source(typed.content, _("with what is not saved yet"), typed.saved_at, typed)
    working = Revision.objects.working_copy_of(post.pk)
    if working:
        return Source(working.content, _("changes that readers do not see yet"), working.saved_at, working)
    said = _("as readers see it") if post.is_public else _("not published yet")
    return Source(content_of(post), said, post.modified_at)


# Links


def make_link(post: Post, user: User, days: int, *, shows_unsaved: bool) -> PreviewLink:
    """A link that opens for 1, 7 or 30 days. KeyError for other numbers."""
    now = timezone.now()
    return PreviewLink.objects.create(
        post=post, user=user, made_at=now, expires_at=now + LIFETIMES[days], shows_unsaved=shows_unsaved
    )


def address(link: PreviewLink) -> str:
    """Its path on this site."""
    token = SIGNER.sign_object([link.pk, int(link.expires_at.timestamp())])
    return reverse("blog:preview", args=[token])


def link_of(token: str) -> PreviewLink | None:
    """The link that the token was signed for, None if it was not signed here; LookupError: it is no more."""
    try:
        number, until = SIGNER.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    link = PreviewLink.objects.select_related("post", "user").filter(pk=number).first()
    if link is None or int(link.expires_at.timestamp()) != until:
        raise LookupError(number)
    return link


def opens(link: PreviewLink) -> bool:
    """Whether it still shows its post."""
    return not link.is_over and link.post.status != Status.TRASH


# Filling a copy


def filled(post: Post, content: Content) -> tuple[Post, Subjects]:
    """A copy of the post that says the content, with what it is listed under. It must not be saved."""
    copy = Post.everything.for_reading().get(pk=post.pk)
    for name in WORDS:
        setattr(copy, name, content.get(name, getattr(copy, name)))
    for name, model in LINKS.items():
        setattr(copy, name, row(model, content.get(name)))
    moment = content.get("publish_at")
    copy.publish_at = parse_datetime(moment) if moment else None
    copy.slug = copy.slug or slug_from(copy.title)
    copy.path = copy.path or copy.slug
    copy.has_media = copy.has_pictures = True
    hold(copy, "media_links", media_links(copy, content))
    hold(copy, "post_images", pictures(copy, content))
    copy.render()
    return copy, subjects(copy, content)


def row(model: type[Model], key: int | None) -> Any:
    return model._default_manager.filter(pk=key).first() if key is not None else None


def hold(post: Post, relation: str, rows: list[Any]) -> None:
    """Make `post.relation.all()` give these rows, as if they had been read along."""
    held: QuerySet[Any] = getattr(post, relation).model._default_manager.all()
    held._result_cache, held._prefetch_done = rows, True  # type: ignore[attr-defined]
    vars(post).setdefault("_prefetched_objects_cache", {})[relation] = held


def media_links(post: Post, content: Content) -> list[MediaLink]:
    """The content's media links, on top of what was fetched for those that have a row."""
    known = {link.pk: link for link in post.media_links.all()}
    wanted = content.get("media_links", [])
    posters = Image.objects.in_bulk([values["poster"] for values in wanted if values.get("poster")])
    links = []
    for values in wanted:
        link = known.get(values.get("id")) or MediaLink(post=post)
        for name in MEDIA:
            setattr(link, name, values.get(name, getattr(link, name)))
        link.published_on = parse_date(values.get("published_on") or "")
        link.poster = posters.get(values.get("poster"))
        links.append(link)
    return links


def pictures(post: Post, content: Content) -> list[PostImage]:
    wanted = content.get("pictures", [])
    images = Image.objects.in_bulk([values["image"] for values in wanted])
    return [
        PostImage(post=post, image=images[values["image"]], caption=values.get("caption", ""))
        for values in wanted
        if values["image"] in images
    ]


def subjects(post: Post, content: Content) -> Subjects:
    """Authors in order, the main category first, tags also if nobody has used them yet."""
    found = Subjects()
    authors, categories = content.get("authors", []), content.get("categories", [])
    bylines = Author.objects.in_bulk(there(Author, authors))
    for key in authors:
        if key in bylines:
            found.add(Subject(bylines[key].name, bylines[key].slug, "author"))
    for category in Category.objects.filter(pk__in=categories).order_by("name"):
        found.add(Subject(category.name, category.path, "category"))
    slugs = dict(Tag.objects.filter(name__in=content.get("tags", [])).values_list("name", "slug"))
    for name in sorted(content.get("tags", []), key=str.casefold):
        found.add(Subject(name, slugs.get(name) or slug_from(name), "tag"))
    found.put_first(post.primary_category.path if post.primary_category else "")
    return found
