"""Many posts written at once: the same rows as from `save()` one by one, in a few queries.

Settling costs most of the time and needs no transaction; writing is short, so that the site's own writers
hardly wait."""

from collections.abc import Callable, Sequence

from django.db import connection, transaction

from blog import pagecache, rawrows
from blog.models import Page, Post, Redirect, body_media
from blog.models.body_media import Known
from blog.rendering import Whole
from blog.search.index import index

FEW = 8  # of which kept pages are dropped one by one


def settle(posts: Sequence[Post], alone: dict[int, Whole] | None = None) -> Known:
    """Derive in each what follows from what was written; what is known of all that their texts show.

    `alone` are texts that are made already, by the `id()` of their posts, see `Known`.
    A post that has its slug, and a page that has its `parent` loaded, costs no query of its own.
    """
    known = body_media.known(posts, alone)
    for post in posts:
        post.settle(known)
    return known


def write(posts: Sequence[Post], known: Known, relate: Callable[[], object] = lambda: None) -> None:
    """Store settled posts, new ones and ones that are here, with what `save()` keeps beside them. `relate`
    stores what names them by their numbers: before many new ones, so that the triggers that list a post
    (blog/shelves) have all there is to list when it comes, and nothing to do before."""
    new, here = [post for post in posts if not post.pk], [post for post in posts if post.pk]
    names = [field.name for field in Post._meta.concrete_fields if not (field.primary_key or field.generated)]
    with transaction.atomic():
        for post in here:
            Redirect.objects.leave_address_of(post)
        if len(new) > FEW:
            insert(new, relate)
        else:
            Post.everything.bulk_create(new)
            relate()
        if here:
            Post.everything.bulk_update(here, names, batch_size=20)
            move_children([post for post in here if post.kind == Post.Kind.PAGE])
        body_media.keep_inline_of(posts, known, here)
        index([post.pk for post in posts])


def insert(posts: Sequence[Post], relate: Callable[[], object]) -> None:
    """Many new rows, and their numbers."""
    pagecache.everything_changed()
    for post, key in zip(posts, rawrows.next_keys(Post, len(posts)), strict=True):
        post.pk = key
        post._state.adding, post._state.db = False, connection.alias
    relate()
    rawrows.insert(Post, posts)


def move_children(pages: Sequence[Post]) -> None:
    """The pages below follow where a page has moved."""
    for page in pages:
        for child in Page.objects.filter(parent_id=page.pk).exclude(path__startswith=f"{page.path}/"):
            child.save()


def save(posts: Sequence[Post]) -> None:
    """Settle and write."""
    write(posts, settle(posts))
