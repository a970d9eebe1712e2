"""Imported again, from a newer export, in parts in any order, after being killed: complete, nothing twice."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

from blog.models import Author, Category, Image, Page, Post, Redirect
from comments import moderation
from comments.models import Reply, ReplyStatus
from comments.tree.counts import recount
from tests.wordpress import exports
from tests.wordpress.exports import attachment, author, category, comment, item, meta, term
from tests.wordpress.test_import import told
from wordpress.importing import import_files
from wordpress.ledger import Outcome
from wordpress.models import LooseEnd

UPLOADS = "https://old.example.org/wp-content/uploads"
pytestmark = pytest.mark.django_db


def outcomes(ledger, kind):
    return ledger.counts[kind].became


# A newer export


def test_newer_export_brings_what_changed_there(bring_in):
    bring_in(
        author("alice", "Alice"), category("sea", "Sea"), item(1, term("category", "sea", "Sea")), item(2)
    )
    newer = item(1, term("post_tag", "a", "A"), title="New title", content="New words", slug="new-slug")
    ledger = bring_in(author("alice", "Alice Ann"), category("sea", "The sea"), newer, item(2))
    post = Post.objects.get(legacy_id=1)
    assert (post.title, post.body, post.slug) == ("New title", "<p>New words</p>", "new-slug")
    assert "New words" in post.body_html
    assert [tag.name for tag in post.tags.all()] == ["A"]
    assert not post.categories.exists()
    assert Redirect.objects.get(old_path="/post-1").post == post
    assert (Author.objects.get().name, Category.objects.get().name) == ("Alice Ann", "The sea")
    assert outcomes(ledger, "post") == {Outcome.UPDATED: 1, Outcome.UNCHANGED: 1}


def test_what_was_edited_here_is_left_alone_and_listed(bring_in):
    bring_in(author("alice"), category("sea", "Sea"), item(1, comment(1)), item(2, comment(2)))
    Post.objects.filter(legacy_id=1).update(title="Mine")
    Author.objects.update(name="Alice here")
    Category.objects.update(description="Ours")
    moderation.trash(Reply.objects.get(legacy_id=1), reason="abuse")
    there = {"comment_content": "Changed there"}
    ledger = bring_in(
        author("alice", "Alice there"),
        category("sea", "Sea there"),
        item(1, comment(1, **there), title="Theirs"),
        item(2, comment(2, **there)),
    )
    assert (Post.objects.get(legacy_id=1).title, Author.objects.get().name) == ("Mine", "Alice here")
    assert Reply.objects.get(legacy_id=1).status == ReplyStatus.TRASH
    assert Reply.objects.get(legacy_id=2).comment == "Changed there"
    for kind in ("post", "author", "category", "comment"):
        assert outcomes(ledger, kind)[Outcome.EDITED_HERE] == 1
    edited = [each for each in ledger.entries if each.outcome is Outcome.EDITED_HERE]
    assert len(edited) == 4
    assert all(each.address.startswith("/admin/") for each in edited)


def test_reply_approved_there_meanwhile_is_approved_here(bring_in):
    bring_in(item(1, comment(1, comment_approved="0"), comment(2, 1)))
    ledger = bring_in(item(1, comment(1), comment(2, 1), comment(3, 1)))
    assert Reply.objects.approved().count() == 3
    assert outcomes(ledger, "comment") == {Outcome.UPDATED: 1, Outcome.UNCHANGED: 1, Outcome.CREATED: 1}
    assert not recount(Post.objects.get().pk, repair=False)


def test_scheduled_post_that_has_appeared_is_not_edited(bring_in):
    later = {"post_date": "2099-01-01 00:00:00", "post_date_gmt": "2099-01-01 00:00:00"}
    bring_in(item(1, status="future", **later))
    Post.objects.update(status="published")
    ledger = bring_in(item(1, status="future", title="New", **later))
    assert outcomes(ledger, "post") == {Outcome.UPDATED: 1}


# Parts in any order

SHOWS = {"content": 'Before [gallery ids="9"] after'}
PARTS = {
    "posts": (
        item(1, comment(2, 1), meta("_thumbnail_id", "9"), **SHOWS),
        item(2, type="page", slug="team", parent=3, link="https://old.example.org/about/team/"),
    ),
    "rest": (
        attachment(9, f"{UPLOADS}/2016/08/quay.png", parent=1),
        item(3, type="page", slug="about", link="https://old.example.org/about/"),
        item(
            1, comment(1), comment(2, 1), meta("_thumbnail_id", "9"), content='Before [gallery ids="9"] after'
        ),
    ),
}


def shape():
    post, page = Post.objects.get(), Page.objects.get(slug="team")
    replies = {reply.legacy_id: reply for reply in Reply.objects.all()}
    return {
        "featured": post.featured_image.legacy_id if post.featured_image else None,
        "shows": "quay.png" in post.body_html,
        "page": page.path,
        "parent": replies[2].parent_id == replies[1].pk,
        "text": replies[1].comment,
        "rows": [model._base_manager.count() for model in (Post, Image, Reply, LooseEnd)],
    }


@pytest.mark.parametrize("order", [("posts", "rest"), ("rest", "posts")])
@pytest.mark.parametrize("together", [True, False])
def test_split_export_comes_together_in_any_order(tmp_path, order, together):
    paths = [exports.write(tmp_path, *PARTS[name], name=f"{name}.xml") for name in order]
    for some in [paths] if together else [[path] for path in paths]:
        assert import_files(some).is_even
    assert shape() == {
        "featured": 9,
        "shows": True,
        "page": "about/team",
        "parent": True,
        "text": "Remark 1",
        "rows": [3, 1, 2, 0],
    }


@pytest.mark.parametrize("order", [("posts", "rest"), ("rest", "posts")])
def test_look_at_parts_predicts_them(tmp_path, order):
    paths = [exports.write(tmp_path, *PARTS[name], name=f"{name}.xml") for name in order]
    for some in (paths, paths[:1], paths[1:]):
        looked = told(import_files(some, write=False))
        assert looked == told(import_files(some))


# Killed

SCRIPT = """
import os, sys, django
django.setup()
from pathlib import Path
from wordpress.importing import import_files
def stop(what, done, total):
    if what == "importing" and done >= int(sys.argv[2]):
        os.kill(os.getpid(), 9)
import_files([Path(sys.argv[1])], progress=stop)
"""


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("after", [1, 90, 170])
def test_killed_and_run_again_is_complete(tmp_path, after):
    path = exports.write(
        tmp_path, *(item(n, comment(2 * n), comment(2 * n + 1, 2 * n)) for n in range(1, 101))
    )
    name = str(connection.settings_dict["NAME"])
    address = f"sqlite:///{name}" if connection.vendor == "sqlite" else os.environ["TEST_DATABASE_URL"]
    if connection.vendor == "postgresql":
        address = address.replace(address.partition("?")[0].rpartition("/")[2], name, 1)
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment |= {"DATA_DIR": str(tmp_path / "data")}
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(path), str(after)], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    assert 0 < Post.objects.count() < 100
    assert import_files([path]).is_even
    assert (Post.objects.count(), Reply.objects.count()) == (100, 200)
    assert not any(recount(key, repair=False) for key in Post.objects.values_list("pk", flat=True))


def test_text_that_names_a_picture_by_the_number_of_a_page_waits_for_nothing(tmp_path):
    image = (
        '<!-- wp:image {"id":1} --><figure><img src="https://x.example/a.jpg"/></figure><!-- /wp:image -->'
    )
    path = exports.write(tmp_path, item(1, type="page", content=image))
    looked = [each.reason for each in import_files([path], write=False).entries]
    assert [each.reason for each in import_files([path]).entries] == looked
    assert not LooseEnd.objects.exists()
