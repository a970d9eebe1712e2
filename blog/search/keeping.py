"""What must be indexed again when something changes. Connected by the app's `ready()`."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from blog.models import Author, Category, Image, MediaLink, Page, Post, PostAuthor, PostImage, Tag, TaggedPost
from blog.search.index import index, remove
from blog.tasks import index_posts

AT_ONCE = 50  # posts; more are left to a worker, since their names are found a little later without harm


def connect() -> None:
    for model in (Post, Page):
        post_save.connect(post_saved, sender=model)
        post_delete.connect(post_deleted, sender=model)
    for signal in (post_save, post_delete):
        signal.connect(tag_changed, sender=TaggedPost)
        for part in (PostAuthor, MediaLink, PostImage):
            signal.connect(part_changed, sender=part)
    m2m_changed.connect(categories_changed, sender=Post.categories.through)
    for named in NAMED:
        post_save.connect(name_changed, sender=named)
    pre_delete.connect(category_goes, sender=Category)
    post_delete.connect(category_gone, sender=Category)


def post_saved(instance: Post, **_kwargs: Any) -> None:
    index([instance.pk])


def post_deleted(instance: Post, **_kwargs: Any) -> None:
    remove([instance.pk])


def part_changed(instance: PostAuthor | MediaLink | PostImage, **_kwargs: Any) -> None:
    index([instance.post_id])


def tag_changed(instance: TaggedPost, **_kwargs: Any) -> None:
    index([instance.content_object_id])


def categories_changed(instance: Model, action: str, pk_set: set[int] | None, **_kwargs: Any) -> None:
    """A post was filed, or posts were filed under a category."""
    if not action.startswith("post_"):
        return
    index([instance.pk] if isinstance(instance, Post) else pk_set or [])


def category_goes(instance: Category, **_kwargs: Any) -> None:
    """Remember what is filed there: no signal tells of the rows that go with the category."""
    instance.leaves = list(Post.everything.filter(categories=instance).values_list("pk", flat=True))


def category_gone(instance: Category, **_kwargs: Any) -> None:
    index_soon(instance.leaves)


def name_changed(instance: Model, created: bool, **_kwargs: Any) -> None:
    """An author, category, tag or picture was changed, perhaps its name."""
    if created:
        return
    shown = Post.everything.filter(NAMED[type(instance)](instance)).order_by()
    index_soon(list(shown.values_list("pk", flat=True).distinct()))


def index_soon(keys: list[int]) -> None:
    """A few at once, the rest by the worker."""
    index(keys[:AT_ONCE])
    if keys[AT_ONCE:]:
        index_posts.enqueue(keys[AT_ONCE:])


NAMED: dict[type[Model], Callable[[Any], Q]] = {
    Author: lambda author: Q(post_authors__author=author),
    Category: lambda category: Q(categories=category),
    Tag: lambda tag: Q(tagged_items__tag=tag),
    Image: lambda image: Q(post_images__image=image) | Q(featured_image=image),
}
