"""The demonstration's logins, one for each role, and how their password is known again at every start.

They work only on this machine and only while the site is not public: `blog.logins.may_enter` asks that of a
login, and the middleware here of a session."""

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse

from blog.logins import may_enter
from blog.models import User
from operations.demo import source


def password() -> str:
    """One for all of them, derived from this installation's secret, such as `lantern-k3vq-7a2x`."""
    word = b32encode(digest("password")).decode().lower()
    return f"lantern-{word[:4]}-{word[4:8]}"


def salt() -> str:
    """The salt with which that password is stored. One that is set later gets another."""
    return digest("salt").hex()


def digest(purpose: str) -> bytes:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"demonstration:{purpose}".encode(), hashlib.sha256).digest()


def names_taken() -> list[str]:
    """The user names that the demonstration needs and somebody has."""
    names = [each["username"] for each in source.people()["login"]]
    return list(User.objects.filter(username__in=names).values_list("username", flat=True))


def make_logins() -> dict[str, User]:
    """The users by name; each is in the group of its role, an administrator has every right."""
    stored = make_password(password(), salt=salt())
    return {each["username"]: make_login(each, stored) for each in source.people()["login"]}


def make_login(told: dict[str, str], stored: str) -> User:
    first, _space, last = told["name"].partition(" ")
    administrator = told["role"] == "Administrator"
    user = User.objects.create(
        username=told["username"],
        password=stored,
        first_name=first,
        last_name=last,
        email=f"{told['username']}@lantern.example",
        is_staff=True,
        is_superuser=administrator,
        is_demonstration=True,
    )
    if not administrator:
        user.groups.add(Group.objects.get(name=told["role"]))
    return user


def login_lines() -> list[str]:
    """What the terminal says of those whose password is still the one they were given; else nothing.

    Costs one query and no hashing, so that every start can ask."""
    if not settings.SITE_IS_LOOPBACK:
        return []
    given = User.objects.filter(is_demonstration=True, is_active=True, password__contains=f"${salt()}$")
    names = set(given.values_list("username", flat=True))
    told = [each for each in source.people()["login"] if each["username"] in names]
    if not told:
        return []
    width = max(len(each["username"]) for each in told)
    rows = [f"  {each['username']:<{width}}  {each['does']}" for each in told]
    return [f"Demonstration logins, from this machine only. Password of each: {password()}", *rows]


class DemonstrationMiddleware:
    """Ends a demonstration login's session where the login itself would be refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without the cookie nobody is logged in, and a reader's page must not depend on a session.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            user = request.user
            if isinstance(user, User) and not may_enter(user, request):
                logout(request)
        return self.get_response(request)
