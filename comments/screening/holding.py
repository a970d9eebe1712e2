"""Why a reply waits for a moderator, in words. The codes stand in `Reply.held_for`; words are made when they
are read, in the language of whoever reads."""

from collections.abc import Callable
from typing import Any

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments.models import Ban, Reply

Entry = dict[str, Any]

# The rules of comments.screening.spam.rules and of comments.screening.circumstances.
RULES = {
    "appeal_link": gettext_lazy("a page that collects money"),
    "address_as_name": gettext_lazy("an address as name"),
    "capitals": gettext_lazy("capital letters throughout"),
    "cheap_ending": gettext_lazy("a link with an ending that spammers like"),
    "cheap_website": gettext_lazy("a website with an address that spammers like"),
    "contact": gettext_lazy("how to reach somebody elsewhere"),
    "disguised_link": gettext_lazy("a link made unreadable for machines"),
    "disguised_word": gettext_lazy("letters that only look like others"),
    "exclamations": gettext_lazy("rows of exclamation marks"),
    "fast": gettext_lazy("sent faster than anybody reads"),
    "flattery": gettext_lazy("praise that fits any article"),
    "fragment": gettext_lazy("a part of a link"),
    "goods": gettext_lazy("words of sellers"),
    "invitation": gettext_lazy("‘visit our site’ or the like"),
    "link_only": gettext_lazy("a link without a word about it"),
    "many_links": gettext_lazy("many links"),
    "markup": gettext_lazy("links in the markup of forums"),
    "money": gettext_lazy("promises of easy money"),
    "mostly_links": gettext_lazy("more links than words"),
    "nowhere": gettext_lazy("sent without a page before it"),
    "phone": gettext_lazy("a telephone number"),
    "pleading": gettext_lazy("an excuse for advertising"),
    "profile_link": gettext_lazy("a link to a profile or a shop"),
    "promotion": gettext_lazy("‘check out my channel’ or the like"),
    "referral": gettext_lazy("a link that earns its sender money"),
    "repeated": gettext_lazy("the same words over and over"),
    "script": gettext_lazy("a script"),
    "shortener": gettext_lazy("a shortened link"),
    "subscribe": gettext_lazy("a call to subscribe"),
    "trap": gettext_lazy("the field that people do not see"),
    "wallet": gettext_lazy("an address for cryptocurrency"),
    "ware_as_name": gettext_lazy("an advertisement as name"),
    "website_in_text": gettext_lazy("the writer's website once more in the text"),
}


def why_held(reply: Reply) -> list[str]:
    """One sentence for each thing that held the reply; none where nothing was noted."""
    return [sentence for entry in reply.held_for if (sentence := in_words(entry))]


def in_words(entry: Entry) -> str:
    """Empty for what this version of the software does not know."""
    say = SENTENCES.get(entry.get("code", ""))
    return say(entry) if say else ""


def spam(entry: Entry) -> str:
    percent = number_format(min(99, round(100 * entry.get("score", 0))))
    weighed = [str(RULES[code]) for code, *_number in entry.get("rules", []) if code in RULES]
    weighed += [_("‘%(word)s’") % {"word": word} for word in entry.get("words", [])]
    if not weighed:
        return _("It looks like spam (%(percent)s %%).") % {"percent": percent}
    return _("It looks like spam (%(percent)s %%). What weighed most: %(list)s.") % {
        "percent": percent,
        "list": get_text_list(weighed, _("and")),
    }


def links(entry: Entry) -> str:
    number, limit = entry.get("number", 0), entry.get("limit", 0)
    said = ngettext(
        "%(number)d link; the limit is %(limit)d.", "%(number)d links; the limit is %(limit)d.", number
    )
    return said % {"number": number, "limit": limit}


def watch(entry: Entry) -> str:
    words = entry.get("words", [])
    quoted = get_text_list([_("‘%(word)s’") % {"word": word} for word in words], _("and"))
    return ngettext("It holds the watch word %(list)s.", "It holds the watch words %(list)s.", len(words)) % {
        "list": quoted
    }


def same(entry: Entry) -> str:
    number = entry.get("number", 1)
    return ngettext(
        "The same text was sent to %(number)d other place in these days.",
        "The same text was sent to %(number)d other places in these days.",
        number,
    ) % {"number": number}


def busy(entry: Entry) -> str:
    return _("%(number)d replies of this writer within ten minutes.") % {"number": entry.get("number", 0)}


def ban(entry: Entry) -> str:
    kinds = {
        Ban.Kind.ADDRESS: _("The address is banned (%(value)s)."),
        Ban.Kind.NAME: _("The name is banned (%(value)s)."),
        Ban.Kind.NETWORK: _("The network is banned (%(value)s)."),
        Ban.Kind.WORD: _("It holds a banned word (%(value)s)."),
    }
    said = kinds.get(entry.get("kind", ""), "")
    return said % {"value": entry.get("value", "")} if said else ""


def fast(entry: Entry) -> str:
    took = number_format(round(entry.get("seconds") or 0, 1))
    return _("Sent %(seconds)s seconds after the page was opened.") % {"seconds": took}


def reported(entry: Entry) -> str:
    number = int(entry.get("number", 1))
    return ngettext("%(number)d reader reported it.", "%(number)d readers reported it.", number) % {
        "number": number
    }


SENTENCES: dict[str, Callable[[Entry], str]] = {
    "all": lambda _entry: _("Every reply waits here."),
    "first": lambda _entry: _("No reply of this address has been approved yet."),
    "trap": lambda _entry: _("The field that people do not see was filled in."),
    "nowhere": lambda _entry: _("The browser did not say from which page it was sent."),
    "appeal": lambda _entry: _("Its writer appealed."),
    "imported": lambda _entry: _("It came waiting from the imported site."),
    "unknown": lambda _entry: _("It came from the imported site in a state that is unknown here."),
    "spam": spam,
    "links": links,
    "watch": watch,
    "same": same,
    "busy": busy,
    "ban": ban,
    "fast": fast,
    "reported": reported,
}
