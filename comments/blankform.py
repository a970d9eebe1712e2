"""The reply form as readers without a session find it: under all articles the same but for its address."""

from functools import lru_cache
from types import SimpleNamespace

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from comments.forms import ReplyForm
from comments.models import DebateRules

PLACE = "/the-address-of-the-article/"


def blank_form(address: str) -> SafeString:
    """Under the article at this address."""
    rules = DebateRules.for_pages()
    form = rendered(get_language() or "", settings.REPLY_MAX_CHARACTERS, rules.most_links)
    return mark_safe(form.replace(PLACE, escape(address)))


@lru_cache(maxsize=64)
def rendered(language: str, most_characters: int, most_links: int) -> str:
    """All that the form says depends on these three."""
    article = SimpleNamespace(get_absolute_url=PLACE)
    return render_to_string("comments/_form.html", {"form": ReplyForm(), "post": article, "heading": "h2"})
