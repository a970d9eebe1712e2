"""What mails say: one module a kind, each with `compose(letter) -> EmailMessage | None`.

A letter is composed at every attempt to send it, from what is true by then; None says that nobody wants it
any more. What all of them have in common is letters/message.py."""

from importlib import import_module

from django.core.mail import EmailMessage

from comments.models import Letter


def compose(letter: Letter) -> EmailMessage | None:
    """The mail as it is to be sent now, by the module that is called like the letter's kind."""
    if letter.kind not in Letter.Kind.values:
        raise LookupError(f"no letter is of the kind {letter.kind}")
    composer = import_module(f"comments.mail.letters.{letter.kind}")
    return composer.compose(letter)  # type: ignore[no-any-return]
