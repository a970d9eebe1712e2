"""The Content-Security-Policy: strict, with the frames that a page needs and the admin's exceptions.

A public page may frame the players of its own cards and nothing else, so most answers name no foreign host.
In the admin, where players come and go while somebody writes, the settings' whole list stands. The rich text
editor names its modules in an inline import map, which carries a nonce, and styles what it draws by `style`
attributes."""

import re
from functools import lru_cache
from typing import Any

from csp.constants import HEADER, NONCE, NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponseBase

from blog.embeds import frame_hosts_with

ADMIN_POLICY = {"script-src": [SELF, NONCE], "style-src": [SELF, UNSAFE_INLINE]}
CARD = b"data-player="
PLAYER = re.compile(rb'data-player="https://([\w.-]+)')
OF_ITS_OWN = ("_csp_config", "_csp_update", "_csp_replace")


def is_in_admin(request: HttpRequest) -> bool:
    """Whether the address that was asked for belongs to the admin."""
    match = getattr(request, "resolver_match", None)
    return bool(match and match.app_name == "admin")


class PolicyMiddleware(CSPMiddleware):
    """django-csp, with the admin's exceptions in the admin, and each public policy built once."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Most answers differ by the frames of their players alone."""
        if is_in_admin(request) or any(hasattr(response, name) for name in OF_ITS_OWN):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, public_policy(frames_in(response)))
        return response

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        usual: dict[str, Any] = ADMIN_POLICY if is_in_admin(request) else {"frame-src": frames_in(response)}
        parts.replace = {**usual, **(parts.replace or {})}
        return parts


def frames_in(response: HttpResponseBase) -> tuple[str, ...]:
    """What `frame-src` must name for the players of the page."""
    content = getattr(response, "content", b"")
    if CARD not in content:
        return (NONE,)
    hosts = frozenset(found.decode() for found in PLAYER.findall(content))
    return tuple(f"https://{host}" for host in frame_hosts_with(hosts)) or (NONE,)


@lru_cache(maxsize=512)
def public_policy(frames: tuple[str, ...]) -> str:
    """The settings' policy with these frames."""
    return str(build_policy(replace={"frame-src": frames}))
