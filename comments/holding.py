"""Why a reply waits for a moderator, in words. The codes stand in `Reply.held_for`."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import Reply


def why_held(reply: Reply) -> list[str]:
    """One sentence for each thing that held the reply; none where nothing was noted."""
    return [sentence for entry in reply.held_for if (sentence := in_words(entry))]


def in_words(entry: dict[str, Any]) -> str:
    if entry.get("code") == "reported":
        number = int(entry.get("number", 1))
        return ngettext("%(number)d reader reported it.", "%(number)d readers reported it.", number) % {
            "number": number
        }
    return {"first": _("It is the first reply of this address."), "appeal": _("Its writer appealed.")}.get(
        entry.get("code", ""), ""
    )
