"""Pages cost the same in a large journal whatever SQLite believes about it.

Its planner chooses an index by statistics. A journal that was just moved in has none, and of small tables
none are kept (blog/measuring.py); that must be as good as measured ones."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from blog.measuring import measure
from blog.models import Author, Post, Tag
from blog.search import narrowing
from tests.bench import loading
from tests.bench.addresses import Asked, pages_of
from tests.site import planning
from tests.site.planning import Statement

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks at the tables themselves"),
]
SMALL, LARGE = 300, 1_200
MOST, MARGIN = 2.5, 2_000  # a walk over all rows would take four times the steps
# Up to a thousand addresses in a file; a page of the queue that is not full before.
GROWS = {"sitemap of posts", "admin: queue"}
Asking = dict[str, list[Statement]]


def pages(journal: loading.Journal) -> dict[str, Asked]:
    """Every kind that is measured, and further ones that ask something else."""
    article = journal.with_many.get_absolute_url()
    tag, author = Tag.objects.order_by("pk")[3], Author.objects.order_by("pk")[3]
    word = quote(journal.with_one.body_text.split()[7])
    more = {
        "newest replies first": f"{article}?sort=newest",
        "best replies first": f"{article}?sort=best",
        "a page of a thread": f"{article}?replies={journal.with_many.replies.order_by('pk')[300].pk}",
        "tag's feed": f"{tag.get_absolute_url()}feed/",
        "author's feed": f"{author.get_absolute_url()}feed/",
        "an old article's replies feed": f"{Post.objects.order_by('publish_at')[3].get_absolute_url()}feed/",
        "month": "/2024/05/",
        "appearances": "/appearances/",
        "podcast": "/appearances/feed/",
        "search in a category": f"/search/?q={word}&category={quote(journal.category.path)}",
        "search in a year": f"/search/?q={word}&year=2024",
        "search by an author": f"/search/?q={word}&author={author.slug}",
        "account of this year": "/comments/moderation/",
    }
    asked = {name: Asked(address) for name, address in more.items()}
    return pages_of(journal) | asked | {"nothing there": Asked("/2024/05/nothing-there/", status="404")}


def all_asked(journal: loading.Journal) -> Asking:
    return {name: planning.asked_by(asked) for name, asked in pages(journal).items()}


def of_a_kind(statements: list[Statement]) -> dict[str, int]:
    """The steps of each by its words alone: how many keys are asked for may differ."""
    found: dict[str, int] = {}
    for each in statements:
        kind = re.sub(r"(%s, )+|\d+", "", each.sql)
        found[kind] = found.get(kind, 0) + each.steps
    return found


def grown(small: Asking, large: Asking) -> Iterator[str]:
    """The statements that cost as much more as the journal is larger."""
    for page in large.keys() - GROWS:
        before = of_a_kind(small[page])
        for kind, steps in of_a_kind(large[page]).items():
            if steps > MOST * before.get(kind, 0) + MARGIN:
                yield f"{page}: {before.get(kind)} steps, then {steps}: {kind}"


def walked(asked: Asking) -> set[str]:
    pages = asked.keys() - GROWS
    found = [(page, each) for page in pages for each in asked[page] if each.walks]
    return {f"{page}: {each.walks}: {each.sql}" for page, each in found}


def test_no_page_needs_to_know_how_rows_are_spread(tmp_path: Path, settings, monkeypatch):
    settings.REPLY_LIMIT = (0, 0)
    monkeypatch.setattr(narrowing, "MANY", SMALL // 20)  # as in a journal of very many
    found: dict[int, dict[str, Asking]] = {}
    for size in (SMALL, LARGE):
        with planning.database_at(tmp_path / f"{size}.sqlite3"):
            journal = loading.load(size)
            measure(few=SMALL)
            own = planning.statistics()
            believed = {"none": [], "its own": own}
            found[size] = {}
            for name, rows in believed.items():
                planning.believe(rows)
                found[size][name] = all_asked(journal)
    told = []
    for name, asked in found[LARGE].items():
        assert len(asked) > 40
        assert min(map(len, asked.values())) > 2
        told += [
            f"with statistics {name}, {each}" for each in (*walked(asked), *grown(found[SMALL][name], asked))
        ]
    assert not told, "\n".join(told)
