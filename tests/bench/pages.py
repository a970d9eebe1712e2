"""What each kind of page costs when it is not kept: processor time of a request, queries, bytes; and how many
times as much with many articles as with few. “First” is said of a page while nothing is at hand that others
show too (the publication, the menus), as right after the settings were changed.

`python -m tests.bench.pages FILE.json`; in the environment SCALE (0: only the sizes of SIZES; else so many
articles, with ten times as many replies), RUNS (3), ROUNDS (11) and ONLY (names of pages, with semicolons).
KEEP=DIRECTORY keeps the databases there between runs (on PostgreSQL: keeps them in the server that
TEST_DATABASE_URL names), so that the large one is loaded once.

Each size is a database and a process of its own, and all are there at once: a round asks each for the same
page, one after the other, so that what else the machine does falls on all alike. A run is the median of its
rounds; printed are the median, the least and the most of the runs."""

import json
import os
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.journals import Journal, opened

BASE, PAIRED = 2_000, 1_000  # the size of the table's rows; the small one of the pairs
SCALE = int(os.environ.get("SCALE", "0"))
RUNS, ROUNDS = int(os.environ.get("RUNS", "3")), int(os.environ.get("ROUNDS", "11"))
ONLY = [name.strip() for name in os.environ.get("ONLY", "").split(";") if name.strip()]
DEEP = {  # pages that are compared with a page of the same journal
    "page 5,000": "page 2",
    "category, 1,000 deep": "category",
    "admin: posts, deep": "admin: posts",
    "admin: approved replies, deep": "admin: approved replies",
    "reply sent, 5,000 there": "reply sent, read at once",
}

KINDS = ("ms", "first", "control")
Runs = list[list[float]]  # milliseconds: run by run, round by round


def measured(journals: list[Journal], page: str) -> dict[int, dict[str, Any]]:
    """By size: what the page is, and `ms`, `first` and `control` of every round of every run."""
    found = {each.articles: each.ask(page, look=True) | {name: [] for name in KINDS} for each in journals}
    for _ in range(RUNS):
        rounds: dict[int, list[Any]] = {size: [] for size in found}
        for _ in range(ROUNDS):
            for each in journals:
                rounds[each.articles].append(each.ask(page))
        for size, asked in rounds.items():
            for name in KINDS:
                found[size][name].append([each.get(name, each["ms"]) for each in asked])
    return found


def spread(figures: list[float], digits: int = 2) -> list[float]:
    """Median, least and most of the runs."""
    return [round(each, digits) for each in (median(figures), min(figures), max(figures))]


def ratio(large: Runs, small: Runs) -> list[float]:
    """How many times as much, pair by pair; the median of each run."""
    runs = zip(large, small, strict=True)
    return spread([median(a / b for a, b in zip(*run, strict=True)) for run in runs])


def described(page: str, found: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """All that is said of one page: of each size, and the largest beside the smaller ones."""
    sizes = {
        str(size): {name: each[name] for name in ("queries", "html", "sent")}
        | {name: spread([median(run) for run in each[name]]) for name in KINDS}
        | {"best": round(min(map(min, each["ms"])), 2)}
        for size, each in found.items()
    }
    largest = max(found)
    against = {
        str(size): ratio(found[largest]["ms"], each["ms"]) for size, each in found.items() if size < largest
    }
    return {"page": page, "sizes": sizes, "against": against}


def say(each: dict[str, Any]) -> None:
    for size, figures in each["sizes"].items():
        middle, least, most = figures["ms"]
        print(
            f"{each['page']:30} {int(size):9,} articles: {middle:7.2f} ms ({least:.2f} to {most:.2f}), "
            f"first {figures['first'][0]:.2f}, {figures['queries']} queries, {figures['html']:,} bytes, "
            f"{figures['sent']:,} sent; /healthz {figures['control'][0]:.2f}"
        )
    for what, figures in each["against"].items():
        beside = f"with {int(what):,}" if what.isdecimal() else what
        print(f"{'':30} {figures[0]:.2f} × {beside} ({figures[1]:.2f} to {figures[2]:.2f})", flush=True)


def pages_to_ask(names: Iterable[str]) -> list[str]:
    return [name for name in names if not ONLY or name in ONLY]


def main() -> None:
    """Print each figure, and keep all in the file that the command line names."""
    sizes = sorted({PAIRED, BASE, SCALE} - {0}) if SCALE else [BASE]
    kept = Path(sys.argv[1])
    kept.parent.mkdir(parents=True, exist_ok=True)
    rows, measures = [], {}
    with ExitStack() as stack:
        journals = opened(sizes, os.environ.get("TEST_DATABASE_URL", ""), stack)
        for page in pages_to_ask(journals[0].pages):
            measures[page] = measured(journals, page)
            rows.append(described(page, measures[page]))
            if other := measures.get(DEEP.get(page, "")):
                largest = max(other)
                beside = ratio(measures[page][largest]["ms"], other[largest]["ms"])
                rows[-1]["against"][f"the page “{DEEP[page]}”"] = beside
            say(rows[-1])
            kept.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
