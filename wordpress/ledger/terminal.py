"""An import on the terminal: one line while it runs, a short account at its end."""

import time
from typing import Any, Protocol

from wordpress.ledger import Ledger
from wordpress.models import Outcome

REASONS_SHOWN = 12


class Terminal(Protocol):
    """What management commands write to."""

    def write(self, text: str = "", style_func: Any = None, ending: str | None = None) -> None: ...

    def flush(self) -> None: ...


def summarise(ledger: Ledger, out: Terminal, *, dry: bool) -> None:
    """Counts per kind, then why things were changed or left out, the most frequent reasons first."""
    for reason in ledger.mended:
        out.write(f"Mended: {reason}.")
    out.write("Nothing was written; this is what would become of it:" if dry else "Imported:")
    used = [outcome for outcome in Outcome if any(count[outcome] for count in ledger.counts.values())]
    columns = [*reversed(used)]
    out.write(f"{'':<18}{'found':>9}" + "".join(f"{outcome.value:>13}" for outcome in columns))
    for kind, count in ledger.counts.items():
        numbers = "".join(f"{count[outcome]:>13}" for outcome in columns)
        out.write(f"{kind[:18]:<18}{count.found:>9}{numbers}")
    told = ledger.reasons()
    for kind, outcome, reason, number in told[:REASONS_SHOWN]:
        out.write(f"{number:>6} × {kind} {outcome}{f': {reason}' if reason else ''}")
    if len(told) > REASONS_SHOWN:
        rest = len(told) - REASONS_SHOWN
        out.write(f"{rest} more reasons are in the admin (Imports), and in the report (--report FILE.json).")
    if ledger.run:
        out.write(f"All of it, with links: {ledger.address}")


class Progress:
    """One line that rewrites itself: how far, how fast, how long still."""

    def __init__(self, out: Terminal) -> None:
        self.out, self.started, self.what = out, time.monotonic(), ""

    def __call__(self, what: str, done: int, total: int) -> None:
        if what != self.what:
            self.what, self.started = what, time.monotonic()
        rate = done / max(time.monotonic() - self.started, 0.001)
        left = (total - done) / rate if rate else 0
        filled = round(20 * done / total) if total else 20
        bar = "█" * filled + "·" * (20 - filled)
        line = f"{what} {bar} {done} of {total}, {rate:.0f} a second, {left:.0f} s left"
        self.out.write(f"\r{line:<78}", ending="" if done < total else "\n")
        self.out.flush()
