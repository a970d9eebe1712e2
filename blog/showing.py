"""What the pages of the publication show, table by table; and when time alone changes one of them.

A table that is not named here is safe: every change of it drops every page that has read it."""

import math
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from blog.models import FrontPick, Post, consequences
from blog.models.visibility import OUT_COLUMNS
from blog.pagecache import age_of, tables
from blog.pagecache.keeping import personal
from blog.prepared import Prepared

MOST_SCHEDULED = 500
# Where a scheduled article will appear follows from these too: its category may move before its time comes.
PLACED = tuple(f"any:blog_{name}" for name in "category post_categories postauthor taggedpost".split())
NEVER_SHOWN = """
    blog_user blog_user_groups blog_user_user_permissions blog_attempt blog_note blog_previewlink
    blog_purge blog_revision blog_seenlink blog_standing blog_untold auth_group auth_group_permissions
    auth_permission django_admin_log django_content_type django_migrations django_session
    django_tasks_database_dbtaskresult
"""
CHECKED = "fetched_at fetch_due_at fetch_tries checked_at failures last_answer found_for words"


def connect() -> None:
    """Say it, once, at the start."""
    personal(r"post-\d+")  # who has typed an article's password: see blog/passwords.py
    tables.hides(*NEVER_SHOWN.split())
    tables.shown_everywhere("blog_publication", "blog_menuitem", "django_site")
    say_posts()
    say_subjects()
    say_pictures()
    tables.expires_by(SCHEDULE.next_change)
    tables.expires_by(next_pick)


def say_posts() -> None:
    parts = frozenset({"blog_category", "blog_image", "blog_post"})
    tables.shows(
        "blog_post",
        keys={"id": "post"},
        unshown=frozenset({"version", "import_data", "created_at", "owner_id"}),
        looked_up=tuple(OUT_COLUMNS),
        lookup=consequences.of_posts,
        is_any_counted=False,
        parts=parts,
    )
    hanging = {"keys": {"post_id": "post"}}
    tables.shows("blog_correction", **hanging)
    tables.shows("blog_postimage", **hanging, parts=frozenset({"blog_image"}))
    tables.shows("blog_medialink", **hanging, unshown=frozenset(CHECKED.split()))
    tables.shows("blog_publication", keys={"id": "publication"}, parts=frozenset({"blog_image"}))


def say_subjects() -> None:
    tables.shows(
        "blog_postauthor",
        keys={"post_id": "post", "author_id": "written"},
        parts=frozenset({"blog_author"}),
    )
    tables.shows(
        "blog_post_categories",
        keys={"post_id": "post"},
        looked_up=("category_id",),
        lookup=consequences.of_filing,
        parts=frozenset({"blog_category"}),
    )
    tables.shows(
        "blog_taggedpost",
        keys={"content_object_id": "post", "tag_id": "tagged"},
        parts=frozenset({"blog_tag"}),
    )
    tables.shows(
        "blog_category",
        keys={"id": "category", "path": "category-path", "parent_id": "category-under"},
        lookup=consequences.of_categories,
        parts=frozenset({"blog_category"}),
    )
    tables.shows("blog_tag", keys={"id": "tag", "slug": "tag-slug"}, lookup=consequences.of_tags)
    tables.shows(
        "blog_author",
        keys={"id": "author", "slug": "author-slug"},
        lookup=consequences.of_authors,
        parts=frozenset({"blog_image"}),
    )


def say_pictures() -> None:
    tables.shows(
        "blog_image",
        keys={"id": "image"},
        unshown=frozenset({"renditions_at", "import_data", "uploaded_by_id", "source_key"}),
        lookup=consequences.of_images,
    )
    tables.shows("blog_rendition", keys={"image_id": "image"}, lookup=consequences.of_renditions)


SCHEDULED = (*OUT_COLUMNS, "id")
TO_COME = Prepared(
    lambda now: Post.everything.to_come(now).values_list(*SCHEDULED)[:MOST_SCHEDULED], now=datetime
)


@dataclass
class Schedule:
    """What will appear by itself, as (Unix time, the things that change then); asked for once a change."""

    stamp: int | None = None
    coming: list[tuple[float, frozenset[str]]] = field(default_factory=list)

    def next_change(self, things: set[str]) -> float:
        """The moment at which something that is scheduled changes one of the things."""
        self.refresh()
        return min((moment for moment, changed in self.coming if changed & things), default=math.inf)

    def refresh(self) -> None:
        """Ask again if an article was scheduled since, or one has appeared."""
        stamp = age_of(consequences.SCHEDULE, *PLACED)
        now = timezone.now().timestamp()
        if stamp is not None and stamp == self.stamp and not (self.coming and self.coming[0][0] <= now):
            return
        rows = [dict(zip(SCHEDULED, row, strict=True)) for row in TO_COME(now=timezone.now())]
        self.coming = [(row["publish_at"].timestamp(), things_of(row)) for row in rows]
        self.stamp = stamp


def things_of(row: dict[str, Any]) -> frozenset[str]:
    """What changes when it appears."""
    return frozenset(consequences.of_posts({}, {row["id"]: row}))


SCHEDULE = Schedule()


def next_pick(things: set[str]) -> float:
    """When the next article that editors have put on the front page leaves its place."""
    if "any:blog_frontpick" not in things:
        return math.inf
    ends = (
        FrontPick.objects.standing()
        .filter(until__isnull=False)
        .order_by("until")
        .values_list("until", flat=True)
    )
    first = ends.first()
    return first.timestamp() if first else math.inf
