"""Articles that ask for a password, and readers who have given it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from blog import limits
from blog.models import Post
from blog.network import client_network
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


def refusal(post: Post, request: HttpRequest) -> str:
    """Why the password that was typed does not open the post; empty if it does."""
    network = client_network(request)
    if not limits.allow("post-password", network, settings.LOGIN_LIMIT):
        return _("Too many tries from your network. Please wait a few minutes.")
    if not constant_time_compare(request.POST.get("password", ""), post.password):
        return _("That is not the password. Please try again.")
    limits.reset("post-password", network)
    return ""


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
