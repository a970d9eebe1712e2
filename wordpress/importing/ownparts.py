"""What hangs on a post in an export of ours and WordPress has no place for: media, corrections, notes."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from blog.models import Correction, FrontPick, MediaLink, Note, Post, PostImage, Redirect, User
from comments.models import Thread
from wordpress import vocabulary
from wordpress.reader import Item
from wordpress.rowvalues import Values, in_columns

from .own import image_numbered, is_ours, lists, one
from .run import Run

RENDERED = ["body_html", "body_text", "excerpt", "minutes"]


def write_parts(written: Sequence[tuple[Post, Item]], run: Run) -> None:
    """Everything of these posts that is not here yet; what is here stays as it is."""
    for post, item in written:
        if is_ours(item.meta):
            Parts(post, item, run).write()


class Parts:
    """The parts of one post."""

    def __init__(self, post: Post, item: Item, run: Run) -> None:
        self.post, self.item, self.run = post, item, run

    def write(self) -> None:
        links = lists(self.item.meta, vocabulary.MEDIA_LINK)
        if links:
            self.media_links(links)
        for said in lists(self.item.meta, vocabulary.CORRECTION):
            self.add(Correction, said, ("made_at", "text"), "user")
        for said in lists(self.item.meta, vocabulary.NOTE):
            self.add(Note, said, ("written_at", "text"), "user", "settled_by")
        self.pictures()
        self.front()
        self.old_paths()
        if links or self.item.meta_value(vocabulary.BODY):
            self.post.render()
            models.Model.save(self.post, update_fields=RENDERED)

    def media_links(self, links: list[Any]) -> None:
        """With all that was found out about them. The bare rows of the text give way."""
        here = {(link.placement, link.url): link for link in self.post.media_links.all()}
        for said in links:
            row = MediaLink(post=self.post, **in_columns(MediaLink, said))
            for name in ("poster", "found_poster"):
                setattr(row, name, image_numbered(said.get(name), self.run.source))
            known = here.pop((row.placement, row.url), None)
            if known is not None and not known.is_bare:
                continue
            if known is not None:
                known.delete()
            row.derive()
            MediaLink.objects.bulk_create([row])

    def add(self, model: type[models.Model], said: Any, known_by: tuple[str, ...], *people: str) -> None:
        """A row, unless one of the same moment and words is here."""
        columns = in_columns(model, said)
        if not all(name in columns for name in known_by):
            return
        rows: Any = model._default_manager
        if not rows.filter(post=self.post, **{name: columns[name] for name in known_by}).exists():
            rows.create(post=self.post, **columns, **self.people(said, people))

    def people(self, said: Values, names: tuple[str, ...]) -> Values:
        found = {name: User.objects.filter(username=said.get(name) or "").first() for name in names}
        return {name: user for name, user in found.items() if user}

    def pictures(self) -> None:
        here = {row.image_id for row in self.post.post_images.all()}
        for said in lists(self.item.meta, vocabulary.PICTURE):
            image = image_numbered(said.get("image"), self.run.source)
            if image is not None and image.pk not in here:
                PostImage.objects.create(post=self.post, image=image, **in_columns(PostImage, said))

    def front(self) -> None:
        """Its place on the front page, and the rules of its debate."""
        pick = one(self.item.meta, vocabulary.FRONT_PICK)
        if isinstance(pick, dict):
            FrontPick.objects.get_or_create(post=self.post, defaults=in_columns(FrontPick, pick))
        rules = one(self.item.meta, vocabulary.THREAD)
        if isinstance(rules, dict) and (columns := in_columns(Thread, rules)):
            Thread.objects.update_or_create(post=self.post, defaults=columns)

    def old_paths(self) -> None:
        for path in one(self.item.meta, vocabulary.OLD_PATHS) or []:
            Redirect.objects.get_or_create(old_path=str(path)[:800], defaults={"post": self.post})
