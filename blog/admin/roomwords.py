"""What the editor's scripts for links and for the room around the text are told."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

LINKS: dict[str, Any] = {
    "enableTarget": False,
    "autolink": True,
    "find": reverse_lazy("admin:blog_post_linking"),
    "words": {
        "title": _("Link"),
        "address": _("An address, or words of a title"),
        "found": _("On this site"),
        "text": _("Words of the link"),
        "apply": _("Set the link"),
        "remove": _("Remove the link"),
        "cancel": _("Cancel"),
        "none": _("Nothing on this site has these words in its title."),
        "unreachable": _("The server cannot be reached; whole addresses can still be typed."),
        "loggedOut": _(
            "You have been logged out. Log in again in another tab; whole addresses can be typed."
        ),
        "choose": _("Choose one of the titles below, or type a whole address."),
        "empty": _("Type an address, or words of a title."),
        "spaces": _("There is a space in this address; addresses have none."),
        "scheme": _("A link leads to an address with https, http, mailto, tel or ftp."),
        "host": _("This address names no site. It should look like https://example.org/page."),
    },
}
# `%s` is a number; words that differ for one and for more are chosen by the browser's rules of the language.
COUNTING: dict[str, Any] = {
    "words": {
        "word": _("%s word"),
        "words": _("%s words"),
        "minute": _("%s minute to read"),
        "minutes": _("%s minutes to read"),
        "selected": _("%s selected"),
        "label": _("Length of the text"),
    },
}
