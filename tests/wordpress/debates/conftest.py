"""A site with django-comments-xtd in the kind of database that the tests run on."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg2
import pytest
from django.db import connection

from tests.wordpress.debates.sources import XTD, xtd_file


@pytest.fixture
def xtd_site(db, tmp_path: Path) -> Iterator[str]:
    """Where its tables are: a file, or a database of its own on the server of the tests."""
    if connection.vendor == "sqlite":
        yield str(xtd_file(tmp_path))
        return
    name = f"{connection.settings_dict['NAME']}_xtd"
    drop = f'DROP DATABASE IF EXISTS "{name}"'
    on_the_server(drop, f'CREATE DATABASE "{name}"')
    try:
        with closing(psycopg2.connect(address(name))) as database, database.cursor() as cursor:
            cursor.execute(XTD)
            database.commit()
        yield address(name)
    finally:
        on_the_server(drop)


def on_the_server(*statements: str) -> None:
    """Outside of any transaction, as making databases asks."""
    with closing(psycopg2.connect(address("postgres"))) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def address(name: str) -> str:
    """Of a database beside that of the tests."""
    said = connection.settings_dict
    login = f"{quote(said['USER'])}:{quote(said['PASSWORD'])}@" if said["USER"] else ""
    place = {"host": said["HOST"], "port": said["PORT"]}
    query = urlencode({key: value for key, value in place.items() if value})
    return f"postgres://{login}/{name}" + (f"?{query}" if query else "")
