"""Telling shared caches by which keys pages have become old: over HTTP, within a time that a writer can wait.

Varnish: `PURGE` with `Surrogate-Key`, answered by the lines of docs/scaling.md. Fastly: `POST` with
`Surrogate-Key` and `Fastly-Key` (https://www.fastly.com/documentation/reference/api/purging/).
"""

import http.client
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

WITHIN = 1.0  # seconds that a cache may take, all in all
AT_ONCE = 250  # keys in one request; Fastly takes 256, Varnish 8 KB of a header
PAUSE = 5.0  # seconds in which no writer waits for one that did not answer


@dataclass(frozen=True)
class Cache:
    """Where a shared cache takes purges."""

    method: str
    is_secure: bool
    host: str
    port: int | None
    path: str
    token: str = ""

    def __str__(self) -> str:
        return f"{self.host}:{self.port}" if self.port else self.host

    def purge(self, keys: list[str]) -> None:
        """Raises OSError or HTTPException if it does not answer, and OSError if it refuses."""
        kind = http.client.HTTPSConnection if self.is_secure else http.client.HTTPConnection
        connection = kind(self.host, self.port, timeout=WITHIN)
        headers = {"Content-Length": "0", "Accept": "application/json"}
        if self.token:
            headers["Fastly-Key"] = self.token
        try:
            for some in parts(keys):
                connection.request(
                    self.method, self.path, headers=headers | {"Surrogate-Key": " ".join(some)}
                )
                answer = connection.getresponse()
                answer.read()
                if not 200 <= answer.status < 300:
                    raise OSError(f"it answers {answer.status} {answer.reason}")
        finally:
            connection.close()


def parts(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


AWAY: dict[Cache, float] = {}  # when it may be waited for again (monotonic seconds)


def send(caches: list[Cache], keys: list[str], *, is_patient: bool = False) -> dict[Cache, str]:
    """Tell all of them at once; of those that were not told, why. Takes WITHIN seconds at most. A writer does
    not wait for one that was away just now; whoever `is_patient` tries it."""
    if not keys:
        return {}
    problems = dict.fromkeys(caches, "it did not answer in time")

    def tell(cache: Cache) -> None:
        try:
            cache.purge(keys)
        except (OSError, http.client.HTTPException) as error:
            problems[cache] = str(error) or type(error).__name__
        else:
            problems.pop(cache, None)

    now = time.monotonic()
    asked = [cache for cache in caches if is_patient or AWAY.get(cache, 0) < now]
    threads = [threading.Thread(target=tell, args=(cache,), daemon=True) for cache in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, now + WITHIN - time.monotonic()))
    found = dict(problems)
    for cache in asked:
        AWAY[cache] = time.monotonic() + PAUSE if cache in found else 0.0
    return found
