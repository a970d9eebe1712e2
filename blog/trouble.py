"""What a writer is told when the database or the disk does not take what they wrote."""

from django.db import OperationalError
from django.utils.translation import gettext as _

from blog.files.diskspace import is_full


def sentence_about(error: BaseException) -> str:
    """A sentence for whoever pressed the button; empty for errors that are mistakes of the program."""
    if is_full(error):
        return _("Not saved: there is no room left on the server. Your words are still here.")
    if isinstance(error, OperationalError):
        return _("Not saved: the database does not answer just now. Your words are still here.")
    return ""
