"""What the editor's scripts for pictures are told: addresses, and their words."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from blog.files.images import FORMATS

ACCEPTED = ",".join(mime_type for mime_type, _extension in FORMATS.values())

# What scripts say while a file is on its way; the media library says the same.
SENDING = {
    "sending": _("Sending %s"),
    "waiting": _("Waits for its turn."),
    "checking": _("Arrived; being checked."),
    "again": _("Try again"),
    "cancel": _("Cancel"),
    "giveUp": _("Give up"),
    "failed": _("The server could not keep this file. Please try again."),
    "loggedOut": _("You have been logged out. Log in again in another tab, then try again."),
    "unreachable": _("The server cannot be reached. Please try again in a moment."),
    "heldBack": _("Saved as soon as the pictures have arrived. Press again to save without them."),
    "leftOut": _("A picture did not arrive. Try again beside it, or press again to save without it."),
}
WORDS = SENDING | {
    "choose": _("Choose a picture"),
    "upload": _("Upload pictures"),
    "alt": _("Alternative text"),
    "altHint": _("What the picture shows, for whoever cannot see it"),
    "captionHint": _("Caption"),
    "credit": _("Credit"),
    "place": _("Place of the picture"),
    "places": {
        "": _("In the column"),
        "alignleft": _("Left"),
        "aligncenter": _("Centred"),
        "alignright": _("Right"),
        "alignwide": _("Wide"),
    },
    "remove": _("Remove"),
}
FIGURES: dict[str, Any] = {
    "choose": reverse_lazy("admin:blog_image_choose"),
    "upload": reverse_lazy("admin:blog_image_upload"),
    "describe": reverse_lazy("admin:blog_image_describe", args=[0]),
    "accept": ACCEPTED,
    "words": WORDS,
}
