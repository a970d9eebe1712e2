"""What an import costs: items and comments a second, and the most memory, of real and made-up exports.

Each runs in a process of its own on an empty database. The large one has 2,000 posts and 10,000 comments
times `SCALE` (50 for a hundred thousand posts and half a million comments), the small one a twentieth of
that; its memory is told as a ratio to the small one's, and that of the largest process that helped apart.
WordPress's own time, where the corpus has it, is that of its importer alone, in a process that runs already:
so is ours, and beside it what the command takes on the terminal, on SQLite, from its start to its end.
With KEEP=DIR the database of the large one stays.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench import exports

PEER = "peer-wp-export-a.xml"
POSTS, COMMENTS = 2_000, 10_000
KEEP = os.environ.get("KEEP", "")
TITLES = (
    "export",
    "things",
    "seconds",
    "a second",
    "processor s",
    "command s",
    "peak MB",
    "helper MB",
    "WordPress s",
    "×",
)
FIELDS = (
    "things",
    "seconds",
    "a_second",
    "processor_seconds",
    "seconds_of_command",
    "peak_mb",
    "helper_mb",
)


def one(path: Path, warm: Path) -> dict[str, Any]:
    """Import one file, after a tiny one that loads what there is to load."""
    import django

    django.setup()
    from django.test.utils import setup_databases, setup_test_environment

    from wordpress.importing import import_files

    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    import_files([warm])
    started, worked = time.perf_counter(), processor_seconds()
    ledger = import_files([path])
    seconds, busy = time.perf_counter() - started, processor_seconds() - worked
    things = sum(count.found for count in ledger.counts.values())
    assert ledger.is_even
    for wrapper, name, is_last in databases:
        if not kept_aside(wrapper, path.stem):
            wrapper.creation.destroy_test_db(name, verbosity=0, keepdb=not is_last)
    return {
        "things": things,
        "seconds": round(seconds, 2),
        "processor_seconds": round(busy, 2),
        "a_second": round(things / seconds),
        "peak_mb": megabytes(resource.RUSAGE_SELF),
        "helper_mb": megabytes(resource.RUSAGE_CHILDREN),
    }


def kept_aside(wrapper: Any, journal: str) -> bool:
    """With KEEP the database of the large one stays: there as large.sqlite3, or on its server as it is."""
    if not KEEP or journal != "large":
        return False
    wrapper.close()
    if wrapper.vendor == "sqlite":
        Path(KEEP).mkdir(parents=True, exist_ok=True)
        shutil.move(wrapper.settings_dict["NAME"], Path(KEEP) / "large.sqlite3")
    return True


def processor_seconds() -> float:
    """Of this process and of those that have helped it."""
    return sum(os.times()[:4])


def megabytes(who: int) -> int:
    """The most that this process had, or the largest that has helped it; what they share is in both."""
    return round(resource.getrusage(who).ru_maxrss / 1024)


def as_command(path: Path) -> float:
    """Seconds of `manage.py import_wordpress` into a new site, whose modules were loaded once before."""
    with tempfile.TemporaryDirectory(prefix="import-bench-") as folder:
        environment = os.environ | {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        environment |= {"PYTHONPYCACHEPREFIX": f"{folder}/compiled", "PYTHONDONTWRITEBYTECODE": ""}
        command = [sys.executable, "manage.py"]
        for arguments in (
            ["migrate", "-v0"],
            ["import_wordpress", "--help"],
            ["import_wordpress", str(path)],
        ):
            began = time.perf_counter()
            subprocess.run([*command, *arguments], check=True, capture_output=True, env=environment)
            seconds = time.perf_counter() - began
    return round(seconds, 2)


def measured(path: Path, warm: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.importing", "--one", str(path), str(warm)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def peers(corpus: Path, warm: Path) -> dict[str, Any]:
    """The real export beside what WordPress needs for it; nothing without the corpus."""
    if not (corpus / PEER).is_file():
        return {}
    found = measured(corpus / PEER, warm)
    there = json.loads((corpus / "expected-by-wordpress.json").read_text())[PEER]["seconds"]
    found |= {"wordpress_seconds": there, "times_as_fast": round(there / found["seconds"], 1)}
    if not os.environ.get("TEST_DATABASE_URL"):
        found["seconds_of_command"] = as_command(corpus / PEER)
    return {"a real journal of 105 posts": found}


def row(name: str, each: dict[str, Any]) -> str:
    """A row of the table that README and docs show."""
    there = (str(each.get("wordpress_seconds", "")), str(each.get("times_as_fast", "")))
    said = (f"{each[field]:,}" if field in each else "" for field in FIELDS)
    return f"| {' | '.join((name, *said, *there))} |"


def journals(place: Path, scale: float) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each cost, the real one first, as soon as it is known: the large one may take half an hour."""
    warm = exports.write(place / "warm.xml", 3, 3)
    yield from peers(Path(os.environ.get("CORPUS_DIR", "/nowhere")) / "wxr", warm).items()
    for name, share in (("small", scale / 20), ("large", scale)):
        path = exports.write(place / f"{name}.xml", round(POSTS * share), round(COMMENTS * share))
        yield name, measured(path, warm)
        path.unlink()


def main() -> None:
    """Print each figure, and keep all in the file that the command line names."""
    if sys.argv[1] == "--one":
        print(json.dumps(one(Path(sys.argv[2]), Path(sys.argv[3]))))
        return
    scale = float(os.environ.get("SCALE", "1"))
    print(f"| {' | '.join(TITLES)} |\n|{'---|' * len(TITLES)}", flush=True)
    measures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="import-bench-") as folder:
        for name, each in journals(Path(folder), scale):
            measures[name] = each
            print(row(name, each), flush=True)
    large, small = measures["large"]["peak_mb"], measures["small"]["peak_mb"]
    measures["large"]["times_the_memory"] = round(large / small, 2)
    print(f"memory of the large one: {measures['large']['times_the_memory']} × the small one's")
    kept = Path(sys.argv[1])
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(measures, indent=1))


if __name__ == "__main__":
    main()
