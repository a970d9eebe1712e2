"""An import that is killed at any moment and run again is complete, and nothing stands twice."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction

from blog.models import Image, Post
from comments.models import Reply
from comments.tree.counts import recount
from tests.operations.running import address_of_tests
from tests.pictures import written
from tests.wordpress import exports
from tests.wordpress.exports import attachment, author, category, comment, item, meta, term
from wordpress.importing import import_files

# Each run has its own; a site's settings are written by whoever asks first for them.
OWN = ("wordpress.ImportRun", "wordpress.ImportEntry", "blog.Publication")
AFTER_ALL = ("ROLLBACK", "RELEASE", "SAVEPOINT")  # a dead process is rolled back by others
UPLOADS = "https://old.example.org/wp-content/uploads/2016/08"


def site(folder: Path) -> Path:
    """An export with something of every kind, in two batches, and its files in `folder`/media."""
    (folder / "media/2016/08").mkdir(parents=True)
    for number in (101, 102, 103):
        (folder / f"media/2016/08/{number}.png").write_bytes(written("PNG", colour=f"#{number}"))
    posts = [
        item(
            n,
            comment(2 * n),
            comment(2 * n + 1, 2 * n),
            comment(1000 + n, 2000 + n),
            term("category", "ports", "Ports"),
            term("post_tag", f"tag-{n % 5}", f"Tag {n % 5}"),
            term("mood", "calm", "Calm"),
            meta("_thumbnail_id", str(101 + n % 3)),
            content=f'[gallery ids="101,102"] Text {n} <img src="{UPLOADS}/{101 + n % 3}.png">',
        )
        for n in range(1, 42)
    ]
    pages = [item(60 + n, type="page", slug=f"page-{n}", parent=59 + n if n else 0) for n in range(3)]
    files = [attachment(n, f"{UPLOADS}/{n}.png", parent=1) for n in (101, 102, 103)]
    menu = term("nav_menu", "main", "Main")
    line = [meta("_menu_item_type", "post_type"), meta("_menu_item_object_id", "60")]
    others = [item(90, menu, *line, type="nav_menu_item"), item(91, type="wp_block", title="Block")]
    head = (author("alice", "Alice"), category("ports", "Ports", "coast"), category("coast", "Coast"))
    return exports.write(folder, *head, *posts, *pages, *files, *others)


def rows():
    """Of every model of ours how many rows there are, and what they say of each other."""
    ours = {"blog", "comments", "wordpress"}
    models = [m for m in apps.get_models() if m._meta.app_label in ours and m._meta.managed]
    found = {m._meta.label: m._base_manager.count() for m in models if m._meta.label not in OWN}
    replies = {reply.pk: reply.import_ref for reply in Reply.objects.all()}
    said = Reply.objects.values_list("import_ref", "parent_id", "post__import_ref", "depth", "shown")
    found["threads"] = sorted((ref, replies[parent], *rest) for ref, parent, *rest in said)
    columns = ("import_ref", "slug", "path", "body_text", "featured_image__import_ref")
    found["posts"] = sorted(Post.everything.values_list(*columns))
    found["files"] = Image.objects.exclude(file="").count()
    found["media in texts"] = sum(post.body.count("/media/") for post in Post.everything.all())
    return found


class Killed(BaseException):
    """No part of the import catches it."""


@contextmanager
def killed_at(number):
    """From its statement of this number on nothing reaches the database; yields how many there were."""
    seen = Counter()

    def execute(run, sql, *rest):
        seen["all"] += 1
        if seen["all"] >= number and not sql.startswith(AFTER_ALL):
            raise Killed
        return run(sql, *rest)

    with connection.execute_wrapper(execute):
        yield seen


def undone(path, number):
    """What the import makes that was stopped at this statement and run again; then it is all undone."""
    with transaction.atomic():
        with killed_at(number) as seen:
            try:
                import_files([path], media=path.parent / "media")
            except Killed:
                seen["killed"] += 1
        if seen["killed"]:
            assert import_files([path], media=path.parent / "media").is_even
        assert not any(recount(key, repair=False) for key in Post.objects.values_list("pk", flat=True))
        found = rows()
        transaction.set_rollback(True)
    return found, seen


@pytest.mark.django_db
@pytest.mark.parametrize("points", [3, pytest.param(60, marks=pytest.mark.soak)])
def test_import_that_stopped_at_any_statement_and_runs_again_is_complete(tmp_path, points):
    path = site(tmp_path)
    whole, seen = undone(path, 10**9)
    assert (len(whole["posts"]), whole["files"]) == (44, 3)
    places = [round(seen["all"] * (place + 0.5) / points) for place in range(points)]
    differing, killed = {}, 0
    for place in places:
        found, stopped = undone(path, place)
        killed += stopped["killed"]
        if found != whole:
            differing[place] = {name for name in whole if whole[name] != found[name]}
    assert differing == {}
    assert killed >= points - 1  # later runs ask a little less: the last place may lie behind their end


SCRIPT = """
import os, sys, django
django.setup()
from pathlib import Path
from django.db import connection
from wordpress.importing import import_files
seen, last = 0, int(sys.argv[2])
def execute(run, sql, *rest):
    global seen
    seen += 1
    if seen == last:
        os.kill(os.getpid(), 9)
    return run(sql, *rest)
with connection.execute_wrapper(execute):
    import_files([Path(sys.argv[1])], media=Path(sys.argv[1]).parent / "media")
"""


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_process_that_was_killed_again_and_again_is_complete_in_the_end(tmp_path, settings):
    path, dice = site(tmp_path), random.Random(5)  # noqa: S311
    whole, seen = undone(path, 10**9)
    media = {"MEDIA_STORAGE_URL": f"file://{settings.MEDIA_ROOT}"}
    environment = (
        os.environ | media | {"DATABASE_URL": address_of_tests(), "DATA_DIR": str(tmp_path / "data")}
    )
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    for place in sorted(dice.sample(range(5, seen["all"]), 12)):
        command = [sys.executable, "-c", SCRIPT, str(path), str(place)]
        ended = subprocess.run(command, env=environment, check=False)
        assert ended.returncode in {-signal.SIGKILL, 0}
    assert import_files([path], media=path.parent / "media").is_even
    assert rows() == whole
