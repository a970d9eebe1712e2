"""The servers beside this one that the environment may name: caches before it, a copy of its database."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from config import env

AWAY_SOON = {"connect_timeout": "2", "tcp_user_timeout": "3000"}  # s, ms: the primary can do its work


def databases(primary: str, replica: str, default: Path) -> dict[str, Any]:
    """Django's settings for the database, and for a copy that follows it if one is named."""
    found = {"default": env.database(primary, default)}
    if not env.text(replica):
        return found
    second = env.database(replica, default)
    if not all(each["ENGINE"].endswith("postgresql") for each in (second, *found.values())):
        env.refuse(replica, "the address of a PostgreSQL server that follows the one of DATABASE_URL")
    second["OPTIONS"] = AWAY_SOON | second["OPTIONS"]
    # It is vouched for by connection (blog.pagecache.replica): no other one may take its place unseen.
    second |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False}
    return found | {"replica": second | {"TEST": {"MIRROR": "default"}}}


def caches(name: str) -> list[dict[str, Any]]:
    """Shared caches that are told what has changed, separated by commas or spaces: `http://10.0.0.5:6081/` is
    sent PURGE; `post+https://TOKEN@api.example/purge` is sent POST, with the token as `Fastly-Key`. What
    blog.pagecache.purging.Cache is made of."""
    return [cache(name, word) for word in env.words(name, [])]


def cache(name: str, word: str) -> dict[str, Any]:
    scheme, _, rest = word.partition("://")
    method, plus, plain = scheme.rpartition("+")
    try:
        parts = urlsplit(f"{plain}://{rest}")
        is_good = method + plus in {"", "post+"} and plain in {"http", "https"} and bool(parts.hostname)
        port = parts.port
    except ValueError:
        is_good = False
    if not is_good:
        env.refuse(name, "addresses such as http://10.0.0.5:6081/ or post+https://TOKEN@api.example/purge")
    return {
        "method": method.upper() or "PURGE",
        "is_secure": plain == "https",
        "host": parts.hostname or "",
        "port": port,
        "path": f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}",
        "token": unquote(parts.username or ""),
    }
