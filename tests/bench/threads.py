"""What a page of a hundred replies costs in threads of 100, 1,000 and 10,000: time as ratios, and queries.

Runs are paired: each round asks for the same page of every thread, one after the other, so that what else the
machine does falls on all of them."""

import json
import random
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_databases, setup_test_environment  # noqa: E402

from blog.models import Post  # noqa: E402
from comments.models import Reply  # noqa: E402
from comments.tree.ordering import ORDERS, Order, page_address  # noqa: E402
from tests.comments.replies import grow  # noqa: E402
from tests.factories import make_author, make_category, make_post  # noqa: E402

SIZES = (100, 1_000, 10_000)
POSITIONS = {"first": 0.0, "middle": 0.5, "last": 1.0}
ROUNDS = 15
PAGE = 100


@dataclass(frozen=True)
class Measure:
    """One page: its time, and that time beside the smallest thread's first page in the same round."""

    order: str
    position: str
    replies: int
    milliseconds: float
    ratio: float
    queries: int


def long_thread(number: int) -> Post:
    """A thread as people argue: two of five replies answer the article, the others an earlier reply."""
    dice = random.Random(number)
    post = make_post(f"{number} replies", authors=[make_author()], categories=[make_category()])
    replies = grow(
        post, number, lambda index: dice.randrange(index) if index and dice.random() < 0.6 else None
    )
    Reply.objects.bulk_update(praised(replies, dice), ["root_recommended"], batch_size=200)
    return post


def praised(replies: list[Reply], dice: random.Random) -> list[Reply]:
    praise = {reply.root: dice.choice([0, 0, 0, 1, 2, 5]) for reply in replies}
    for reply in replies:
        reply.root_recommended = praise[reply.root]
    return replies


def address(post: Post, order: Order, share: float) -> str:
    """Of the page that begins at this share of the thread."""
    keys = list(order.all(Reply.objects.of(post).shown()).values_list("pk", flat=True))
    start = round(share * (len(keys) - PAGE)) // PAGE * PAGE
    return page_address(post.get_absolute_url(), order, keys[start] if start else None).partition("#")[0]


def seconds(client: Client, page: str) -> float:
    started = time.perf_counter()
    response = client.get(page)
    taken = time.perf_counter() - started
    assert response.content.count(b"u-comment") == PAGE, page
    return taken


def measure(client: Client, posts: dict[int, Post], order: Order, position: str) -> list[Measure]:
    """The same page of each thread, round by round."""
    pages = {size: address(post, order, POSITIONS[position]) for size, post in posts.items()}
    base = address(posts[PAGE], order, 0)
    rounds = []
    for _ in range(ROUNDS):
        smallest = seconds(client, base)
        rounds.append(
            {size: (taken := seconds(client, page), taken / smallest) for size, page in pages.items()}
        )
    found = []
    for size, page in pages.items():
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        times, ratios = zip(*(each[size] for each in rounds), strict=True)
        found.append(
            Measure(
                order.name,
                position,
                size,
                round(median(times) * 1000, 1),
                round(median(ratios), 2),
                len(queries),
            )
        )
    return found


def main() -> None:
    """Print each figure, and keep all in the file that the command line names."""
    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    posts = {size: long_thread(size) for size in SIZES}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client, measures = Client(), []
    for order in ORDERS:
        for position in POSITIONS:
            measures += measure(client, posts, order, position)
    for each in measures:
        print(
            f"{each.order:7} {each.position:7} {each.replies:6,} replies: {each.ratio:5.2f} × "
            f"({each.milliseconds:6.1f} ms, {each.queries} queries)"
        )
    kept = Path(sys.argv[1])
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps([asdict(each) for each in measures], indent=1))
    for wrapper, name, is_last in databases:
        wrapper.creation.destroy_test_db(name, verbosity=0, keepdb=not is_last)


if __name__ == "__main__":
    main()
