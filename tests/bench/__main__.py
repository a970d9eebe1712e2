"""`make bench`: each benchmark on SQLite and on PostgreSQL, said as ratio and figure, kept in var/bench/.

BENCH=hits,pages runs only those, ON=postgresql only on that database. SCALE is the number of articles of
pages.py; IMPORTS that of importing.py, in units of 2,000 posts with 10,000 comments. BENCH_POSTGRESQL=
postgres://… uses a server that is there, instead of one that is started for the run; with KEEP, see pages.py
and importing.py, large databases stay in it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgresql
from tests.bench import table

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "bench"
BENCHMARKS = ["threads", "postlist", "importing", "serving", "pages"]
NEEDS_NO_DATABASE = ["hits"]  # a kept page asks none
DATABASES = os.environ.get("ON", "sqlite postgresql").lower()
ONLY = os.environ.get("BENCH", "").replace(",", " ").split()


def run(benchmark: str, database: str, address: str = "") -> int:
    """Exit status of one benchmark on one database, in a process of its own."""
    print(f"\n{benchmark} on {database}", flush=True)
    environment = {"TEST_DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    if benchmark == "importing":
        environment["SCALE"] = os.environ.get("IMPORTS", "1")
    kept = KEPT / f"{benchmark}-{database.lower()}.json"
    command = [sys.executable, "-m", f"tests.bench.{benchmark}", str(kept)]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False).returncode


def chosen(names: list[str]) -> list[str]:
    return [name for name in names if not ONLY or name in ONLY]


@contextmanager
def server() -> Iterator[str]:
    """The address of a PostgreSQL server."""
    if address := os.environ.get("BENCH_POSTGRESQL"):
        yield address
        return
    with postgresql.server() as address:
        yield address


def main() -> int:
    on_sqlite = chosen([*NEEDS_NO_DATABASE, *BENCHMARKS]) if "sqlite" in DATABASES else []
    failed = sum(bool(run(benchmark, "SQLite")) for benchmark in on_sqlite)
    missing = "" if "BENCH_POSTGRESQL" in os.environ else postgresql.missing()
    if missing:
        print(f"PostgreSQL: not measured, {missing}")
    elif chosen(BENCHMARKS) and "postgresql" in DATABASES:
        with server() as address:
            failed += sum(bool(run(each, "PostgreSQL", address)) for each in chosen(BENCHMARKS))
    table.write(KEPT)
    return failed


if __name__ == "__main__":
    sys.exit(main())
