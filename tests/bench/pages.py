"""What each kind of page costs when nothing of it is kept: CPU of this process a request, queries, bytes.

On 2,000 articles with 20,000 replies; with SCALE=100000 (or 1000000) in the environment also on so many, as
ratios. A table has one size at a time, so every request is paired with one that does next to nothing
(`/healthz`): compared is what a page costs in such requests, with many articles and with few."""

import io
import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote, unquote

import django

django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_databases  # noqa: E402

from blog.models import Author, Tag  # noqa: E402
from blog.pagecache.recording import recording  # noqa: E402
from blog.shelves.reading import Shelf  # noqa: E402
from tests.bench import bulk, loading  # noqa: E402

SMALL = 2_000
ROUNDS = 25
CONTROL = "/healthz"
handler = WSGIHandler()


@dataclass(frozen=True)
class Measure:
    """`milliseconds` of CPU: the median and the best of ROUNDS; `controls`: how many CONTROL costs."""

    page: str
    articles: int
    milliseconds: float
    best: float
    controls: float
    queries: int
    html: int
    sent: int


def answer(address: str, encoding: str = "br") -> bytes:
    """The body as sent. The page is read as for keeping, and not kept."""
    path, _mark, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET", "PATH_INFO": unquote(path).encode().decode("latin-1"),
        "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000",
        "HTTP_HOST": "127.0.0.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": encoding,
    }  # fmt: skip
    statuses: list[str] = []
    with recording():
        response = handler(environ, lambda status, _headers: statuses.append(status))
        body = b"".join(response)
        response.close()  # type: ignore[attr-defined]
    assert statuses[0].startswith("200"), f"{address}: {statuses[0]}"
    return body


def milliseconds(address: str) -> float:
    started = time.thread_time()
    answer(address)
    return (time.thread_time() - started) * 1000


def pages_of(journal: loading.Journal) -> dict[str, str]:
    """One address of every kind; the deep ones as deep as there is."""
    category = journal.category.get_absolute_url()
    filed = Shelf.of(journal.category).count()
    words = journal.with_one.body_text.split()
    return {
        "article, 1 reply": journal.with_one.get_absolute_url(),
        "article, 1,000 replies": journal.with_many.get_absolute_url(),
        "all 1,000 on one page": f"{journal.with_many.get_absolute_url()}?replies=all",
        "front": "/",
        "page 2": "/page/2/",
        "deep page": f"/page/{min(5_000, journal.articles // 10)}/",
        "category": category,
        "deep category": f"{category}page/{min(1_000, filed // 10)}/",
        "tag": Tag.objects.order_by("pk")[3].get_absolute_url(),
        "author": Author.objects.order_by("pk")[3].get_absolute_url(),
        "year": f"/{loading.NEWEST.year - 2}/",
        "feed": "/feed/",
        "category feed": f"{category}feed/",
        "search, rare": f"/search/?q={loading.RARE}",
        "search, two words": f"/search/?q={quote(' '.join(words[7:9]))}",
    }


def measure(page: str, address: str, articles: int) -> Measure:
    html = answer(address, "")
    answer(address)
    pairs = [(milliseconds(address), milliseconds(CONTROL)) for _ in range(ROUNDS)]
    with CaptureQueriesContext(connection) as queries:
        sent = answer(address)
    taken, ratios = [each for each, _ in pairs], [each / control for each, control in pairs]
    return Measure(
        page, articles, round(median(taken), 2), round(min(taken), 2), round(median(ratios), 2),
        len(queries), len(html), len(sent),
    )  # fmt: skip


def look(articles: int) -> list[Measure]:
    """Load so many and ask for every kind of page."""
    started, written = time.perf_counter(), bulk.Table.written
    journal = loading.load(articles)
    seconds = time.perf_counter() - started
    rows = bulk.Table.written - written
    print(f"{rows:,} rows in {seconds:.1f} s: {rows / seconds:,.0f} a second", flush=True)
    return [measure(page, address, articles) for page, address in pages_of(journal).items()]


def say(small: Iterable[Measure], large: dict[str, Measure]) -> None:
    for each in small:
        print(
            f"{each.page:24} {each.milliseconds:6.2f} ms ({each.best:.2f} at best), {each.queries} queries, "
            f"{each.html:,} bytes, {each.sent:,} sent",
            flush=True,
        )
        if more := large.get(each.page):
            ratio = more.controls / each.controls
            print(
                f"{'':24} {ratio:5.2f} × with {more.articles:,} articles: {more.milliseconds:.2f} ms",
                flush=True,
            )


def main() -> None:
    """Print each figure, and keep all in the file that the command line names."""
    databases = setup_databases(verbosity=0, interactive=False)
    small, large = look(SMALL), []
    if scale := int(os.environ.get("SCALE", "0")):
        call_command("flush", verbosity=0, interactive=False)
        large = look(scale)
    say(small, {each.page: each for each in large})
    kept = Path(sys.argv[1])
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps([asdict(each) for each in [*small, *large]], indent=1))
    for wrapper, name, is_last in databases:
        wrapper.creation.destroy_test_db(name, verbosity=0, keepdb=not is_last)


if __name__ == "__main__":
    main()
