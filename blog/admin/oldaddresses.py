"""Addresses that readers may know stay good when a slug, a parent or a date is changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

from blog.models import Post, Redirect


@contextmanager
def kept(post: Post) -> Iterator[None]:
    """Around a save: if the address of what readers could see has changed, the old one leads to the new."""
    before = Post.everything.filter(pk=post.pk).first() if post.pk else None
    old = unquote(before.get_absolute_url()) if before and before.is_public else ""
    yield
    new = unquote(post.get_absolute_url()) if old else ""
    if old != new:
        Redirect.objects.filter(old_path=new).delete()
        Redirect.objects.update_or_create(
            old_path=old, defaults={"post": post, "new_path": "", "category": None, "image": None}
        )
