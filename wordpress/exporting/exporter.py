"""The whole export, piece by piece: what was written is forgotten, so memory stays flat whatever the size."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from blog.models import Attachment, Image, MenuItem, Post
from comments.models import Reply

from . import files, posts
from .files import Files
from .head import head
from .items import CLOSING, Item
from .kept import comments_on, kept_comment, kept_item, kept_items, kept_menus, kept_terms
from .markup import FOOT, HEAD, as_html
from .menus import Menus
from .numbers import Numbers
from .people import People
from .posts import Posts
from .replies import Replies
from .terms import Terms
from .texts import Texts, absolute

Progress = Callable[[int, int], None]


@dataclass
class Exported:
    """What went out, and what did not with the reason: kind (or sentence) to number."""

    counts: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str, number: int = 1) -> None:
        self.counts[kind] = self.counts.get(kind, 0) + number


def export_to(write: Callable[[str], object], *, progress: Progress | None = None) -> Exported:
    """Write the site as WXR 1.2, calling `write` for each piece and `progress(done, of)` for each batch.

    The site may go on taking replies meanwhile: each row is as it stands when its turn comes.
    """
    export = Export(progress or (lambda done, total: None))
    for piece in export.pieces():
        write(piece)
    return export.exported


class Export:
    """One export of this site."""

    def __init__(self, progress: Progress) -> None:
        now = timezone.now()
        self.now, self.numbers = now, Numbers()
        self.kept_lines, as_they_came = kept_menus()
        self.people, self.terms = People(self.numbers), Terms(self.numbers, as_they_came)
        self.files, self.menus = Files(self.numbers), Menus(self.numbers, now, as_they_came)
        self.posts = Posts(self.numbers, self.people, self.terms, Texts(self.numbers), now)
        self.replies = Replies(self.numbers, self.people)
        self.exported, self.progress, self.done = Exported(), progress, 0
        self.total = sum(
            rows.count() for rows in (Image.objects, Attachment.objects, Post.everything, Reply.objects)
        )

    def pieces(self) -> Iterator[str]:
        """The file from its first line to its last."""
        yield HEAD
        yield from head(self.numbers, self.now)
        yield from self.people.head()
        yield from self.terms.head()
        yield from kept_terms()
        for items in (self.profiles(), self.library(), self.articles(), self.menu_lines(), kept_items()):
            yield from items
        yield FOOT
        self.passed(self.total - self.done)  # what was left out has passed, too
        self.exported.count("author", len(self.people.authors))
        self.exported.count("category", len(self.terms.categories))
        if number := Reply.objects.unconfirmed().count():
            self.exported.left_out["replies whose writers have not confirmed their address"] = number
        if number := Post.everything.only_begun().count():
            self.exported.left_out["articles that were only begun and never saved"] = number

    def whole(self, item: Item) -> Iterator[str]:
        yield from item.opening()
        yield CLOSING

    def profiles(self) -> Iterator[str]:
        """What authors say about themselves, as Co-Authors Plus keeps it."""
        for author in self.people.authors.values():
            address = absolute(f"/?p={self.numbers.profile(author)}")
            said = Item(
                number=self.numbers.profile(author),
                type="guest-author",
                title=as_html(author.name),
                link=address,
                guid=address,
                status="publish",
                at=self.now,
                begun=self.now,
                modified=self.now,
                name=self.people.nicename(author.pk),
                meta=self.people.profile(author),
            )
            yield from self.whole(said)

    def library(self) -> Iterator[str]:
        for model, kind in ((Image, "picture"), (Attachment, "file")):
            for batch in files.batches(model):
                said = comments_on([row.import_ref for row in batch if row.import_ref])
                for row in batch:
                    yield from self.files.item(row).opening()
                    for data in said.get(row.import_ref or "", []):
                        yield from kept_comment(data)
                    yield CLOSING
                self.exported.count(kind, len(batch))
                self.passed(len(batch))

    def articles(self) -> Iterator[str]:
        """Pages and posts, each with its replies."""
        for batch in posts.batches():
            for post, replies in self.replies.along(batch):
                yield from self.posts.item(post).opening()
                for _reply, lines in replies:
                    yield from lines
                    self.exported.count("reply")
                    self.passed(1)
                yield CLOSING
                self.exported.count(str(post.kind))
            self.passed(len(batch))

    def menu_lines(self) -> Iterator[str]:
        for data in self.kept_lines:
            yield from kept_item(data)
        for line in self.menus.rows():
            yield from self.whole(self.menus.item(line))
        if number := MenuItem.objects.count():
            self.exported.count("menu line", number)

    def passed(self, number: int) -> None:
        self.done += number
        self.progress(min(self.done, self.total), self.total)
