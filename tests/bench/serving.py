"""What `manage.py serve` takes: seconds until the first answer, and memory of all its processes (two web
workers, task worker, and what holds them), at rest and after a load of many different pages.

`python -m tests.bench.serving FILE.json`; in the environment ROUNDS (3), SECONDS (20) and ARTICLES (2000).
"""

import json
import os
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from statistics import median

from tests.bench.servers import free_port, memory, processor_seconds, running
from tests.bench.site import Site

ROUNDS, SECONDS = int(os.environ.get("ROUNDS", "3")), float(os.environ.get("SECONDS", "20"))
ARTICLES = int(os.environ.get("ARTICLES", "2000"))
READERS = 8
REST = 5.0  # seconds: the task worker has begun by then
ENCODINGS = ["br, gzip", "gzip", "br, gzip, zstd", "identity"]


@contextmanager
def served(site: Site, port: int) -> Iterator[int]:
    """As in production, with two web workers."""
    given = site.environment | {"PORT": str(port), "WEB_WORKERS": "2"}
    with running([sys.executable, "manage.py", "serve", "--prepare"], port, given) as process:
        yield process


def first_answer(site: Site) -> tuple[float, float]:
    """(seconds, processor seconds) from the start to the first answer of the front page."""
    port, begun = free_port(), time.monotonic()
    with served(site, port) as process:
        ask(port, "/", "br")
        return time.monotonic() - begun, processor_seconds(process)


def ask(port: int, path: str, encoding: str) -> None:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": encoding})
    with suppress(urllib.error.HTTPError), urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()


def paths() -> Iterator[str]:
    """Articles by their old addresses, archives, searches and feeds, over and over."""
    number = 0
    while True:
        number += 1
        yield f"/article-{number % ARTICLES + 1}/"
        if number % 5 == 0:
            yield from (f"/page/{number % 80 + 2}/", f"/search/?q=w{number % 500}", "/feed/")


def read(port: int, share: int) -> None:
    """One reader of several, each with other pages."""
    until = time.monotonic() + SECONDS
    for number, path in enumerate(islice(paths(), share, None, READERS)):
        if time.monotonic() > until:
            return
        ask(port, path, ENCODINGS[number % len(ENCODINGS)])


def megabytes(site: Site) -> tuple[float, float]:
    """(at rest, after the load)."""
    port = free_port()
    with served(site, port) as process:
        ask(port, "/", "br")
        time.sleep(REST)
        rest = memory(process)
        readers = [threading.Thread(target=read, args=(port, share)) for share in range(READERS)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        return rest, memory(process)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        site = Site(Path(directory), ARTICLES, os.environ.get("TEST_DATABASE_URL", ""))
        starts = [first_answer(site) for _ in range(ROUNDS)]
        rest, loaded = megabytes(site)
    seconds, processor = ([start[place] for start in starts] for place in (0, 1))
    found = {
        "start to first answer, seconds": [median(seconds), min(seconds), max(seconds)],
        "start to first answer, processor seconds": [median(processor), min(processor), max(processor)],
        "memory at rest, MB": rest,
        "memory after the load, MB": loaded,
    }
    for name in list(found)[:2]:
        middle, least, most = found[name]
        print(f"{name:44} {middle:.2f} ({least:.2f} to {most:.2f})")
    print(f"{'memory at rest':44} {rest:.0f} MB (reach: 250)")
    print(f"{'memory after the load':44} {loaded:.0f} MB (reach: 400)")
    kept = Path(sys.argv[1])
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
