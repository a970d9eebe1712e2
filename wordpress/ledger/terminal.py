"""An import on the terminal: a short account at its end."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Protocol

from wordpress.ledger import Ledger
from wordpress.ledger.entries import Told
from wordpress.models import Outcome

REASONS_SHOWN = 12
NAMED = re.compile(r"“[^”]*”|https?://[^\s,]+")  # what a reason names of the one thing that it is about


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
    for line in (*(each.told for each in ledger.taxonomies), *ledger.advice):
        out.write(line)
    told = alike(ledger.reasons())
    for kind, outcome, reason, number in told[:REASONS_SHOWN]:
        out.write(f"{number:>6} × {kind} {outcome}{f': {reason}' if reason else ''}")
    if len(told) > REASONS_SHOWN:
        rest = len(told) - REASONS_SHOWN
        out.write(f"{rest} more reasons are in the admin (Imports), and in the report (--report FILE.json).")
    if ledger.run:
        out.write(f"All of it, with links: {ledger.address}")


def alike(told: Sequence[Told]) -> list[Told]:
    """Reasons that differ only in what they name as one, the most frequent first."""
    groups: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for each in told:
        kind, outcome, reason, _number = each
        groups[kind, outcome, NAMED.sub("…", reason)].append(each)
    joined = [
        some[0] if len(some) == 1 else (*group, sum(each[3] for each in some))
        for group, some in groups.items()
    ]
    return sorted(joined, key=lambda each: (-each[3], *each[:3]))
