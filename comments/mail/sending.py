"""Carrying letters to the mail server: each once, and the trouble of one kept from the others.

A letter is claimed, composed, sent and marked as sent. Between the server's "kept" and the mark there is a
moment in which a worker may die; then the letter goes a second time under the same Message-ID, by which mail
programs know it. Nothing is lost in any case: a claim lapses, and what is unsent is tried for a week."""

import logging
from datetime import datetime, timedelta
from smtplib import (
    SMTPConnectError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone
from django_tasks import task

from comments.mail import letters
from comments.models import Letter

logger = logging.getLogger("comments.mail.sending")

PASS = 100  # letters; then other tasks have their turn
PAUSE = timedelta(minutes=2)  # before a server that gave no answer is asked again
PATIENCE = 3  # letters in a row over which the connection broke
BUSY = 421  # "service not available, closing": RFC 5321, 4.2.3


class AwayError(Exception):
    """The mail server does not answer, or lets nobody in: no fault of any letter."""


class BrokenError(Exception):
    """The connection broke, or hung, over one letter: its fault or the server's."""


class RefusedError(Exception):
    """The server will not have this letter; `for_good` if it says that asking again is of no use."""

    def __init__(self, error: Exception, *, for_good: bool) -> None:
        super().__init__(str(error))
        self.for_good = for_good


class Carrier:
    """One connection to the mail server, kept from letter to letter and made anew after trouble."""

    def __init__(self) -> None:
        self.connection = get_connection()
        self.is_open = False

    def carry(self, message: EmailMessage) -> None:
        """Hand over one message. Raises AwayError, BrokenError or RefusedError."""
        self.open()
        try:
            self.connection.send_messages([message])
        except (SMTPException, OSError) as error:
            raise self.meaning(error) from error
        if not isinstance(self.connection, EmailBackend):
            self.close()  # the others have nothing to keep open, and files hold one message each

    def open(self) -> None:
        if self.is_open:
            return
        try:
            self.connection.open()
        except (SMTPException, OSError) as error:
            self.close()
            raise AwayError(said(error)) from error
        self.is_open = True

    def close(self) -> None:
        """Part from the server, which may be gone already."""
        try:
            self.connection.close()
        except (SMTPException, OSError):
            logger.debug("the mail server left without a word", exc_info=True)
        self.is_open = False
        self.connection = get_connection()

    def meaning(self, error: Exception) -> Exception:
        """What a failure says: about the letter, the connection or the server."""
        if isinstance(error, SMTPRecipientsRefused):
            codes = [code for code, _ in error.recipients.values()]
            return RefusedError(Exception(said(error)), for_good=min(codes, default=0) >= 500)
        if isinstance(error, SMTPDataError) and error.smtp_code != BUSY:
            return RefusedError(Exception(said(error)), for_good=error.smtp_code >= 500)
        self.close()
        broke = isinstance(error, SMTPServerDisconnected) or not isinstance(error, SMTPException)
        return (BrokenError if broke else AwayError)(said(error))


def said(error: Exception) -> str:
    """A failure in a few words, without the recipient's address."""
    if isinstance(error, SMTPRecipientsRefused):
        return ", ".join(f"{code} {text(reason)}" for code, reason in error.recipients.values())
    if isinstance(error, SMTPResponseException | SMTPConnectError):
        return f"{error.smtp_code} {text(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def text(reason: bytes | str) -> str:
    return reason.decode(errors="replace") if isinstance(reason, bytes) else reason


@task(priority=10)  # somebody waits for the first of them, and pictures do not
def send_letters() -> int:
    """Send the letters whose time has come; how many left.

    While the server is away nobody's letter counts as tried, and nothing waits for it but the letters.
    """
    now = timezone.now()
    Letter.objects.give_up(now)
    if until := Letter.objects.server_away_until(now):
        Letter.objects.wait_for_server(now, until)
        return 0
    due = list(Letter.objects.due(now).values_list("pk", flat=True)[:PASS])
    sent = send_each(due)
    if len(due) == PASS:
        again(timezone.now())
    return sent


@task()
def forget_old_letters() -> int:
    """Delete letters that were sent, or dropped, half a year ago; how many."""
    return Letter.objects.forgettable(timezone.now()).delete()[0]


def again(moment: datetime) -> None:
    """Have the outbox looked at then."""
    send_letters.using(run_after=moment).enqueue()


def send_each(numbers: list[int]) -> int:
    carrier, sent, broken = Carrier(), 0, 0
    try:
        for number in numbers:
            letter = Letter.objects.with_names().filter(pk=number).first()
            if letter is None:
                continue  # its writer was erased meanwhile
            try:
                sent += deliver(letter, carrier)
                broken = 0
            except BrokenError as error:
                again(letter.put_off(str(error)))
                broken += 1
            except RefusedError as error:
                again(letter.put_off(str(error), refused=error.for_good))
            except AwayError as error:
                letter.release(str(error))
                broken = PATIENCE
            if broken >= PATIENCE:
                again(wait_for_server())
                break
    finally:
        carrier.close()
    return sent


def wait_for_server() -> datetime:
    """Put off all that is due; until when."""
    now = timezone.now()
    waiting = Letter.objects.wait_for_server(now, now + PAUSE)
    logger.warning("the mail server does not answer; %d letters wait", waiting)
    return now + PAUSE


def deliver(letter: Letter, carrier: Carrier) -> bool:
    """Send one letter, unless another worker does or nobody wants it any more; whether it left."""
    if not letter.claim():
        return False
    try:
        message = letters.compose(letter)
    except Exception as error:
        logger.exception("letter %s cannot be written", letter.pk)
        raise RefusedError(error, for_good=False) from error
    if message is None:
        letter.drop()
        return False
    carrier.carry(message)
    letter.mark_sent()
    return True
