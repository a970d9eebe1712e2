"""How one address is known again without being kept."""

import hashlib
import hmac

from django.conf import settings


def writer_key(email: str) -> str:
    """The keyed hash by which one address is known again without being looked at; empty for no address."""
    address = email.strip().lower()
    if not address:
        return ""
    return hmac.new(settings.SECRET_KEY.encode(), f"writer:{address}".encode(), hashlib.sha256).hexdigest()
