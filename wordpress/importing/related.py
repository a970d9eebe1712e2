"""What a batch of items speaks of by number."""

from collections.abc import Sequence

from blog.models import Image, Post
from wordpress.reader import Item

from .run import Run


class Related:
    """Rows that a batch of items speaks of by number: pages above them, featured pictures."""

    def __init__(self, run: Run, items: Sequence[Item]) -> None:
        self.run = run
        parents = {run.source.ref("post", item.parent) for item in items if item.parent}
        pages = Post.everything.filter(import_ref__in=parents, kind=Post.Kind.PAGE) if parents else ()
        self.pages = {str(page.import_ref): page for page in pages}
        wanted = {ref for item in items if (ref := self.wanted_picture(item))}
        rows = Image.objects.filter(import_ref__in=wanted).values_list("import_ref", "pk") if wanted else ()
        self.pictures = {str(ref): key for ref, key in rows}

    def wanted_picture(self, item: Item) -> str:
        number = item.meta_value("_thumbnail_id").strip()
        return self.run.source.ref("post", int(number)) if number.isdecimal() and number != "0" else ""

    def picture(self, item: Item) -> int | None:
        return self.pictures.get(self.wanted_picture(item))

    def has_picture(self, ref: str) -> bool:
        return ref in self.pictures or self.run.holds(ref)
