"""What a writer is told when the database or the disk does not take what they wrote."""

from django.db import OperationalError
from django.utils.translation import gettext as _

from blog.files.diskspace import is_full
from blog.files.outage import StorageAway


def sentence_about(error: BaseException) -> str:
    """A sentence for whoever pressed the button; empty for errors that are mistakes of the program."""
    if is_full(error):
        return _("Not saved: there is no room left on the server. Your words are still here.")
    if isinstance(error, OperationalError):
        return _("Not saved: the database does not answer just now. Your words are still here.")
    return ""


def sentence_about_file(error: BaseException) -> str:
    """The same for whoever sent a file, which browsers do not give back."""
    if isinstance(error, StorageAway):
        return str(error)
    if is_full(error):
        return _("There is no room left on the server. Nothing of this file was kept.")
    if isinstance(error, OperationalError):
        return _(
            "The database does not answer just now. Nothing of this file was kept: please try again soon."
        )
    return ""


def status_of(error: BaseException) -> int:
    """507 where there is no room, 503 where something does not answer."""
    return 507 if is_full(error) else 503
