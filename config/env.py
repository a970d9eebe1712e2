"""Typed readers of the environment. A wrong value stops the start with one line that names the variable."""

import os
import re
import secrets
import sys
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from django.conf.locale import LANG_INFO


def refuse(name: str, expected: str) -> NoReturn:
    """Stop with one sentence: what the variable holds and what it should hold."""
    sys.exit(f"{name} is {os.environ.get(name, '')!r}, but it must be {expected}.")


def text(name: str, default: str = "") -> str:
    """The variable's value without surrounding white space; empty counts as unset."""
    return os.environ.get(name, "").strip() or default


def boolean(name: str, default: bool) -> bool:
    """`1 true yes on` or `0 false no off`, in any case."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    refuse(name, "1 or 0")


def integer(name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
    """A whole number from `least` to `most`."""
    value = text(name, str(default))
    if not re.fullmatch(r"\d{1,10}", value) or not least <= int(value) <= most:
        refuse(name, f"a whole number from {least} to {most}")
    return int(value)


def words(name: str, default: list[str]) -> list[str]:
    """Values separated by commas or spaces."""
    return re.split(r"[,\s]+", text(name)) if text(name) else default


def address(name: str, default: str) -> str:
    """An absolute http(s) address without a path, query or trailing slash."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        valid = parts.scheme in {"http", "https"} and parts.hostname and not (parts.path or parts.query)
        _ = parts.port
    except ValueError:
        valid = False
    if not valid:
        refuse(name, "an address such as https://journal.example")
    return value


def time_zone(name: str, default: str) -> str:
    """A name of the IANA time zone database."""
    value = text(name, default)
    if value not in available_timezones():
        refuse(name, "a time zone such as Europe/London")
    return ZoneInfo(value).key


def language(name: str, default: str) -> str:
    """A language tag whose language Django knows, such as en-gb or ar."""
    value = text(name, default).lower()
    if value not in LANG_INFO and not (
        re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})+", value) and value.split("-")[0] in LANG_INFO
    ):
        refuse(name, "a language such as en-gb")
    return value


def rate(name: str, default: str) -> tuple[int, int]:
    """(how many, seconds) from `10/m`; units s m h d; `0` is no limit and comes back as (0, 0)."""
    value = text(name, default)
    if value == "0":
        return 0, 0
    match = re.fullmatch(r"(\d{1,6})/([smhd])", value)
    if not match:
        refuse(name, "a rate such as 10/m, or 0 for no limit")
    return int(match[1]), {"s": 1, "m": 60, "h": 3600, "d": 86400}[match[2]]


def directory(name: str, default: Path) -> Path:
    """A directory that exists afterwards and can be written to."""
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        refuse(name, "a directory that can be made")
    if not os.access(path, os.W_OK):
        refuse(name, "a directory that can be written to")
    return path


def secret(name: str, keep_in: Path) -> str:
    """The variable, or a key made once and kept in a file that only its owner can read."""
    if text(name):
        return text(name)
    path = keep_in / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text()


def database(name: str, default: Path) -> dict[str, Any]:
    """Django's settings for `postgres://user:password@host:port/name?option=…` or `sqlite:///path`.

    A socket directory goes in `?host=/run/postgresql`.
    """
    value = text(name, f"sqlite:///{default}")
    parts = urlsplit(value)
    if parts.scheme == "sqlite" and len(parts.path) > 1:
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:
        refuse(name, "an address such as postgres://user:password@host/name or sqlite:////path/file.sqlite3")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(port_of(name, parts) or ""),
        "CONN_MAX_AGE": 600,  # it holds the plans of what pages ask (blog/planned.py)
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def cache(name: str) -> dict[str, Any]:
    """Django's settings for `redis://host:port/number`; unset, each process keeps its own."""
    value = text(name)
    if not value:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
        refuse(name, "an address such as redis://127.0.0.1:6379/0")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value}


def mail(name: str, directory: Path) -> dict[str, Any]:
    """How mail leaves: `smtp://user:password@host:587` (STARTTLS at port 587, else with `?tls=1`),
    `smtps://…:465`, `console:`, `file:///directory`; unset, files in `directory`. `?timeout=` is how many
    seconds the server may take to answer: 15 unless said.
    """
    value = text(name, f"file://{directory}")
    parts = urlsplit(value)
    if parts.scheme == "console":
        return {"backend": "console"}
    if parts.scheme == "file" and len(parts.path) > 1:
        return {"backend": "filebased", "path": unquote(parts.path)}
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        refuse(name, "an address such as smtp://user:password@mail.example:587")
    options = dict(parse_qsl(parts.query))
    ssl = parts.scheme == "smtps"
    port = port_of(name, parts) or (465 if ssl else 25)
    timeout = options.get("timeout", "15")
    if not (timeout.isdecimal() and 1 <= int(timeout) <= 60):
        refuse(name, "a timeout of 1 to 60 seconds")
    return {
        "backend": "smtp",
        "host": parts.hostname,
        "port": port,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "timeout": int(timeout),
        "ssl": ssl,
        "starttls": not ssl and options.get("tls", "1" if port == 587 else "0") == "1",
    }


def port_of(name: str, parts: SplitResult) -> int | None:
    """The port in an address, which may be wrong."""
    try:
        return parts.port
    except ValueError:
        refuse(name, "an address with a port from 1 to 65535")


def storage(name: str, directory: Path) -> dict[str, Any]:
    """Where pictures are kept: `file:///directory` or `s3://bucket?endpoint=https://…&region=…&prefix=…`."""
    value = text(name, f"file://{directory}")
    parts = urlsplit(value)
    if parts.scheme == "file" and len(parts.path) > 1:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": unquote(parts.path)},
        }
    if parts.scheme != "s3" or not parts.hostname:
        refuse(name, "an address such as file:///srv/media or s3://bucket?endpoint=https://s3.example")
    names = {"endpoint": "endpoint_url", "region": "region_name", "prefix": "location"}
    options = {names[key]: word for key, word in parse_qsl(parts.query) if key in names}
    if not re.match(r"https?://[^/]", options.get("endpoint_url", "https://s3")):
        refuse(
            name,
            "an address whose endpoint begins with https://, such as s3://bucket?endpoint=https://s3.example",
        )
    options |= {"bucket_name": parts.netloc}
    return {"BACKEND": "blog.files.buckets.BucketStorage", "OPTIONS": options}


def networks(name: str, default: list[str]) -> list[IPv4Network | IPv6Network]:
    """Addresses or networks, separated by commas or spaces."""
    try:
        return [ip_network(word, strict=False) for word in words(name, default)]
    except ValueError:
        refuse(name, "addresses or networks such as 10.0.0.0/8")


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite as a server needs it: readers beside one writer, and writers that wait instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,  # opening the file anew costs a quarter of a page
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            # A large import can make the journal beside the database as large as itself: 64 MB of it stay.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; "
            "PRAGMA journal_size_limit=67108864;",
        },
    }
