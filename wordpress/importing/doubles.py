"""Items that stand in one file more than once."""

from collections.abc import Iterable

from wordpress.ledger import Outcome
from wordpress.reader import Item

from .kinds import kind_of
from .run import Run, left_out, words


def leave_out_doubles(run: Run, items: Iterable[Item]) -> None:
    """Say of those that are not the first of their name what becomes of them and their comments."""
    why = left_out("it stands in the file twice; the first one counts")
    for item in items:
        ref, title = run.ref(item), words(item.title)
        run.ledger.came(kind_of(item), Outcome.LEFT_OUT, ref, title, reasons=[why])
        if number := len(item.comments):
            run.ledger.came("comment", Outcome.LEFT_OUT, ref, title, reasons=[why], number=number)
