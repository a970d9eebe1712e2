"""Where in the admin a row is edited that an import has made."""

from contextlib import suppress

from django.urls import NoReverseMatch, reverse


def admin_address(model: str, key: int | None) -> str:
    """Where the row is edited, a menu's line with all the others; empty for what has no such place (`model`
    is `app.model`)."""
    if not model or key is None:
        return ""
    name = f"admin:{model.replace('.', '_')}"
    for page, args in (("change", [key]), ("changelist", [])):
        with suppress(NoReverseMatch):
            return reverse(f"{name}_{page}", args=args)
    return ""
