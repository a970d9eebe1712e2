"""The import: every file is read through first, then written in short transactions.

Killed at any moment and run again it goes on where it was, since everything written carries the name it has
in the export. What is here already stays as it is: it may have been edited.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from blog.models import Post, Publication
from wordpress.reader import Author, Export, Item, Site, Term

from . import addresses
from .files import Files
from .ledger import Ledger
from .people import People
from .posts import Posts
from .replies import Replies
from .run import Run, batches
from .scratch import Scratch
from .source import Source, path_of
from .terms import Terms

ARTICLES = {"post", ""}
PAGES = {"page"}
Progress = Callable[[str, int, int], None]


def import_files(
    paths: Sequence[Path], *, media: Path | None = None, write: bool = True, progress: Progress | None = None
) -> Ledger:
    """Take the exports at `paths` into this site; the account of what became of everything in them.

    `media` is a copy of the old site's uploads folder. With `write` off nothing is written and the account
    says what would be. `progress(what, done, of)` is called as items pass. Raises WxrError before anything is
    written if any of the files cannot be taken.
    """
    exports = [Export.open(path) for path in paths]
    ledger = Ledger(files=[path.name for path in paths])
    for export in exports:
        ledger.mended += [f"{export.path.name}: {reason}" for reason in export.survey.mended]
        with Scratch() as scratch:
            source = Source.of(export.survey.site)
            run = Run(source, ledger, scratch, Publication.current().zone, write, media)
            Import(export, run, progress or (lambda what, done, of: None)).do()
    return ledger


class Import:
    """One export into this site."""

    def __init__(self, export: Export, run: Run, progress: Progress) -> None:
        self.export = export
        self.run = run
        self.progress = progress
        self.people = People(run)
        self.terms = Terms(run)
        self.files = Files(run)
        self.posts = Posts(run, self.people, self.terms)
        self.replies = Replies(run)
        self.total = sum(export.survey.items.values())
        self.done = 0

    def do(self) -> None:
        """Facts first, then the library, then articles, then pages from the top of their tree down."""
        self._survey()
        self.terms.settle()
        for batch in batches(self.export.items("attachment")):
            self.files.take(batch)
            self._passed(len(batch))
        for batch in batches(self.export.items(*ARTICLES)):
            self._take(batch)
        self._pages()

    def _survey(self) -> None:
        """Authors and terms; where things are; what has no place here."""
        for record in self.export.records():
            match record:
                case Author():
                    self.people.take(record)
                case Term():
                    self.terms.take(record)
                case Item():
                    self.terms.take_from(record)
                    self._locate(record)
                case Site():
                    pass

    def _locate(self, item: Item) -> None:
        if item.type in ARTICLES | PAGES:
            self.run.scratch.add_address(path_of(item.link), item.id, addresses.planned(item))
        elif item.type == "wp_block":
            self.run.scratch.add_block(item.id or 0, item.content)
            self._leave_out(item, "reusable block", "its text is written out where a post uses it")
        elif item.type == "nav_menu_item":
            self._leave_out(item, "menu item", "menus are set in the publication's settings")
        elif item.type != "attachment":
            self._leave_out(item, item.type, f"the post type {item.type} has no place here")
        if item.type not in ARTICLES | PAGES and item.comments:
            self._leave_comments_out(item)

    def _leave_out(self, item: Item, kind: str, reason: str) -> None:
        self.run.ledger.found(kind)
        self.run.ledger.left_out(kind, self.run.ref(item), item.title or item.slug, reason)
        self._passed(1)

    def _leave_comments_out(self, item: Item) -> None:
        number = len(item.comments)
        self.run.ledger.found("comment", number)
        reason = "what it is a comment on has no page here"
        self.run.ledger.left_out("comment", self.run.ref(item), item.title, reason, number)

    def _take(self, batch: list[Item]) -> None:
        rows = self.posts.take(batch)
        for item in batch:
            self.replies.take(item, rows.get(self.run.ref(item)))
        self._passed(len(batch))

    def _pages(self) -> None:
        """Parents before children: each reading takes the pages whose parent is settled.

        Pages whose parent is not in the file (or is among their own children) stand at the top.
        """
        parents = {
            item.id or -number: item.parent for number, item in enumerate(self.export.items(*PAGES), 1)
        }
        settled: set[int] = set()
        while waiting := parents.keys() - settled:
            ready = {page for page in waiting if parents[page] not in waiting} or {min(waiting)}
            for batch in batches(self._pages_among(ready)):
                self._take(batch)
            settled |= ready

    def _pages_among(self, ready: set[int]) -> Iterator[Item]:
        for number, item in enumerate(self.export.items(*PAGES), 1):
            if (item.id or -number) in ready:
                if item.parent and not self._has_parent(item):
                    ref = self.run.ref(item)
                    reason = "its parent page is not in the file; it stands at the top"
                    self.run.ledger.note("page", ref, item.title, "changed", reason)
                yield item

    def _has_parent(self, item: Item) -> bool:
        if not self.run.write:
            return True
        return Post.everything.filter(import_ref=self.run.source.ref("post", item.parent)).exists()

    def _passed(self, number: int) -> None:
        self.done += number
        self.progress(self.export.path.name, self.done, self.total)
