"""What articles are filed under: categories and tags together, in one query for any number of articles."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import CharField, Value
from django.urls import reverse

from blog.models import Post, TaggedPost


@dataclass(frozen=True)
class Subject:
    """A category or tag as a reader meets it. `place` is a category's path or a tag's slug."""

    name: str
    place: str
    kind: str

    @property
    def address(self) -> str:
        return reverse(f"blog:{self.kind}", args=[self.place])


@dataclass
class Subjects:
    """What one article is filed under, its main category first."""

    categories: list[Subject] = field(default_factory=list)
    tags: list[Subject] = field(default_factory=list)

    def put_first(self, path: str) -> None:
        self.categories.sort(key=lambda category: category.place != path)

    @property
    def names(self) -> list[str]:
        return [subject.name for subject in (*self.categories, *self.tags)]


def subjects_of(posts: Iterable[Post]) -> dict[int, Subjects]:
    """Subjects by the post's key; posts under nothing are there too, with empty lists."""
    posts = list(posts)
    rows = subject_rows([post.pk for post in posts])
    found: dict[int, Subjects] = defaultdict(Subjects)
    for key, name, place, kind in sorted(rows, key=lambda row: row[1].casefold()):
        subjects = found[key]
        (subjects.categories if kind == "category" else subjects.tags).append(Subject(name, place, kind))
    for post in posts:
        found[post.pk].put_first(post.primary_category.path if post.primary_category else "")
    return found


def subject_rows(keys: list[int]) -> Iterable[tuple[int, str, str, str]]:
    filed = (
        Post.categories.through.objects.filter(post_id__in=keys)
        .annotate(kind=Value("category", CharField()))
        .values_list("post_id", "category__name", "category__path", "kind")  # type: ignore[misc]
    )
    tagged = (
        TaggedPost.objects.filter(content_object_id__in=keys)
        .annotate(kind=Value("tag", CharField()))
        .values_list("content_object_id", "tag__name", "tag__slug", "kind")
    )
    return filed.union(tagged, all=True)
