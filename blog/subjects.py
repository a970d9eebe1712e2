"""What articles are listed under: authors, categories and tags, in one query for any number of articles."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import CharField, F, IntegerField, Value

from blog.linking import link_to
from blog.models import Post, PostAuthor, TaggedPost
from blog.prepared import Prepared


@dataclass(frozen=True)
class Subject:
    """An author, a category or a tag as a reader meets it. `place` is a slug, or a category's path."""

    name: str
    place: str
    kind: str

    def get_absolute_url(self) -> str:
        return link_to(f"blog:{self.kind}", self.place)


@dataclass
class Subjects:
    """What one article is listed under: authors as in its byline, its main category first."""

    authors: list[Subject] = field(default_factory=list)
    categories: list[Subject] = field(default_factory=list)
    tags: list[Subject] = field(default_factory=list)

    def add(self, subject: Subject) -> None:
        lists = {"author": self.authors, "category": self.categories, "tag": self.tags}
        lists[subject.kind].append(subject)

    def put_first(self, path: str) -> None:
        self.categories.sort(key=lambda category: category.place != path)

    @property
    def names(self) -> list[str]:
        """Of categories and tags."""
        return [subject.name for subject in (*self.categories, *self.tags)]


def subjects_of(posts: Iterable[Post]) -> dict[int, Subjects]:
    """Subjects by the post's key; posts under nothing are there too, with empty lists."""
    posts = list(posts)
    keys = [post.pk for post in posts]
    rows = prepared(len(keys))(**{f"key{place}": key for place, key in enumerate(keys)}) if keys else []
    found: dict[int, Subjects] = defaultdict(Subjects)
    for key, name, place, kind, _position in sorted(rows, key=lambda row: (row[4], row[1].casefold())):
        found[key].add(Subject(name, place, kind))
    for post in posts:
        found[post.pk].put_first(post.primary_category.path if post.primary_category else "")
    return found


def subject_rows(keys: list[int]) -> Any:
    """(post, name, place, kind, position) of each."""
    written = PostAuthor.objects.filter(post_id__in=keys).order_by()
    filed = Post.categories.through.objects.filter(post_id__in=keys)
    tagged = TaggedPost.objects.filter(content_object_id__in=keys)
    first, *others = [
        rows.annotate(kind=Value(kind, CharField()), place=F(place), rank=position).values_list(
            post, f"{kind}__name", "place", "kind", "rank"
        )
        for rows, kind, post, place, position in (
            (written, "author", "post_id", "author__slug", F("position")),
            (filed, "category", "post_id", "category__path", Value(0, IntegerField())),
            (tagged, "tag", "content_object_id", "tag__slug", Value(0, IntegerField())),
        )
    ]
    return first.union(*others, all=True)


@cache
def prepared(number: int) -> Prepared:
    """The rows of as many posts."""
    kinds = dict.fromkeys((f"key{place}" for place in range(number)), int)
    return Prepared(lambda **keys: subject_rows([*keys.values()]), **kinds)
