"""The table of docs/performance.md from what the benchmarks kept: `python -m tests.bench.table`.

Each figure is the median of the runs, with the least and the most of them in parentheses. A row that has not
been measured says so."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
UNKNOWN = "not measured"
BASE = "2000"  # articles
FEW = "1000"
MISSES = {  # page, as pages.py names it: what is to be reached
    "article, 1 reply": "≤ 5 ms, ≤ 8 queries",
    "front": "≤ 8 ms",
    "category": "≤ 8 ms",
    "feed": "≤ 8 ms",
    "article, 1,000 replies": "≤ 10 ms",
    "all 1,000 on one page": "≤ 25 ms, ≤ 600 bytes a reply",
    "search, rare": "≤ 10 ms",
    "search, two words": "≤ 10 ms",
    "reply sent, to confirm": "≤ 12 ms, ≤ 12 queries",
    "reply sent, read at once": "≤ 12 ms, ≤ 12 queries",
}
FLAT = {"category, 1,000 deep": 1.5, "feed": 1.5, "front": 1.5, "search, rare": 3, "search, two words": 3}
SERVING = {  # as serving.py names it
    "start to first answer, seconds": "≤ 2 s",
    "memory at rest, MB": "≤ 250",
    "memory after the load, MB": "≤ 400",
}
IMPORTS = {  # journal, as importing.py names it
    "a real journal of 105 posts": "≥ 8 times as fast as WordPress (5.3 s)",
    "small": "",
    "large": "as fast as the small one",
}
HITS = {  # server, as hits.py names it: what is to be reached
    "kept page": "≥ 90 % of the constant answer",
    "kept page, 304": "as fast as a hit",
    "kept page, after 10,000 others": "as before",
}


def spread(figures: list[float], form: str = "{:.2f}") -> str:
    middle, least, most = (form.format(each) for each in figures)
    return f"{middle} ({least} to {most})"


class Measured:
    """What one database's benchmarks kept."""

    def __init__(self, directory: Path, database: str) -> None:
        self.pages = {row["page"]: row for row in read(directory / f"pages-{database}.json") or []}

    def miss(self, page: str) -> str:
        found = self.pages.get(page, {}).get("sizes", {}).get(BASE)
        if not found:
            return UNKNOWN
        first = f"; first {found['first'][0]:.2f}" if found["first"] != found["ms"] else ""
        return f"{spread(found['ms'])} ms{first}, {found['queries']} queries"

    def against(self, page: str, other: str) -> str:
        """How many times as much it costs with the most articles, or beside the page that it continues."""
        row = self.pages.get(page, {})
        found = row.get("against", {}).get(other)
        largest = max(map(int, row.get("sizes", {"0": 0})))
        return f"{spread(found)} × at {largest:,}" if found else UNKNOWN


def read(path: Path) -> Any:
    return json.loads(path.read_text()) if path.exists() else None


def rows(directory: Path) -> Iterator[tuple[str, str, str, str]]:
    """(what, what is to be reached, on SQLite, on PostgreSQL)."""
    yield from hits(read(directory / "hits-sqlite.json") or {})
    yield from serving(*(read(directory / f"serving-{name}.json") or {} for name in ("sqlite", "postgresql")))
    yield from imports(
        *(read(directory / f"importing-{name}.json") or {} for name in ("sqlite", "postgresql"))
    )
    both = [Measured(directory, name) for name in ("sqlite", "postgresql")]
    for page, reach in MISSES.items():
        yield f"{page}, not kept", reach, both[0].miss(page), both[1].miss(page)
    for page, most in FLAT.items():
        figures = [each.against(page, BASE) for each in both]
        yield f"{page}, beside 2,000 articles", f"≤ {most} ×", figures[0], figures[1]
    deep = [each.against("page 5,000", "the page “page 2”") for each in both]
    yield "/page/5000/ beside /page/2/", "≤ 2 ×", deep[0], deep[1]
    longer = [each.against("reply sent, 5,000 there", "the page “reply sent, read at once”") for each in both]
    yield "a reply to 5,000 beside one to 1", "flat", longer[0], longer[1]
    for page in both[0].pages or both[1].pages:
        figures = [each.against(page, FEW) for each in both]
        yield f"{page}, beside 1,000 articles", "≤ 1.5 ×", figures[0], figures[1]


def serving(*found: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Of `manage.py serve` as a whole: its start, and its memory."""
    for name, reach in SERVING.items():
        said = [figure(each.get(name)) for each in found]
        yield name, reach, said[0], said[1]


def imports(*found: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Of journals that move in: items and comments a second, of the clock and of the processor."""
    for name, reach in IMPORTS.items():
        said = [moved(each.get(name)) for each in found]
        yield f"moving in, {name}", reach, said[0], said[1]
    memory = [each.get("large", {}).get("times_the_memory") for each in found]
    said = [UNKNOWN if ratio is None else f"{ratio} ×" for ratio in memory]
    yield "memory of the large one beside the small one", "≤ 1.5 ×", said[0], said[1]


def moved(journal: dict[str, Any] | None) -> str:
    if journal is None:
        return UNKNOWN
    of_processor = journal["things"] / max(journal["processor_seconds"], 0.01)
    rates = f"{journal['a_second']:,} a second, {of_processor:,.0f} a second of processor"
    return f"{journal['things']:,} things, {rates}, {journal['peak_mb']} MB"


def figure(value: Any) -> str:
    if value is None:
        return UNKNOWN
    return spread(value) if isinstance(value, list) else f"{value:.0f}"


def hits(found: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    costs = found.get("costs", {})
    for name, reach in HITS.items():
        one = costs.get(name)
        figures = (
            f"{spread(one['ms'], '{:.4f}')} ms, {spread(one['of the constant'], '{:.0%}')}" if one else ""
        )
        yield name, reach, figures or UNKNOWN, "asks no database"
    if "kept page" in costs and (other := costs.get("Django's cache middleware")):
        times = other["ms"][0] / costs["kept page"]["ms"][0]
        yield "Django's cache middleware", "≥ 5 × a hit", f"{times:.1f} × ({spread(other['ms'])} ms)", ""
    for when, megabytes in found.get("megabytes", {}).items():
        yield f"two web workers {when}", "≤ 250 / ≤ 400 MB with the task worker", f"{megabytes:.0f} MB", ""


def write(directory: Path) -> None:
    """Print the table, and keep it as Markdown."""
    lines = ["| what | reach | SQLite | PostgreSQL |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in rows(directory)]
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "table.md").write_text("\n".join(lines) + "\n")
    print("\n" + "\n".join(lines))


if __name__ == "__main__":
    write(ROOT / "var" / "bench")
