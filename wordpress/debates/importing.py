"""A debate from elsewhere comes in: the source is read to its end first, then written thread by thread.

Run again it doubles nothing, brings what changed there, and leaves alone what was changed here since. The
source's states hold: what waited waits, and what was removed or spam is seen by nobody.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext

from django.db import transaction

from blog.measuring import measure_after
from comments.models import Reply
from comments.tree.arriving import add_together, in_order
from comments.tree.counts import recount
from comments.tree.threads import Incoming, place_many
from wordpress.debates.arrivals import TWICE, Arrivals, ref_of
from wordpress.debates.columns import columns, empty_place
from wordpress.debates.matching import article_of, named_alike
from wordpress.debates.records import DebateSource, Remark, Thread
from wordpress.debates.spool import Spool
from wordpress.ledger import Ledger, Outcome, Reason, Target

KIND = "comment"
HEAVY = 500  # remarks in one transaction
AT_ONCE = 40  # threads
Talk = tuple[Thread, list[Remark]]
Progress = Callable[[str, int, int], None]
REPLY = Reply._meta.label_lower


def import_debate(
    source: DebateSource,
    ledger: Ledger,
    *,
    moved: dict[str, str] | None = None,
    write: bool = True,
    progress: Progress | None = None,
) -> None:
    """Bring every remark of `source` under the article of its thread; `ledger` tells what became of each.

    `moved` says of addresses there which are meant here. With `write` off nothing is written.
    `progress(what, done, of)` is called as threads pass. Raises SourceError before anything is written.
    """
    with Spool() as spool:
        spool.fill(source.records())
        ledger.mended += source.mended
        ledger.total = spool.number
        ledger.found(KIND, spool.number)
        coming = Coming(source, ledger, moved or {}, write)
        for threads in together(spool.threads()):
            coming.take(threads)
            ledger.done += sum(len(remarks) for _thread, remarks in threads)
            if progress:
                progress("comments", ledger.done, ledger.total)
        measure_after(ledger.done if write else 0)


def together(threads: Iterable[Talk]) -> Iterator[list[Talk]]:
    """Short threads, as many as are written at once; a very long one by itself."""
    some: list[Talk] = []
    for talk in threads:
        if some and (len(some) == AT_ONCE or sum(len(remarks) for _, remarks in (*some, talk)) > HEAVY):
            yield some
            some = []
        some.append(talk)
    if some:
        yield some


class Coming:
    """Threads on their way in."""

    def __init__(self, source: DebateSource, ledger: Ledger, moved: dict[str, str], write: bool) -> None:
        self.source, self.ledger, self.moved, self.write = source, ledger, moved, write

    def take(self, threads: list[Talk]) -> None:
        """Under their articles. Threads that speak of the same remarks are written one after the other."""
        some: list[Arrivals] = []
        for arrivals in filter(None, (self.arrivals(*talk) for talk in threads)):
            if any(arrivals.names & other.names for other in some):
                self.write_together(some)
                some = []
            some.append(arrivals)
        if some:
            self.write_together(some)

    def write_together(self, some: list[Arrivals]) -> None:
        """All in one transaction with what the ledger says of them; of a very long thread in several, so that
        others may write in between."""
        is_long = sum(len(arrivals.by_ref) for arrivals in some) > HEAVY
        with nullcontext() if is_long else transaction.atomic():
            rows = self.put(some, is_long=is_long) if self.write else {}
            for arrivals in some:
                self.tell(arrivals, rows)
            self.ledger.flush()

    def arrivals(self, thread: Thread, remarks: list[Remark]) -> Arrivals | None:
        """The thread beside what is here of it; None, and left out, where its article is not here."""
        at_address = article_of(thread, self.moved)
        post = at_address or named_alike(thread)
        if post is None:
            self.leave_out(thread, remarks)
            return None
        return Arrivals(self.source, thread, remarks, post, is_by_name=at_address is None)

    def leave_out(self, thread: Thread, remarks: list[Remark]) -> None:
        address = thread.address or thread.title or thread.key
        reason = f"no article here has, or had, the address “{address}”"
        if not thread.address:
            reason = f"the source does not say under which address its article “{address}” stood"
        ref = ref_of(self.source, thread, remarks[0].key)
        told = [Reason(Outcome.LEFT_OUT, reason)]
        self.ledger.came(
            KIND, Outcome.LEFT_OUT, ref, thread.title or address, reasons=told, number=len(remarks)
        )

    def tell(self, arrivals: Arrivals, rows: dict[str, int]) -> None:
        """What becomes of each remark; `rows` are the numbers of those that were written."""
        for ref, remark in arrivals.by_ref.items():
            known = rows.get(ref) or getattr(arrivals.here.get(ref), "pk", None)
            target = Target(REPLY, known) if known else None
            reasons = arrivals.reasons(ref)
            self.ledger.came(KIND, arrivals.outcomes[ref], ref, remark.name, reasons=reasons, target=target)
        for _again in range(len(arrivals.remarks) - len(arrivals.by_ref)):
            self.ledger.came(KIND, Outcome.LEFT_OUT, title=arrivals.thread.title, reasons=[TWICE])

    def put(self, some: list[Arrivals], *, is_long: bool) -> dict[str, int]:
        """Write what is new and what changed; the numbers of what is new, by name."""
        incoming = [
            self.incoming(arrivals, ref)
            for arrivals in some
            for ref, outcome in arrivals.outcomes.items()
            if outcome == Outcome.CREATED and ref not in arrivals.here
        ]
        places = [
            Incoming(Reply(post=arrivals.post, import_ref=ref, **empty_place(written)))
            for arrivals in some
            for ref, written in arrivals.missing.items()
        ]
        if is_long:
            place_many(some[0].post, [*places, *incoming])
        else:
            self.place([*places, *incoming], some)
        for arrivals in some:
            self.change(arrivals)
        return {each.ref: each.reply.pk for each in incoming}

    def place(self, incoming: list[Incoming], some: list[Arrivals]) -> None:
        for each in incoming:
            each.reply.settle()
        here = {ref: row for arrivals in some for ref, row in arrivals.here.items()}
        replies, parents = in_order(incoming, here)
        add_together([arrivals.post for arrivals in some], replies, parents)

    def incoming(self, arrivals: Arrivals, ref: str) -> Incoming:
        remark = arrivals.by_ref[ref]
        reply = Reply(post=arrivals.post, import_ref=ref, **columns(remark, arrivals.written(remark)))
        reply.is_author = bool(reply.user_email) and reply.user_email in arrivals.authors
        return Incoming(reply, arrivals.parent(remark))

    def change(self, arrivals: Arrivals) -> None:
        """Rows that are here take what the source says now."""
        again = {Outcome.CREATED, Outcome.UPDATED}
        refs = [
            ref for ref, outcome in arrivals.outcomes.items() if outcome in again and ref in arrivals.here
        ]
        for ref in refs:
            reply, remark = arrivals.here[ref], arrivals.by_ref[ref]
            for name, value in columns(remark, arrivals.written(remark)).items():
                setattr(reply, name, value)
            reply.settle()
            reply.save()
        if refs:
            recount(arrivals.post.pk)
