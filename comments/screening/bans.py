"""Who may not reply, and how that is said."""

import math

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from comments.models import Ban
from comments.screening.known import Known

ABOUT_PEOPLE = {Ban.Kind.ADDRESS, Ban.Kind.NAME}


def ban_for(known: Known, address: str, text: str, *, trusted: bool = False) -> Ban | None:
    """The ban that keeps this reply out, the longest if there are several. One query, if any fits.

    `address` is the network address of the sender. A trusted writer is kept out by name and address alone:
    networks are shared, and words depend on who says them. The publication's own people are never asked.
    """
    said = {"email": known.email, "name": known.name, "address": address, "text": text}
    fitting = [ban for ban in known.bans if ban.fits(**said) and (ban.kind in ABOUT_PEOPLE or not trusted)]
    if not fitting:
        return None
    return max(Ban.objects.filter(pk__in=[ban.pk for ban in fitting]), key=end_of, default=None)


def end_of(ban: Ban) -> float:
    return ban.until.timestamp() if ban.until else math.inf


def refusal(ban: Ban) -> str:
    """What the reader is told, above the text that is kept."""
    if ban.kind == Ban.Kind.WORD:
        return _("This reply holds words that are not published here. Your text is here: please change it.")
    if ban.until is None:
        return _("Replies are not taken from you here. Your text is here, to be copied.")
    end = date_format(localtime(ban.until), "DATETIME_FORMAT")
    return _("Replies are not taken from you here until %(end)s. Your text is here, to be copied.") % {
        "end": end
    }
