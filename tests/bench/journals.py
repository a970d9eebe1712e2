"""Journals of several sizes at once, each a database and a process that answers from it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg2
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import make_dsn

from tests.bench.servers import ROOT

KEEP = os.environ.get("KEEP", "")


class Journal:
    """A process that answers from a database with so many articles."""

    def __init__(self, articles: int, server: str, directory: str) -> None:
        self.articles, self.pages = articles, list[str]()
        address = made(server, f"bench_{articles}") if server else f"sqlite:///{directory}/{articles}.sqlite3"
        environment = {"TEST_DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.answering", str(articles)],
            cwd=ROOT, env=os.environ | environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def said(self) -> Any:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, f"the process with {self.articles:,} articles has ended"
        return json.loads(line)

    def ask(self, page: str, *, look: bool = False) -> Any:
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"page": page, "look": look}) + "\n")
        self.process.stdin.flush()
        return self.said()

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def made(server: str, name: str) -> str:
    """The address of this database of the server, which is made if it is not there."""
    before, mark, options = server.partition("?")
    address = f"{before.rpartition('/')[0]}/{name}{mark}{options}"
    with connected(server) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f'CREATE DATABASE "{name}"')
    return address


def dropped(server: str, name: str) -> None:
    with connected(server) as connection, connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def connected(server: str) -> Iterator[Connection]:
    """Outside any transaction, as databases are made and dropped."""
    connection = psycopg2.connect(make_dsn(server))
    connection.autocommit = True
    try:
        yield connection
    finally:
        connection.close()


def opened(sizes: list[int], server: str, stack: ExitStack) -> list[Journal]:
    """One journal of each size; each says how it was loaded. They are loaded one after the other."""
    directory = KEEP or stack.enter_context(TemporaryDirectory(prefix="bench-"))
    Path(directory).mkdir(parents=True, exist_ok=True)
    found = []
    for size in sizes:
        if server and not KEEP:
            stack.callback(dropped, server, f"bench_{size}")
        journal = Journal(size, server, directory)
        stack.callback(journal.end)
        first = journal.said()
        journal.pages = first["pages"]
        print(f"{size:,} articles, {size * 10:,} replies: {first['loaded']}", flush=True)
        found.append(journal)
    return found
