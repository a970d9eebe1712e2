"""What pages show of the debate, table by table (blog/showing.py does the same for the publication)."""

from collections.abc import Iterator

from blog.pagecache import tables
from blog.pagecache.keeping import personal
from blog.pagecache.tables import Rows
from comments.models import Reply, ReplyStatus
from comments.writers.confirming import COOKIE

NEVER_SHOWN = """
    comments_announcement comments_ban comments_confirmation comments_follow comments_letter
    comments_received comments_spamtoken comments_standing comments_staffmail comments_vigil comments_writer
    django_comments_xtd_blacklisteddomain django_comment_flags
"""
JUDGED = "score suspected held_for learned reports_open user_agent import_data"
UNREAD = frozenset(ReplyStatus.values) - {ReplyStatus.APPROVED.value}  # no answer shows their place yet
BASES = frozenset({"django_comments", "django_comments_xtd_xtdcomment"})


def connect() -> None:
    """Say it, once, at the start. A thread's pages are those of its article, so it has that one's number."""
    tables.hides(*NEVER_SHOWN.split())
    tables.shown_everywhere("comments_debaterules")
    tables.shows(
        "comments_thread", key="post_id", keys={"post_id": "thread"}, unshown=frozenset({"waiting_count"})
    )
    tables.shows(
        "comments_reply",
        key="xtdcomment_ptr_id",
        keys={"post_id": "thread"},
        unshown=frozenset(JUDGED.split()),
        unseen=("status", UNREAD),
        parts=BASES,
    )
    # The rows of its base classes come and go with a reply's own.
    tables.shows("django_comments", keys={"object_pk": "thread"}, comes_with="comments_reply", parts=BASES)
    tables.shows(
        "django_comments_xtd_xtdcomment",
        key="comment_ptr_id",
        unshown=frozenset({"followup"}),
        lookup=of_bases,
        comes_with="comments_reply",
    )
    tables.add_part("blog_post", "comments_thread")
    tables.add_part("blog_publication", "comments_debaterules")
    personal(COOKIE)


def of_bases(before: Rows, after: Rows) -> Iterator[str]:
    posts = Reply.objects.filter(pk__in=before.keys() | after.keys()).values_list("post_id", flat=True)
    yield from (f"thread:{post}" for post in posts.order_by())
