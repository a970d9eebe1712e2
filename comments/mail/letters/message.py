"""What all mails have in common: language, sender, headers, and what no title or name can do to them."""

import unicodedata
from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import translation

from blog.models import Publication
from comments.models import Letter

LONGEST_NAME = 100
LONGEST_TITLE = 200
# Each opens a change of direction that may never be closed.
TURNS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def message(
    letter: Letter, template: str, subject: str | tuple[str, str], *, stop: str = "", **context: Any
) -> EmailMessage | None:
    """The mail in the publication's language; None if the letter has no address that could be one.

    `template` is a text template, such as `email/answer.txt`; `subject` a sentence with `%(name)s` for what
    is in `context`, marked with gettext_noop, or two of them for `number` (ngettext). Texts in `context` are
    set on one line. `stop` is the address that ends such mails with one click (RFC 8058); letters asked for
    by pressing a button need none.

    The Message-ID is the same at every try, so that mail programs know a second copy, should a worker die
    between the server's answer and writing it down.
    """
    if not is_address(letter.address):
        return None
    publication = Publication.current()
    name = one_line(publication.name)
    said = {key: one_line(value) if isinstance(value, str) else value for key, value in context.items()}
    said |= {"publication": name, "site": settings.SITE_URL, "stop": stop}
    with translation.override(publication.language):
        return EmailMessage(
            subject=one_line(translated(subject, said) % said),
            body=render_to_string(template, said),
            from_email=formataddr((name, settings.DEFAULT_FROM_EMAIL)),
            to=[letter.address],
            headers=headers(letter, name, stop),
        )


def translated(subject: str | tuple[str, str], said: dict[str, Any]) -> str:
    """The sentence in the language in force; of two, the one that fits `number`."""
    if isinstance(subject, str):
        return translation.gettext(subject)
    return translation.ngettext(*subject, said["number"])


def headers(letter: Letter, name: str, stop: str) -> dict[str, str]:
    """That a machine wrote it, which it is, and how to have no more (RFC 3834, 2919, 2369, 8058)."""
    found = {
        "Message-ID": f"<letter-{letter.pk}-{letter.made_at:%Y%m%d%H%M%S}@{settings.SITE_HOST}>",
        "Auto-Submitted": "auto-generated",
    }
    if stop:
        found["List-Id"] = f"<replies.{settings.SITE_HOST}>"
        found["List-Unsubscribe"] = f"<{stop}>"
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


def is_address(text: str) -> bool:
    """Imports bring all kinds; a wrong one would fail for ever."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def one_line(text: str) -> str:
    """Without what could begin another header or turn the text around it."""
    kept = ("" if ord(char) in TURNS else " " if is_control(char) else char for char in text)
    return " ".join("".join(kept).split())


def is_control(char: str) -> bool:
    """Control characters, halves of characters, and separators of lines and paragraphs."""
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
