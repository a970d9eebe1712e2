"""The mail that opens “Your replies” for a day."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext_noop as _

from comments.mail.letters.message import message
from comments.models import Letter
from comments.writers import owning


def compose(letter: Letter) -> EmailMessage | None:
    """With a link that is good from now on; None if the address has been erased meanwhile."""
    if letter.writer is None:
        return None
    address = settings.SITE_URL + owning.address_for(letter.writer)
    return message(letter, "email/yours.txt", _("Your replies at %(publication)s"), address=address)
