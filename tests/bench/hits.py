"""What a kept page costs beside its limits: a constant answer of the same server, nginx with the same bytes
as a file, and Django's cache middleware. Paired: each round measures all of them one after the other.

`python -m tests.bench.hits FILE.json`; in the environment ROUNDS (3), SECONDS (4), ARTICLES (2000) and
OTHERS (10000).
"""

import base64
import json
import os
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

from tests.bench.servers import NGINX, Server, free_port, granian, memory, nginx, running
from tests.bench.site import BROTLI, Site

ROUNDS, SECONDS = int(os.environ.get("ROUNDS", "3")), float(os.environ.get("SECONDS", "4"))
ARTICLES = int(os.environ.get("ARTICLES", "2000"))
OTHERS = int(os.environ.get("OTHERS", "10000"))
HOPS = {"connection", "keep-alive", "transfer-encoding", "date", "server", "content-length"}

Costs = dict[str, list[tuple[float, float]]]


@contextmanager
def constant(directory: Path, name: str, page: Server) -> Iterator[Server]:
    """The same server, always giving what `page` gives now."""
    status, headers, body = page.get()
    kept = [(name, value) for name, value in headers.items() if name not in HOPS]
    kept.append(("content-length", str(len(body))))
    answer = directory / f"{name}.json"
    said = {"status": f"{status} OK", "headers": kept, "body": base64.b64encode(body).decode()}
    answer.write_text(json.dumps(said))
    port = free_port()
    given = {"CONSTANT_ANSWER": str(answer)}
    with running(granian("tests.bench.constant:application", port), port, given) as process:
        yield Server(name, f"http://127.0.0.1:{port}/", process, page.headers)


def at(server: Server, name: str, path: str, **headers: str) -> Server:
    """The same server, asked for another page."""
    address = server.address.partition("//")[2].partition("/")[0]
    return replace(server, name=name, address=f"http://{address}{path}", headers=server.headers | headers)


def warm(server: Server) -> None:
    """Until every process has it, in its best form."""
    for _ in range(60):
        server.get()


def ask_others(site: Site, server: Server) -> None:
    """Ten thousand other addresses: articles, archives, feeds and searches, in no order of use."""
    base = server.address.partition("//")[2].partition("/")[0]
    for number in range(OTHERS):
        path = (f"/article-{number % ARTICLES + 1}/", f"/page/{number % 200 + 1}/", f"/?n={number}")[
            number % 3
        ]
        request = urllib.request.Request(f"http://{base}{path}", headers=BROTLI)
        try:
            urllib.request.urlopen(request, timeout=30).read()
        except urllib.error.HTTPError as error:
            error.read()


def measure(servers: list[Server], costs: Costs) -> None:
    for server in servers:
        costs.setdefault(server.name, []).append(server.cost(SECONDS))


def main() -> None:
    costs: Costs = {}
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        directory.chmod(0o755)
        site = Site(directory, ARTICLES, os.environ.get("TEST_DATABASE_URL", ""))
        path = site.pages["article, 1 reply"]
        kept = at(stack.enter_context(site.served("kept")), "kept page", path)
        plain = site.served("plain", DJANGO_SETTINGS_MODULE="tests.bench.locmem")
        middleware = at(stack.enter_context(plain), "Django's cache middleware", path)
        for server in (kept, middleware):
            warm(server)
        tag = kept.get()[1]["etag"]
        unchanged = at(kept, "kept page, 304", path, **{"If-None-Match": tag})
        same = stack.enter_context(constant(directory, "constant answer", kept))
        servers = [same, kept, unchanged, middleware]
        if NGINX:
            (directory / "page").write_bytes(kept.get()[2])
            servers.append(
                stack.enter_context(nginx(directory, "page", {"Content-Encoding": "br", "ETag": tag}))
            )
        rest = memory(kept.process)
        for _ in range(ROUNDS):
            measure(servers, costs)
        ask_others(site, kept)
        after = replace(kept, name="kept page, after 10,000 others")
        for _ in range(ROUNDS):
            measure([replace(same, name="constant answer, again"), after], costs)
        report(costs, {"at rest": rest, "after the load": memory(kept.process)})


def report(costs: Costs, megabytes: dict[str, float]) -> None:
    """Each against the constant answer of its round, and kept as JSON."""
    base = {"kept page, after 10,000 others": "constant answer, again"}
    found = {}
    for name, runs in costs.items():
        limits = costs[base.get(name, "constant answer")]
        ratios = [limit[0] / run[0] for limit, run in zip(limits, runs, strict=False)]
        milliseconds = [run[0] for run in runs]
        found[name] = {
            "ms": [median(milliseconds), min(milliseconds), max(milliseconds)],
            "of the constant": [median(ratios), min(ratios), max(ratios)],
            "requests a second": median(run[1] for run in runs),
        }
        ms, share = found[name]["ms"], found[name]["of the constant"]
        print(
            f"{name:32} {ms[0]:.4f} ms ({ms[1]:.4f} to {ms[2]:.4f}), "
            f"{share[0]:.0%} of the constant's speed ({share[1]:.0%} to {share[2]:.0%})"
        )
    for name, number in megabytes.items():
        print(f"two web workers {name}: {number:.0f} MB")
    kept = Path(sys.argv[1])
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({"costs": found, "megabytes": megabytes}, indent=1))


if __name__ == "__main__":
    main()
