"""Terms of other taxonomies that are tags here: they go out as the terms that they were, and the tags only
where somebody has used them as tags."""

from collections.abc import Iterator
from typing import Any

from blog.models import Post, Tag, TaggedPost
from wordpress.importing.taxonomy import Key, key_of
from wordpress.models import Kept

AS_TAGS = "content_object__import_data__as_tags"


class Brought:
    """Those of this site, by the tags that they are."""

    def __init__(self) -> None:
        rows = Kept.objects.as_tags().values_list("tag_id", "data")
        self.tags: dict[Key, int] = {key_of_kept(data): int(tag or 0) for tag, data in rows}
        made = Tag.objects.filter(pk__in=set(self.tags.values()), import_data__has_key="taxonomy")
        self.only_terms = set(made.values_list("pk", flat=True))
        if self.only_terms:
            self.only_terms -= set(self._used_as_tags())

    def _used_as_tags(self) -> Iterator[int]:
        rows = TaggedPost.objects.filter(tag_id__in=self.only_terms).values_list("tag_id", AS_TAGS)
        for tag, terms in rows.iterator(2000):
            if tag not in {self.tags.get(tuple(key)) for key in terms or []}:
                yield tag

    def tags_of(self, post: Post) -> set[int]:
        """Tags that the post has as terms of other taxonomies alone."""
        return {tag for key in post.import_data.get("as_tags", []) if (tag := self.tags.get(tuple(key)))}

    def left(self, post: Post, carried: set[int]) -> list[list[str]]:
        """What the post was filed under in other taxonomies, without terms whose tags somebody has taken from
        it since; `carried` are its tags."""
        terms: list[list[str]] = post.import_data.get("terms", [])
        if not (gone := self.tags_of(post) - carried):
            return terms
        known = {tuple(key) for key in post.import_data["as_tags"]}
        return [
            term for term in terms if not ((key := key_of(*term)) in known and self.tags.get(key) in gone)
        ]


def key_of_kept(data: dict[str, Any]) -> Key:
    return key_of(data.get("taxonomy") or "", data.get("slug") or "", data.get("name") or "")
