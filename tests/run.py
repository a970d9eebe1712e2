"""`make test`: lint, types, the suite on SQLite and again on PostgreSQL, all at once.

The two databases run beside each other, so that no core waits for the last test of the one before the other
begins. Everything runs even if something failed. The last line is pytest's own closing line: that of the last
run, or of the run that failed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests import postgresql

ROOT = Path(__file__).resolve().parent.parent
CAPABILITIES = {"postgresql", "chromium", "redis", "nginx", "varnish", "corpus"}
NOTHING_COLLECTED = 5
SOAK = ["-m", "soak or hypothesis", "--hypothesis-profile=others"]
BOLD, PLAIN = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")


def say(text: str) -> None:
    """One line at once, in order with what the programs print."""
    print(f"{BOLD}{text}{PLAIN}", flush=True)


def templates() -> list[str]:
    """Every template of the project, for djade."""
    return [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]


def lint() -> list[str]:
    """Run every check that needs no test; the names of those that failed."""
    python = [sys.executable, "-m"]
    djade = str(Path(sys.executable).with_name("djade"))
    checks = {
        "ruff": [*python, "ruff", "check", "--quiet", "."],
        "format": [*python, "ruff", "format", "--quiet", "--check", "."],
        "templates": [djade, "--target-version", "5.2", "--check", *templates()],
        "types": [*python, "mypy", "--no-error-summary", "."],
        "imports": [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
        ],
        "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    }
    failed = []
    for name, command in checks.items():
        if name == "templates" and not templates():
            continue
        started = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        say(f"{'failed' if done.returncode else 'ok':7}{name} ({time.monotonic() - started:.1f} s)")
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr, flush=True)
    return failed


def show(line: str) -> None:
    print(line, end="", flush=True)


def pytest(
    processes: int, arguments: list[str], environment: dict[str, str], tell: Callable[[str], None]
) -> tuple[int, str]:
    """Run pytest and tell each line as it comes; its exit status and its last line."""
    # A file stays in one process, so that what its tests share is made once. (Groups by mark are lost with
    # pytest 9.2: https://github.com/pytest-dev/pytest-xdist/issues/1386.)
    # Files go in the order of conftest.py: by their number of tests, the slowest would come last.
    spread = ["-n", str(processes), "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", *spread, *arguments]
    last = ""
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    for line in process.stdout or ():
        tell(line)
        last = line.strip() or last
    return process.wait(), last


@contextmanager
def compiled_once(*, all_tests: bool) -> Iterator[None]:
    """Where no compiled code may stand beside the source, it stands elsewhere for as long as this run lasts.

    Every process would compile everything otherwise, and rewriting the asserts costs most of a start: where
    it has not been done, one process does it before four would do it at once.
    """
    with tempfile.TemporaryDirectory(prefix="broadside-compiled-") as directory:
        is_new = not (ROOT / "tests" / "__pycache__").is_dir()
        if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
            is_new, os.environ["PYTHONPYCACHEPREFIX"] = True, directory
        if all_tests and is_new:
            command = [sys.executable, "-m", "pytest", "--collect-only", "-qq"]
            subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        yield


def on_sqlite(arguments: list[str], missing: str) -> tuple[int, str]:
    """The whole suite on a database file."""
    say("\nTests on SQLite")
    # One more than there are cores: some tests wait for servers, browsers and deadlines.
    return pytest(3, arguments, {"TEST_DATABASE_URL": "", "MISSING_POSTGRESQL": missing}, show)


def on_postgresql(arguments: list[str]) -> tuple[int, str]:
    """Every test that touches the database, on a server of our own; shown when all have run."""
    lines: list[str] = []
    with postgresql.server() as address:
        environment = {"TEST_DATABASE_URL": address, "DATABASE_TESTS_ONLY": "1"}
        ended = pytest(2, arguments, environment, lines.append)
    show("".join(["\nTests on PostgreSQL\n", *lines]))
    return ended


def suite(arguments: list[str], required: set[str]) -> tuple[bool, str]:
    """The tests on each database: whether all is well, and the line to close with."""
    missing = postgresql.missing()
    with ThreadPoolExecutor() as beside:
        postgres = None if missing else beside.submit(on_postgresql, arguments)
        runs = {"SQLite": on_sqlite(arguments, missing)}
        if postgres:
            runs["PostgreSQL"] = postgres.result()
    failed = [name for name, (status, _) in runs.items() if status not in {0, NOTHING_COLLECTED}]
    if all(status == NOTHING_COLLECTED for status, _ in runs.values()):
        failed = list(runs)
    say("")
    for name, (_, line) in runs.items():
        say(f"{name + ':':12}{line.strip('= ')}")
    if missing:
        say(f"PostgreSQL: NOT TESTED, {missing}")
    well = not failed and not (missing and "postgresql" in required)
    return well, runs[failed[0] if failed else list(runs)[-1]][1]


def main() -> int:
    """Exit status 0 only if everything that could run, and everything in REQUIRE, passed."""
    parser = argparse.ArgumentParser(prog="make test", allow_abbrev=False)
    parser.add_argument("--lint-only", action="store_true")
    parser.add_argument("--soak", action="store_true", help="only the tests too long for make test")
    options, arguments = parser.parse_known_args()
    required = set(os.environ.get("REQUIRE", "").replace(",", " ").split())
    if unknown := required - CAPABILITIES:
        sys.exit(f"REQUIRE names {', '.join(sorted(unknown))}; it knows {', '.join(sorted(CAPABILITIES))}.")
    narrowed = bool(arguments) or options.soak
    if options.lint_only:
        return bool(lint())
    with ThreadPoolExecutor() as beside:
        checks = None if narrowed else beside.submit(lint)
        chosen = [*SOAK, *arguments] if options.soak else arguments
        with compiled_once(all_tests=not arguments):
            well, closing = suite(chosen, required)
        failed = checks.result() if checks else []
    if narrowed and not options.soak:
        say("Lint and types were left out: ARGS narrows.")
    if failed:
        say(f"Failed beside the tests: {', '.join(failed)}.")
    print(closing, flush=True)
    return 0 if well and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
