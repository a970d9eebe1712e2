"""Articles that ask for a password, and readers who have given it."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from blog.models import Post
from blog.publicpages import reader

TEN_DAYS = 10 * 24 * 3600


def is_open_to(post: Post, request: HttpRequest) -> bool:
    """Whether whoever asks may read its words: no password, or it was given, or they may edit the post."""
    if not post.is_locked:
        return True
    given = request.COOKIES.get(cookie_name(post), "")
    return constant_time_compare(given, token(post)) or (
        Post.everything.editable_by(reader(request)).filter(pk=post.pk).exists()
    )


def matches(post: Post, typed: str) -> bool:
    return constant_time_compare(typed, post.password)


def remember(post: Post, request: HttpRequest, response: HttpResponseBase) -> None:
    """Open the post to this browser for ten days, or until its password changes."""
    response.set_cookie(
        cookie_name(post),
        token(post),
        max_age=TEN_DAYS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def cookie_name(post: Post) -> str:
    return f"post-{post.pk}"


def token(post: Post) -> str:
    return salted_hmac("blog.passwords", f"{post.pk}:{post.password}", algorithm="sha256").hexdigest()
