"""A ledger on the terminal: counts a kind, then the most frequent reasons."""

from collections.abc import Iterator

from wordpress.ledger import Ledger, Outcome

REASONS_SHOWN = 12
KIND, NUMBER = 18, 13  # widths of columns


def lines(ledger: Ledger, *, dry: bool) -> Iterator[str]:
    """What an import says at its end, a line at a time."""
    for reason in ledger.mended:
        yield f"Mended: {reason}."
    yield "Nothing was written; this is what would become of it:" if dry else "Imported:"
    yield from table(ledger)
    told = ledger.reasons()
    for kind, outcome, reason, number in told[:REASONS_SHOWN]:
        yield f"{number:>6} × {kind} {outcome}{': ' if reason else ''}{reason}"
    if len(told) > REASONS_SHOWN:
        yield f"{len(told) - REASONS_SHOWN} more reasons are in the report (--report FILE.json)."


def table(ledger: Ledger) -> Iterator[str]:
    """Found, and what became of it; a column only for what happened."""
    columns = [
        outcome for outcome in reversed(Outcome) if any(count[outcome] for count in ledger.counts.values())
    ]
    yield f"{'':<{KIND}}{'found':>{NUMBER}}" + "".join(f"{outcome.value:>{NUMBER}}" for outcome in columns)
    for kind, count in ledger.counts.items():
        numbers = "".join(f"{count[outcome]:>{NUMBER}}" for outcome in columns)
        yield f"{kind[: KIND - 1]:<{KIND}}{count.found:>{NUMBER}}{numbers}"
