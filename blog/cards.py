"""Articles as lists show them, by their keys, in two queries that are compiled once."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from blog.models import Post, PostAuthor
from blog.prepared import Prepared
from blog.subjects import Subject


def cards(keys: Sequence[int]) -> list[Post]:
    """The articles of these keys in their order, each with its byline."""
    if not keys:
        return []
    named = {f"key{place}": key for place, key in enumerate(keys)}
    found = {post.pk: post for post in articles(len(keys))(**named)}
    names: dict[int, list[Subject]] = defaultdict(list)
    for key, name, slug in bylines(len(keys))(**named):
        names[key].append(Subject(name, slug, "author"))
    for key, post in found.items():
        post.byline = names[key]
    return [found[key] for key in keys if key in found]


@cache
def articles(number: int) -> Prepared:
    """As many articles."""
    return Prepared(
        lambda **keys: Post.everything.filter(pk__in=keys.values()).for_lists().prefetch_related(None),
        **names(number),
    )


@cache
def bylines(number: int) -> Prepared:
    """(article, name, slug) of the authors of as many articles."""
    return Prepared(
        lambda **keys: (
            PostAuthor.objects.filter(post_id__in=keys.values())
            .order_by("position", "pk")
            .values_list("post_id", "author__name", "author__slug")
        ),
        **names(number),
    )


def names(number: int) -> dict[str, type]:
    return dict.fromkeys((f"key{place}" for place in range(number)), int)
