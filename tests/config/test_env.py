"""Wrong values stop the start with one sentence that names the variable."""

import os
import stat

import pytest

from config import env, peers


@pytest.mark.parametrize(
    ("name", "value", "reader"),
    [
        ("DEBUG", "perhaps", lambda name: env.boolean(name, False)),
        ("PORT", "80000", lambda name: env.integer(name, 8000, least=1, most=65535)),
        ("PORT", "-1", lambda name: env.integer(name, 8000)),
        ("SITE_URL", "journal.example", lambda name: env.address(name, "")),
        ("SITE_URL", "https://journal.example/blog", lambda name: env.address(name, "")),
        ("SITE_URL", "https://journal.example:port", lambda name: env.address(name, "")),
        ("TIME_ZONE", "London", lambda name: env.time_zone(name, "UTC")),
        ("LANGUAGE_CODE", "zz!!", lambda name: env.language(name, "en-gb")),
        ("REPLY_LIMIT", "10 a minute", lambda name: env.rate(name, "10/m")),
        ("DATABASE_URL", "mysql://localhost/x", lambda name: env.database(name, "x")),
        ("DATABASE_URL", "postgres://localhost:x/name", lambda name: env.database(name, "x")),
        ("CACHE_URL", "memcached://localhost", env.cache),
        ("EMAIL_URL", "mail.example", lambda name: env.mail(name, "x")),
        ("MEDIA_STORAGE_URL", "ftp://bucket", lambda name: env.storage(name, "x")),
        ("PURGE_URL", "varnish.example", peers.caches),
        ("PURGE_URL", "http://varnish.example:x/", peers.caches),
        ("PURGE_URL", "put+http://varnish.example/", peers.caches),
        ("TRUSTED_PROXIES", "proxy.example", lambda name: env.networks(name, [])),
    ],
)
def test_wrong_value_stops_with_a_sentence(monkeypatch, name, value, reader):
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as stopped:
        reader(name)
    message = str(stopped.value)
    assert message.startswith(f"{name} is {value!r}, but it must be ")
    assert "\n" not in message


def test_postgresql_address_is_read_part_by_part(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://ann:p%40ss@db.example:5433/journal?sslmode=require")
    settings = env.database("DATABASE_URL", "x")
    assert (settings["USER"], settings["PASSWORD"], settings["PORT"]) == ("ann", "p@ss", "5433")
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_socket_directory_is_the_host(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres:///journal?host=/run/postgresql")
    assert env.database("DATABASE_URL", "x")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    ("value", "ssl", "starttls", "port"),
    [
        ("smtp://mail.example", False, False, 25),
        ("smtp://ann:x@mail.example:587", False, True, 587),
        ("smtp://ann:x@mail.example:2525?tls=1", False, True, 2525),
        ("smtp://ann:x@mail.example:587?tls=0", False, False, 587),
        ("smtps://ann:x@mail.example", True, False, 465),
    ],
)
def test_mail_server_is_reached_with_the_right_encryption(monkeypatch, value, ssl, starttls, port):
    monkeypatch.setenv("EMAIL_URL", value)
    mail = env.mail("EMAIL_URL", "x")
    assert (mail["ssl"], mail["starttls"], mail["port"]) == (ssl, starttls, port)


def test_mail_goes_to_files_by_default(monkeypatch, tmp_path):
    monkeypatch.delenv("EMAIL_URL", raising=False)
    assert env.mail("EMAIL_URL", tmp_path) == {"backend": "filebased", "path": str(tmp_path)}


@pytest.mark.parametrize(("value", "expected"), [("10/m", (10, 60)), ("5/h", (5, 3600)), ("0", (0, 0))])
def test_rate_is_a_number_and_seconds(monkeypatch, value, expected):
    monkeypatch.setenv("REPLY_LIMIT", value)
    assert env.rate("REPLY_LIMIT", "1/s") == expected


def test_secret_is_made_once_and_read_by_its_owner_only(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    secret = env.secret("SECRET_KEY", tmp_path)
    assert env.secret("SECRET_KEY", tmp_path) == secret
    assert len(secret) > 50
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_directory_that_cannot_be_made_is_refused(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "file" / "below"))
    with pytest.raises(SystemExit, match=r"^DATA_DIR is .* a directory that can be made\.$"):
        env.directory("DATA_DIR", tmp_path)


def test_directory_that_is_not_writable_is_refused(monkeypatch, tmp_path):
    # Not by its mode: whoever runs the tests as root may write everywhere.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    with pytest.raises(SystemExit, match="can be written to"):
        env.directory("DATA_DIR", tmp_path)
