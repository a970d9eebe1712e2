"""A process that answers requests from one journal and says what each cost: `answering ARTICLES`.

It fills the database that TEST_DATABASE_URL names (a file of its own without one), unless that holds the
journal already, prints the names of its pages, and then answers each line of its input, the name of a page,
with what asking for it once cost. All as JSON, a line each."""

import io
import json
import sys
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from blog.models import Post  # noqa: E402
from blog.pagecache import everything_changed  # noqa: E402
from blog.pagecache.front import Front  # noqa: E402
from config.wsgi import application  # noqa: E402
from tests.bench import bulk, loading  # noqa: E402
from tests.bench.addresses import CONTROL, Asked, pages_of  # noqa: E402
from tests.bench.debate import lengthen  # noqa: E402

LONGEST = 5_000
settings.REPLY_LIMIT = settings.ARTICLE_REPLY_LIMIT = (10**9, 600)  # counted as ever, and never too many
assert isinstance(application, Front)
front: Front = application
numbers = count(int(time.time()))


def answer(asked: Asked, encoding: str = "br") -> bytes:
    """The body as sent, by all that answers a reader: the page is rendered, and kept."""
    environ = environ_of(asked) | {"HTTP_ACCEPT_ENCODING": encoding}
    statuses: list[str] = []
    response = front(environ, lambda status, _headers: statuses.append(status))
    body = b"".join(response)
    if close := getattr(response, "close", None):
        close()
    assert statuses[0].startswith(asked.status), f"{asked.address}: {statuses[0]}"
    return body


def let_fall(asked: Asked) -> None:
    """The page is kept no more, neither here nor for other processes."""
    environ = environ_of(asked)
    key = (environ["PATH_INFO"], environ["QUERY_STRING"], environ["HTTP_HOST"], environ["wsgi.url_scheme"])
    front.pages.drop(key)
    (front.hand.directory / f"{front.hand.place(key):04}").unlink(missing_ok=True)


def environ_of(asked: Asked) -> dict[str, Any]:
    path, _mark, query = asked.address.partition("?")
    number = next(numbers)
    form = {name: value.format(number=number) for name, value in asked.form.items()}
    typed = urlencode({"comment": f"{asked.typed} {number}", **form}).encode()
    return {
        "REQUEST_METHOD": "POST" if asked.form else "GET",
        "PATH_INFO": unquote(path).encode().decode("latin-1"), "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", "HTTP_COOKIE": asked.cookie,
        "HTTP_ORIGIN": "http://127.0.0.1", "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(typed)), "wsgi.input": io.BytesIO(typed),
    }  # fmt: skip


def seconds_of_database() -> float:
    """Processor time of the server's process that answers us; none on SQLite, which is in this one."""
    if connection.vendor == "postgresql" and connection.connection:
        with suppress(OSError):
            status = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
            return int(status.read_text().split()[0]) / 1e9
    return 0


def cost(asked: Asked, *, is_first: bool = False) -> float:
    """Milliseconds of processor time of one request, here and in the database's server. With `is_first`,
    nothing that any page shows is at hand either."""
    everything_changed() if is_first else let_fall(asked)
    own, other = time.thread_time(), seconds_of_database()
    answer(asked)
    own = time.thread_time() - own
    return (own + seconds_of_database() - other) * 1000


def costs(asked: Asked) -> dict[str, float]:
    """Of the page, of the page while nothing is at hand (a form is sent once), and of next to nothing."""
    first = {} if asked.form else {"first": cost(asked, is_first=True)}
    return first | {"ms": cost(asked), "control": cost(Asked(CONTROL))}


def look(asked: Asked) -> dict[str, Any]:
    """Queries (BEGIN and COMMIT are two) while nothing is at hand, but for a form, which readers of pages
    send; and bytes plain and as sent. The first looks also make templates."""
    answer(asked, "")
    html = len(answer(asked, ""))
    if not asked.form:
        everything_changed()
    with CaptureQueriesContext(connection) as queries:
        sent = len(answer(asked))
    return {"queries": len(queries), "html": html, "sent": sent}


def opened(articles: int) -> tuple[loading.Journal, str]:
    """The journal, loaded if it is not there; and how fast that went. One article gets a very long thread."""
    journal, told = filled(articles)
    lengthen(journal.with_most, LONGEST)
    return journal, told


def filled(articles: int) -> tuple[loading.Journal, str]:
    call_command("migrate", verbosity=0)
    if Post.objects.count() == articles:
        return loading.found(articles), "was there"
    wall, own = time.perf_counter(), time.process_time()
    journal = loading.load(articles)
    wall, own = time.perf_counter() - wall, time.process_time() - own
    rows = bulk.Table.written
    told = f"{rows:,} rows in {wall:,.0f} s: {rows / wall:,.0f} a second; {own:,.0f} s of processor time"
    return journal, told


def main() -> None:
    journal, told = opened(int(sys.argv[1]))
    pages = pages_of(journal)
    print(json.dumps({"loaded": told, "pages": list(pages)}), flush=True)
    for line in sys.stdin:
        name = json.loads(line)
        asked = pages[name["page"]]
        found = look(asked) if name["look"] else costs(asked)
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
