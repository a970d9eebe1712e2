"""Who may do what with what is written, as small predicates. Groups are made by a migration."""

from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from blog.models import Attachment, Author, Image, Post, Status, User

CONTRIBUTOR, AUTHOR, EDITOR, MODERATOR = "Contributor", "Author", "Editor", "Moderator"

Person = User | AnonymousUser

OFFERED = [Status.DRAFT, Status.REVIEW, Status.SCHEDULED, Status.PUBLISHED, Status.WITHDRAWN]


def person(request: HttpRequest) -> User:
    """Who stands behind a request that the admin has let in."""
    return cast("User", request.user)


def may_publish(user: Person) -> bool:
    """Put posts before readers, and take them away again."""
    return user.has_perm("blog.publish_post")


def edits_others(user: Person) -> bool:
    """Change what other people wrote, and decide on bylines and the front page."""
    return user.has_perm("blog.edit_others_posts")


def may_edit(user: Person, post: Post) -> bool:
    """Change this very post, in the state it has now."""
    return Post.everything.editable_by(user).filter(pk=post.pk).exists()


def asker_may_edit(request: HttpRequest, post: Post) -> bool:
    """`may_edit` of who stands behind a request. One that changes nothing asks the database once a post:
    the form of an article and each of its parts ask some fifteen times."""
    if request.method not in {"GET", "HEAD"}:
        return may_edit(request.user, post)
    known: dict[int, bool] = vars(request).setdefault("editable", {})
    if post.pk not in known:
        known[post.pk] = may_edit(request.user, post)
    return known[post.pk]


def may_correct(user: Person, post: Post) -> bool:
    """Say to readers what was wrong in a post that they have seen."""
    return user.has_perm("blog.add_correction") and edits_others(user) and may_edit(user, post)


def may_change_image(user: Person, image: Image) -> bool:
    """Everybody's pictures for editors, one's own uploads for others."""
    return edits_others(user) or (user.is_authenticated and image.uploaded_by_id == user.pk)


def may_change_file(user: Person, row: Image | Attachment) -> bool:
    """Describe or replace a file of the media library: as with pictures, and by who has the permission."""
    own = edits_others(user) or (user.is_authenticated and row.uploaded_by_id == user.pk)
    return own and user.has_perm(f"blog.change_{row._meta.model_name}")


def may_delete_file(user: Person, row: Image | Attachment) -> bool:
    """Remove a file of the media library."""
    return may_change_file(user, row) and user.has_perm(f"blog.delete_{row._meta.model_name}")


def may_change_author(user: Person, author: Author) -> bool:
    """Every byline for editors, one's own for others."""
    return edits_others(user) or (user.is_authenticated and author.user_id == user.pk)


def statuses_for(user: Person, current: str) -> list[Status]:
    """The states that `user` may choose for a post which now stands at `current`."""
    offered = OFFERED if may_publish(user) else [Status.DRAFT, Status.REVIEW]
    return offered if current in offered else [*offered, Status(current)]
