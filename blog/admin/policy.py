"""The admin's own Content-Security-Policy: scripts as strict as everywhere, inline styles let in.

The rich text editor names its modules in an inline import map, which carries a nonce, and styles what it
draws by `style` attributes. Public pages keep the policy of the settings."""

from csp.constants import NONCE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

ADMIN_POLICY = {"script-src": [SELF, NONCE], "style-src": [SELF, UNSAFE_INLINE]}


def is_in_admin(request: HttpRequest) -> bool:
    """Whether the address that was asked for belongs to the admin."""
    match = getattr(request, "resolver_match", None)
    return bool(match and match.app_name == "admin")


class PolicyMiddleware(CSPMiddleware):
    """django-csp, with the admin's exceptions in the admin."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if is_in_admin(request):
            parts.replace = {**ADMIN_POLICY, **(parts.replace or {})}
        return parts
