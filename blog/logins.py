"""Who may log in to the admin, how often it may be tried, and where demonstration logins end."""

from typing import Any

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog import limits
from blog.models import User
from blog.network import client_network, is_from_this_machine

# Wider for a name than for a network: nobody shall be able to lock somebody else out from one place.
NAME_FACTOR = 5

Try = tuple[str, str, limits.Limit]


class LoginForm(AdminAuthenticationForm):
    """Django's, with limits on trying (`settings.LOGIN_LIMIT`) by network and by user name."""

    def clean(self) -> dict[str, Any]:
        tries = keys("login", self.request, self.cleaned_data.get("username", ""))
        count(tries)
        cleaned: dict[str, Any] = super().clean()
        for scope, key, _limit in tries:
            limits.reset(scope, key)
        return cleaned

    def confirm_login_allowed(self, user: User) -> None:
        super().confirm_login_allowed(user)
        if not may_enter(user, self.request):
            raise ValidationError(
                _("Demonstration logins work only on the machine itself, before the site is public."),
                code="demonstration",
            )


def keys(what: str, request: HttpRequest | None, name: str) -> list[Try]:
    """What one try counts against: the network it comes from, and the name it is about."""
    most, seconds = settings.LOGIN_LIMIT
    network = client_network(request) if request else ""
    return [
        (f"{what}-network", network, (most, seconds)),
        (f"{what}-name", name.strip().casefold(), (most * NAME_FACTOR, seconds)),
    ]


def count(tries: list[Try]) -> None:
    """Count one try before anything is looked up, so that parallel ones cannot slip through.

    Raises ValidationError where one of the limits is used up.
    """
    for scope, key, limit in tries:
        if not limits.allow(scope, key, limit):
            raise too_often(scope, key)


def too_often(scope: str, key: str) -> ValidationError:
    """Says in words when to try again."""
    minutes = max(1, limits.minutes_left(scope, key))
    text = ngettext(
        "That was tried too often. Please try again in a minute.",
        "That was tried too often. Please try again in %(minutes)d minutes.",
        minutes,
    )
    return ValidationError(text, code="too_often", params={"minutes": minutes})


def may_enter(user: User, request: HttpRequest | None) -> bool:
    """Demonstration logins work only from loopback, and only while the site's own address is loopback too."""
    if not user.is_demonstration:
        return True
    return settings.SITE_IS_LOOPBACK and request is not None and is_from_this_machine(request)
