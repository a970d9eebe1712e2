"""What the admin's list of posts costs with 100 and with 100,000 posts: time as ratios, and queries.

A table has one size at a time, so each look at the list is paired with one at the list of redirects, which
does not change meanwhile; compared is how many times as long the list takes, with many posts and with few."""

import json
import random
import sys
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_databases, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from blog.models import Author, Category, Post, PostAuthor, Status, Tag, TaggedPost  # noqa: E402
from blog.search import rebuild  # noqa: E402
from tests.factories import make_author, make_category, make_tag, make_user  # noqa: E402

SMALL, LARGE = 100, 100_000
AUTHORS, CATEGORIES, TAGS = 2_000, 120, 60
ROUNDS = 11
LIST, CONTROL = reverse("admin:blog_post_changelist"), reverse("admin:blog_redirect_changelist")
WORDS = "harbour quay ferry toll ledger winter council strike bread mill union grain water".split()
VIEWS = {
    "all": "",
    "second page": "?p=2",
    "drafts": "?status=draft",
    "mine": "?mine=1",
    "category": "?category={category}",
    "author": "?author={author}",
    "month": "?month={month}",
    "search": "?q=rare",
}


@dataclass(frozen=True)
class Measure:
    """One view of the list: its time beside the control's in the same round, and its queries."""

    view: str
    posts: int
    milliseconds: float
    controls: float
    queries: int


def grow(to: int, dice: random.Random) -> None:
    """Posts as a journal has them, up to this number: most of them published, one in fifty a draft."""
    authors, categories = list(Author.objects.all()), list(Category.objects.all())
    tags, owner = list(Tag.objects.all()), Author.objects.get(user__isnull=False).user
    for start in range(Post.objects.count(), to, 2_000):
        posts = Post.objects.bulk_create(
            a_post(number, dice, owner) for number in range(start, min(start + 2_000, to))
        )
        is_early = start < SMALL
        PostAuthor.objects.bulk_create(
            PostAuthor(post=post, author=authors[0] if is_early else dice.choice(authors)) for post in posts
        )
        through = Post.categories.through
        through.objects.bulk_create(
            through(post=post, category=categories[0] if is_early else dice.choice(categories))
            for post in posts
        )
        TaggedPost.objects.bulk_create(
            TaggedPost(content_object=post, tag=dice.choice(tags)) for post in posts
        )


def a_post(number: int, dice: random.Random, owner: object) -> Post:
    moment = timezone.now() - timedelta(hours=number)
    is_early = number < SMALL  # enough of each kind for a whole page
    is_draft = bool(number % 2) if is_early else number % 50 == 7
    words = " ".join(dice.choices(WORDS, k=200))
    return Post(
        title=f"{'Rare ' if number < 30 else ''}{dice.choice(WORDS)} {number}",
        slug=f"post-{number}",
        body=f"<p>{words}</p>",
        body_html=f"<p>{words}</p>",
        body_text=words,
        status=Status.DRAFT if is_draft else Status.PUBLISHED,
        publish_at=None if is_draft else moment,
        permalink_date=None if is_draft else moment.date(),
        modified_at=moment,
        owner=owner if is_early or number % 100 == 3 else None,
    )


def seconds(client: Client, page: str) -> float:
    started = time.perf_counter()
    assert client.get(page).status_code == 200, page
    return time.perf_counter() - started


def measure(client: Client, view: str, address: str, posts: int) -> Measure:
    seconds(client, address)
    pairs = [(seconds(client, address), seconds(client, CONTROL)) for _ in range(ROUNDS)]
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return Measure(
        view,
        posts,
        round(median(taken for taken, _ in pairs) * 1000, 1),
        round(median(taken / control for taken, control in pairs), 3),
        len(queries),
    )


def look(client: Client, posts: int) -> list[Measure]:
    """Every view of the list at this size."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    names = {
        "category": Category.objects.first().pk,
        "author": Author.objects.first().pk,
        "month": f"{timezone.now():%Y-%m}",
    }
    return [measure(client, view, LIST + query.format(**names), posts) for view, query in VIEWS.items()]


def main() -> None:
    """Print each figure, and keep all in the file that the command line names."""
    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    editor, dice = make_user("edith", group="Editor"), random.Random(1)
    make_author("Edith", user=editor)
    Author.objects.bulk_create(Author(name=f"Author {n}", slug=f"byline-{n}") for n in range(AUTHORS))
    for number in range(CATEGORIES):
        make_category(f"Category {number}")
    for number in range(TAGS):
        make_tag(f"Tag {number}")
    client = Client()
    client.force_login(editor)
    grow(SMALL, dice)
    rebuild()
    small = {each.view: each for each in look(client, SMALL)}
    grow(LARGE, dice)
    rebuild()
    large = look(client, LARGE)
    for each in large:
        base = small[each.view]
        ratio = f"{each.view:12} {each.controls / base.controls:5.2f} ×"
        times = f"{base.milliseconds:6.1f} ms with {SMALL}, {each.milliseconds:6.1f} ms with {LARGE:,}"
        print(f"{ratio} ({times}; {base.queries} and {each.queries} queries)", flush=True)
    kept = Path(sys.argv[1])
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps([asdict(each) for each in [*small.values(), *large]], indent=1))
    for wrapper, name, is_last in databases:
        wrapper.creation.destroy_test_db(name, verbosity=0, keepdb=not is_last)


if __name__ == "__main__":
    main()
