"""Who may reply where, and whose reply needs no moderator."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from blog.models import Author, Post, PostAuthor, Publication, User


def why_closed(post: Post) -> str:
    """The sentence that tells why nobody may reply to `post` now; empty if everybody may."""
    if not Publication.current().replies_open:
        return _("Replies are closed at the moment.")
    if not post.replies_open:
        return _("Replies to this article are closed.")
    return ""


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
