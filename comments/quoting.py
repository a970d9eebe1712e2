"""Quoting a reply in the answer to it."""

import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator

from comments.models import Reply

MOST = 2000  # characters of another's reply; its whole is one press away
BREAK = re.compile(r"<br>\n?")
END = re.compile(r"</(p|li|pre|blockquote)>")


def quoted(reply: Reply) -> str:
    """The words of `reply` as a Markdown quotation that ends in an empty line for the answer."""
    words = Truncator(text_of(reply)).chars(MOST)
    lines = (f"> {line}".rstrip() for line in words.splitlines())
    return "\n".join(lines) + "\n\n"


def text_of(reply: Reply) -> str:
    """What its writer typed; of an imported reply, which is HTML, its text."""
    source = as_text(reply.body_html) if reply.is_foreign else reply.comment
    return source.strip()


def as_text(html: str) -> str:
    """The text of a reply's safe HTML: an empty line after each block."""
    parted = END.sub(r"</\1>\n\n", BREAK.sub("\n", html))
    return re.sub(r"\n{3,}", "\n\n", unescape(strip_tags(parted)))


def added(typed: str, quotation: str) -> str:
    """What was typed, then the quotation."""
    return f"{typed.rstrip()}\n\n{quotation}" if typed.strip() else quotation
