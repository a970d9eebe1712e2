"""The import: every file is read through first, without the database, then written in short transactions.

Killed at any moment and run again it is complete, since everything written carries the name it has in the
export and what was last imported of it. What was edited here since is left as it is.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, nullcontext
from functools import partial
from itertools import chain, groupby, islice, pairwise
from pathlib import Path

from django.db import Error

from blog import checkpoints
from blog.measuring import measure_after
from blog.models import Publication, User
from blog.search.index import indexing_together
from wordpress.ledger import Ledger, Outcome
from wordpress.models import ImportRun
from wordpress.reader import Author, Item, Term
from wordpress.reader.archives import unpacked
from wordpress.turns import my_turn

from . import addresses, clock, texts
from .coming import Coming, coming
from .doubles import leave_out_doubles
from .ends import Ends
from .files import Files
from .hands import Asked, Hands
from .keeping import Keeping
from .kinds import Stage, kind_of
from .lists import leave_lists
from .menus import Menus
from .otherterms import refuse_unknown
from .own import is_ours
from .ownsite import refuse_detours, settle_logos, settle_site
from .people import People
from .planning import Planning
from .posts import Plan, Posts, fingerprint_of
from .reading import Progress, read, size_of
from .replies import Replies, Talk
from .run import BATCH, Run, batches, failed, left_out, words
from .spool import Entry, Spool, Spools
from .strays import Strays
from .terms import Terms
from .texts import Text

REFUSALS = (Error, ValueError, OverflowError)


def import_files(
    paths: Sequence[Path],
    *,
    media: Path | None = None,
    fetch: bool = False,
    write: bool = True,
    recover: bool = False,
    as_tags: Sequence[str] = (),
    progress: Progress | None = None,
    say: Callable[[str], object] | None = None,
    by: User | None = None,
    is_kept: bool | None = None,
    planned: ImportRun | None = None,
    hands: Hands | None = None,
) -> Ledger:
    """Take the exports at `paths` into this site; the account of what became of everything in them.

    `media` is a copy of the old site's uploads folder; with `fetch` the old site is asked for what is not
    there, and no other. Of files that are cut off, what is whole is taken if `recover`. Terms of the other
    taxonomies in `as_tags` come in as tags. With `write` off nothing is written and the account says what
    would be. The account itself is kept in the database if `is_kept`, or else if `write`, in the row
    `planned` where there is one.
    `progress(what, done, of)` is called as items and comments pass, and `say` with a sentence where another
    import has to end first. `hands` are processes that help, where they had to be started earlier than here.
    Raises WxrError before anything is written if any of the files cannot be taken.
    """
    helped = nullcontext(hands) if hands else Hands.fetched(size_of(paths) if write else 0)
    with helped as at_hand, unpacked(paths) as files, Spools() as spools, ExitStack() as turn:
        ledger = read(files, spools, progress, recover=recover)
        refuse_detours(spools)
        refuse_unknown(spools, as_tags)
        names = ", ".join(spools.by_source) or "nothing"
        ledger.source = f"WordPress: {names}"
        if write:
            turn.enter_context(my_turn(say))
            turn.enter_context(checkpoints.seldom())
        if planned or (write if is_kept is None else is_kept):
            ledger.keep(dry=not write, by=by, run=planned)
        try:
            for spool in spools.by_source.values():
                if write:
                    settle_site(spool.settings, spool.source.name)
                run = Run(spool.source, ledger, spool.scratch, Publication.current().zone, write, media)
                run.spool, run.fetch, run.as_tags = spool, fetch, frozenset(as_tags)
                Import(spool, run, progress or (lambda what, done, of: None), at_hand).do()
        except BaseException as error:
            ledger.stop(error)
            raise
        ledger.close()
        measure_after(ledger.done if write else 0)
    return ledger


class Import:
    """The files of one site into this one."""

    def __init__(self, spool: Spool, run: Run, progress: Progress, hands: Hands) -> None:
        self.spool, self.run, self.progress, self.hands = spool, run, progress, hands
        run.tell = self._tell
        self.people = People(run)
        self.terms = Terms(run)
        self.files = Files(run, fingerprint_of)
        self.posts = Posts(run, self.people, self.terms)
        self.replies = Replies(run)
        self.keeping = Keeping(run)

    def do(self) -> None:
        """What others speak of comes first: people and terms, files, articles, pages from the top down. The
        first texts are asked for before all that, unless there are files, which they may show."""
        if self.run.write:
            addresses.keep_home(self.run.source.base)
            leave_lists(self.spool)
        Planning(self.spool).plan()
        self.hands.begin(self.run)
        ahead = coming(self.spool, self.run, self.hands, self.posts.wanted)
        begun = list(islice(ahead, 0 if any(self.spool.rows(Stage.FILE)) else 1))
        self._others()
        self._each_batch(Stage.FILE, self.files.take)
        self._each_text(chain(begun, ahead))
        self.replies.end()
        Strays(self.run, self.files.ways, fingerprint_of).take()
        self._each_batch(Stage.KEPT, self._keep)
        menus = Menus(self.run, self.terms)
        self._each_batch(Stage.MENU, menus.take, size=100_000)
        Ends(self.run, self.spool).tie()
        if self.run.write:
            settle_logos(self.spool.settings, self.run)

    def _others(self) -> None:
        """People and terms, those that the file lists and those that items name."""
        for record in self.spool.others():
            if isinstance(record, Author):
                self.people.take(record)
            elif isinstance(record, Term):
                self.terms.take(record)
        for named in self.spool.named():
            self.terms.take_named(named)
        self.terms.settle()
        self.run.ledger.taxonomies += self.terms.told(self.spool.filed())
        self.run.ledger.advice += clock.advice(self.spool.clocks, self.run.zone)

    def _each_batch(self, stage: Stage, take: Callable[[list[Item]], None], size: int = BATCH) -> None:
        """Batches never mix files, nor pages of different depths."""
        for (_depth, file), some in groupby(self.spool.items(stage), key=lambda entry: entry.place):
            self.run.file = file
            for batch in batches(some, size):
                self._through(batch, take)

    def _each_text(self, ahead: Iterable[Coming]) -> None:
        """While one batch is written, other processes make the next one's ready."""
        for (batch, asked), _next in pairwise(chain(ahead, [([], None)])):
            self._texts(batch, asked)

    def _texts(self, batch: list[Entry], asked: Asked | None) -> None:
        self.run.file = batch[0].place[1]
        self._through(batch, partial(self._take, batch, asked))

    def _through(self, batch: list[Entry], take: Callable[[list[Item]], None]) -> None:
        take([entry.item for entry in batch if entry.is_first])
        leave_out_doubles(self.run, [entry.item for entry in batch if not entry.is_first])
        self._passed([entry.item for entry in batch])

    def _keep(self, items: list[Item]) -> None:
        with indexing_together() if self.run.write else nullcontext(), self.run.ledger.attempt():
            for item in items:
                if item.type == "guest-author":
                    self.people.profile(item)
                if not (item.type == "guest-author" and is_ours(item.meta)):
                    self.keeping.item(item, kind_of(item))
            self.run.ledger.flush()

    def _take(self, batch: list[Entry], asked: Asked | None, items: list[Item]) -> None:
        """Posts or pages with their comments: all together, or each alone if the database refuses one."""
        ready = self._ready(batch, asked) if asked else {}
        plans, talks = self._prepared(items, ready)
        try:
            self._write(plans, talks)
        except REFUSALS:
            for item in items:
                self._take_alone(item)

    def _ready(self, batch: list[Entry], asked: Asked) -> dict[int, Text]:
        """Their texts, by the `id()` of the items."""
        items = {entry.n: entry.item for entry in batch}
        made = self.hands.collect(asked, lambda n: texts.made(items[n], self.run))
        return {id(items[n]): text for n, text in made.items()}

    def _prepared(self, items: list[Item], ready: dict[int, Text]) -> tuple[list[Plan], list[Talk]]:
        plans = self.posts.prepare(items, ready)
        return plans, self.replies.prepare(plans)

    def _write(self, plans: list[Plan], talks: list[Talk]) -> None:
        made = [plan.text for plan in plans if plan.text]
        folded = {text.whole.text: text.words for text in made if text.whole}
        with self.run.ledger.attempt():
            with indexing_together(folded) if self.run.write else nullcontext():
                if self.run.write:
                    self.run.fells_pages(sum(plan.is_written for plan in plans))
                    self.posts.write(plans)
                    self.replies.write(talks)
                if not self.replies.later:
                    self._account(plans, talks)
            if self.replies.later:
                self.replies.write_later()
                self._account(plans, talks)

    def _account(self, plans: list[Plan], talks: list[Talk]) -> None:
        self.posts.account(plans)
        self.replies.account(talks)
        self.run.ledger.flush()

    def _take_alone(self, item: Item) -> None:
        try:
            plans, talks = self._prepared([item], {})
            self.posts.find_room(plans[0])
            self._write(plans, talks)
        except REFUSALS as error:
            ref, title = self.run.ref(item), words(item.title)
            with self.run.ledger.attempt():
                kind, why = kind_of(item), [failed(error)]
                self.run.ledger.came(kind, Outcome.FAILED, ref, title, reasons=why)
                if item.comments:
                    left = [left_out("its post was not taken")]
                    self.run.ledger.came(
                        "comment", Outcome.LEFT_OUT, ref, title, reasons=left, number=len(item.comments)
                    )
                self.run.ledger.flush()

    def _tell(self, passed: int) -> None:
        """Within a batch, where each of its things may take long."""
        ledger = self.run.ledger
        ledger.touch()
        self.progress("importing", ledger.done + passed, ledger.total)

    def _passed(self, items: list[Item]) -> None:
        ledger = self.run.ledger
        ledger.done += sum(1 + len(item.comments) for item in items)
        self.progress("importing", ledger.done, ledger.total)
