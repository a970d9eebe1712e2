"""`make bench`: each benchmark on SQLite and on PostgreSQL, said as ratio and figure, kept in var/bench/."""

import os
import subprocess
import sys
from pathlib import Path

from tests import postgresql

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ["threads", "postlist", "importing", "pages"]
NEEDS_NO_DATABASE = ["hits"]  # a kept page asks none


def run(benchmark: str, database: str, address: str = "") -> int:
    """Exit status of one benchmark on one database, in a process of its own."""
    print(f"\n{benchmark} on {database}", flush=True)
    environment = {"TEST_DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    kept = ROOT / "var" / "bench" / f"{benchmark}-{database.lower()}.json"
    command = [sys.executable, "-m", f"tests.bench.{benchmark}", str(kept)]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False).returncode


def main() -> int:
    failed = sum(bool(run(benchmark, "SQLite")) for benchmark in [*NEEDS_NO_DATABASE, *BENCHMARKS])
    if missing := postgresql.missing():
        print(f"PostgreSQL: not measured, {missing}")
        return failed
    with postgresql.server() as address:
        return failed + sum(bool(run(benchmark, "PostgreSQL", address)) for benchmark in BENCHMARKS)


if __name__ == "__main__":
    sys.exit(main())
