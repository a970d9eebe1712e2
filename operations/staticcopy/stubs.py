"""Pages that only lead on: what has moved, in a file where no server can say so."""

from html import escape

from django.utils.translation import gettext as _


def redirect_page(link: str, live: str) -> bytes:
    """A page that leads to `link` at once; `live` is the address on the site itself."""
    words = _("This has moved.")
    return (
        f'<!doctype html>\n<meta charset="utf-8">\n<title>{escape(words)}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={escape(link)}">\n'
        f'<link rel="canonical" href="{escape(live)}">\n<p><a href="{escape(link)}">{escape(words)}</a></p>\n'
    ).encode()
