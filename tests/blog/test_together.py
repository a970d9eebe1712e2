"""Posts written together are the same rows as posts saved one by one."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from blog import together
from blog.models import MediaLink, Page, Post, Publication, Redirect, Status
from blog.search import indexing_together
from tests.factories import make_image, make_page

pytestmark = pytest.mark.django_db

MOMENT = datetime(2016, 8, 29, 11, tzinfo=UTC)
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
UPLOAD = "https://old.example.org/wp-content/uploads/2016/08/quay.png"
BODIES = {
    "words": "<p>The harbour was quiet.</p><h2>Later</h2><p>It was not.</p>",
    "media": f"<p>Hear it:</p><p>{VIDEO}</p><p>{VIDEO}</p><p>https://example.org/talk.mp3</p>",
    "picture": f'<p><img src="{UPLOAD.replace(".png", "-300x200.png")}" alt=""></p><p>Below</p>',
    "absent": '<p><IMG SRC="https://x.example/a.jpg" alt="Quay"></p>',
    "arabic": "<p>كان الميناء هادئا</p>",
    "nothing": "",
}
SPARED = {"id", "post", "post_id", "image", "found_at", "fetch_due_at", "modified_at", "created_at"}


def posts(**fields):
    made = {"status": Status.PUBLISHED, "publish_at": MOMENT, "import_ref": None} | fields
    return [
        Post(**made, title=f"Post {name}", slug=f"{name}", body=body, language="ar" * (name == "arabic"))
        for name, body in BODIES.items()
    ]


def rows():
    """Everything that is kept of the posts, without numbers and the moment."""
    found = {}
    for post in Post.everything.order_by("slug"):
        links = post.media_links.order_by("url").values()
        with connection.cursor() as cursor:
            key = "key" if connection.vendor == "postgresql" else "rowid"
            cursor.execute(f"SELECT * FROM blog_searchindex WHERE {key} = %s", [post.pk])  # noqa: S608
            indexed = [column for column in cursor.fetchone() if column != post.pk]
        row = Post.everything.filter(pk=post.pk).values().get()
        found[post.slug] = [spared(row), [spared(link) for link in links], indexed]
    return found


def spared(row):
    return {name: value for name, value in row.items() if name not in SPARED}


@pytest.fixture(params=[0, 100], ids=["raw", "by the ORM"], autouse=True)
def few(request, monkeypatch):
    """More posts than these are written past the ORM."""
    monkeypatch.setattr(together, "FEW", request.param)


def test_new_posts_are_the_same_rows():
    make_image(source_url=UPLOAD)
    for post in posts():
        post.save()
    one_by_one = rows()
    Post.everything.all().delete()
    together.save(posts())
    assert len(one_by_one) == len(BODIES)
    assert rows() == one_by_one


def test_changed_posts_are_the_same_rows():
    def change(save):
        Post.everything.all().delete()
        Redirect.objects.all().delete()
        together.save(posts(import_ref=None))
        changed = list(Post.everything.order_by("pk"))
        for post, body in zip(changed, [*list(BODIES.values())[1:], "<p>Last</p>"], strict=True):
            post.body, post.slug, post.title = body, f"{post.slug}-2", "Changed"
        save(changed)
        left = sorted(Redirect.objects.values_list("old_path", "post__slug"))
        return rows(), left

    def one_by_one(changed):
        for post in changed:
            post.save()

    expected = change(one_by_one)
    assert len(expected[1]) == len(BODIES)
    assert change(together.save) == expected


def test_pages_know_their_path():
    parent = make_page("About")
    page = Page(
        kind="page", title="Team", slug="team", parent=parent, status=Status.PUBLISHED, publish_at=MOMENT
    )
    together.save([page])
    assert Page.objects.get(slug="team").path == f"{parent.path}/team"


def test_pages_below_follow_a_page_that_moves():
    parent = make_page("About")
    child = make_page("Team", parent)
    row = Post.everything.get(pk=parent.pk)
    row.slug = "who-we-are"
    together.save([row])
    child.refresh_from_db()
    assert child.path == "who-we-are/team"


def test_cost_does_not_grow_with_the_posts(assert_same_queries):
    Publication.current()
    number = iter(range(1000))
    size = 1

    def write():
        made = [each for _ in range(size) for each in posts()]
        for post in made:
            post.slug = f"{post.slug}-{next(number)}"
        together.save(made)

    def grow():
        nonlocal size
        size = 3

    assert_same_queries(write, grow)


def test_what_is_indexed_together_is_indexed_once_names_are_there():
    with indexing_together():
        together.save(posts())
    assert MediaLink.objects.count() == 2
    assert len(rows()) == len(BODIES)
