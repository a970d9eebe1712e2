"""Who may reply where, and whose reply needs no moderator."""

from datetime import datetime, timedelta
from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog import pagecache
from blog.models import Author, Post, PostAuthor, Publication, User
from comments.models import DebateRules


def why_closed(post: Post) -> str:
    """The sentence that tells why nobody may reply to `post` now; empty if everybody may."""
    if not Publication.current().replies_open:
        return _("Replies are closed at the moment.")
    if not post.replies_open:
        return _("Replies to this article are closed.")
    closing = closing_time(post)
    if closing and closing <= timezone.now():
        when = date_format(timezone.localtime(closing), "j F Y, H:i")
        return _("Replies to this article closed on %(when)s.") % {"when": when}
    pagecache.until(closing)
    return ""


def closing_time(post: Post) -> datetime | None:
    """When replies to `post` close, or have closed, by themselves; None if they do not.

    The article's own time counts before the age at which the site closes articles, so that an editor can hold
    an old one open. Pages have no age.
    """
    thread = getattr(post, "thread", None)
    if thread and thread.closes_at:
        return cast("datetime", thread.closes_at)
    days = DebateRules.for_pages().close_after_days
    if not days or post.publish_at is None or post.kind != Post.Kind.POST:
        return None
    return post.publish_at + timedelta(days=days)


def staff(user: User | AnonymousUser) -> User | None:
    """`user`, if it is somebody of the publication: named by the login, and not held for a moderator."""
    if not user.is_authenticated:
        return None
    return user if user.is_staff or Author.objects.filter(user=user).exists() else None


def is_author_of(user: User | AnonymousUser, post: Post) -> bool:
    """By login, never by a typed address."""
    return user.is_authenticated and PostAuthor.objects.filter(post=post, author__user=user).exists()


def may_moderate(user: User | AnonymousUser) -> bool:
    """Approve and remove replies."""
    return user.has_perm("comments.moderate_reply")
