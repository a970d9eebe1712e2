"""What a machine may lack: the corpus of real exports, Chromium, Redis, nginx, Varnish, PostgreSQL.

A test that needs a missing one is skipped and named in the last lines, or fails if REQUIRE names it.
"""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

REQUIRED = set(os.environ.get("REQUIRE", "").replace(",", " ").split())
LACKING = "lacking "
# The first draws no windows at all, and costs a third less.
CHROMIUMS = "chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome".split()


def lacking(name: str, reason: str) -> None:
    """Skip, or fail where the run insists on having it."""
    if name in REQUIRED:
        pytest.fail(f"{name} is required but missing: {reason}", pytrace=False)
    pytest.skip(f"{LACKING}{name}: {reason}")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The directory of real exports and payloads that CORPUS_DIR names."""
    named = os.environ.get("CORPUS_DIR", "")
    if not named:
        lacking("corpus", "CORPUS_DIR is not set")
    if not Path(named).is_dir():
        lacking("corpus", f"CORPUS_DIR names {named}, which is no directory")
    return Path(named).resolve()


@pytest.fixture(scope="session")
def chromium_program() -> str:
    """The path of the system's Chromium or Chrome."""
    for name in CHROMIUMS:
        if found := shutil.which(name):
            return found
    lacking("chromium", "no chromium in PATH (Debian: apt install chromium-headless-shell)")
    raise AssertionError


@pytest.fixture(scope="session")
def redis_program() -> str:
    """The path of a Redis server."""
    if not (found := shutil.which("redis-server")):
        lacking("redis", "no redis-server in PATH (Debian: apt install redis-server)")
    return found


@pytest.fixture(scope="session")
def nginx_program() -> str:
    """The path of nginx; Debian keeps it off the PATH of ordinary users."""
    if not (found := shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")):
        lacking("nginx", "no nginx in PATH or /usr/sbin (Debian: apt install nginx-light)")
    return found


@pytest.fixture(scope="session")
def varnish_program() -> str:
    """The path of Varnish; Debian keeps it off the PATH of ordinary users."""
    if not (found := shutil.which("varnishd") or shutil.which("varnishd", path="/usr/sbin:/usr/local/sbin")):
        lacking("varnish", "no varnishd in PATH or /usr/sbin (Debian: apt install varnish varnish-modules)")
    return found


def skipped_for(report: pytest.TestReport) -> str | None:
    """`corpus: CORPUS_DIR is not set`, if that is why the test was skipped."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    return reason.removeprefix("Skipped: ").removeprefix(LACKING) if LACKING in reason else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, just before the closing line, what this machine could not test."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = Counter(reason for report in reports if (reason := skipped_for(report)))
    lines = [f"{reason}: {number} tests not run" for reason, number in sorted(reasons.items())]
    if missing := os.environ.get("MISSING_POSTGRESQL"):
        lines.append(f"postgresql: {missing}: no test ran on PostgreSQL")
    if lines:
        terminalreporter.section("NOT TESTED HERE", sep="!", bold=True, red=True)
        for line in lines:
            terminalreporter.write_line(line)
