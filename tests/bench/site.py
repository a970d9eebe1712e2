"""A journal in a data directory of its own, served as in production and without kept pages, for benchmarks.

`python -m tests.bench.site ARTICLES` fills the database that the environment names and prints, as JSON, the
addresses of the pages that are measured.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.servers import ROOT, Server, free_port, granian, running

BROTLI = {"Accept-Encoding": "br, gzip"}


class Site:
    """A prepared data directory; `pages` are addresses by name."""

    def __init__(self, directory: Path, articles: int, database: str = "") -> None:
        self.environment = {"DATA_DIR": str(directory), "DEMO": "0", "DATABASE_URL": database}
        self.environment |= {"REPLY_LIMIT": "0", "DJANGO_SETTINGS_MODULE": "config.settings"}
        command = [sys.executable, "-m", "tests.bench.site", str(articles)]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        self.pages: dict[str, str] = json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def served(self, name: str, **environment: str) -> Iterator[Server]:
        """By the web server alone, with two workers; the address is that of the front page."""
        port = free_port()
        given = self.environment | {"PORT": str(port)} | environment
        with running(granian("config.wsgi:application", port), port, given) as process:
            yield Server(name, f"http://127.0.0.1:{port}/", process, BROTLI)


def fill(articles: int) -> dict[str, str]:
    """Migrate, collect and load; the addresses by name."""
    import django

    django.setup()
    from operations.preparing import prepare
    from tests.bench.loading import RARE, load

    prepare(lambda _said: None)
    journal = load(articles)
    category = journal.category.get_absolute_url()
    return {
        "front": "/",
        "category": category,
        "category, 100 pages deep": f"{category}page/{min(100, articles // 25)}/",
        "feed": "/feed/",
        "article, 1 reply": journal.with_one.get_absolute_url(),
        "article, 1,000 replies": journal.with_many.get_absolute_url(),
        "search": f"/search/?q={RARE}",
    }


if __name__ == "__main__":
    print(json.dumps(fill(int(sys.argv[1]))))
