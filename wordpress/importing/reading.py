"""Every file of an import is read to its end before the database is touched."""

from collections.abc import Callable, Sequence
from pathlib import Path

from wordpress.ledger import Ledger, Outcome, Reason
from wordpress.reader import Export

from .spool import Reading, Spools

CUT_FILE = "cut file"
Progress = Callable[[str, int, int], None]


def read(
    paths: Sequence[Path],
    spools: Spools,
    progress: Progress | None,
    *,
    recover: bool = False,
) -> Ledger:
    """Read every file to its end; the account begins with what they hold."""
    ledger = Ledger("WordPress", [path.name for path in paths])
    for number, path in enumerate(paths):
        reading = Reading(number, spools, telling(path, progress))
        survey = Export.open(path, reading, recovers=recover).survey
        reading.end()
        ledger.mended += [f"{path.name}: {reason}" for reason in survey.mended]
        if survey.cut:
            ledger.found(CUT_FILE)
            missing = Reason(Outcome.FAILED, f"{survey.cut}. Export it again and import that, too")
            ledger.came(CUT_FILE, Outcome.FAILED, path.name, path.name, reasons=[missing])
        for kind, count in reading.found.items():
            if count:
                ledger.found(kind, count)
    ledger.total = sum(count.found for count in ledger.counts.values())
    return ledger


def size_of(paths: Sequence[Path]) -> int:
    """Bytes; what cannot be opened is refused where it is read."""
    return sum(path.stat().st_size for path in paths if path.is_file())


def telling(path: Path, progress: Progress | None) -> Callable[[int], None]:
    """Says in kilobytes how far the file is read."""
    size = max(path.stat().st_size, 1) if path.is_file() else 1

    def told(place: int) -> None:
        if progress:
            progress(f"reading {path.name}, kB", place // 1000, size // 1000)

    return told
