"""What a page offers and a copy cannot do: forms become a quiet sentence, links to what acts go."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from lxml import html

from operations.staticcopy.places import file_of, own_address, plain

Element = Any  # lxml's elements carry no types
SEARCH = "/search/"


def withhold(document: Element, address: str, made_on: str) -> None:
    """Take out of the page at `address` what only the site itself can do."""
    for form in list(document.iter("form")):
        withhold_form(form, address, made_on)
    for orders in document.find_class("orders"):  # a copy holds one order of each thread
        orders.drop_tree()
    for link in list(document.iter("a")):
        there, _fragment = own_address(link.get("href") or "", address)
        if there and not file_of(there):
            take_out(link)
    for link in list(document.iter("link")):
        there, _fragment = own_address(link.get("href") or "", address)
        if there and not file_of(there):
            link.drop_tree()


def withhold_form(form: Element, address: str, made_on: str) -> None:
    """The search stays, since a copy has one; the reply form says where replies are written."""
    if form.get("method", "get").lower() == "get":
        if plain(own_address(form.get("action") or "", address)[0]) == SEARCH:
            drop_filters(form)
        else:
            form.drop_tree()
        return
    said = sentence(form.get("id") or "", address, made_on)
    if said is not None:
        form.addprevious(said)
    form.drop_tree()


def drop_filters(form: Element) -> None:
    """Of a search only the words are asked for."""
    for choice in [*form.iter("select"), *form.iter("fieldset")]:
        label = choice.getparent()
        (label if label is not None and label.tag == "label" else choice).drop_tree()


def sentence(form: str, address: str, made_on: str) -> Element | None:
    """What stands in the place of a form; nothing for those that need no word."""
    words = {
        "reply-form": _("This is a copy of the site as it was on %(day)s; replies are written"),
        "password-form": _("A password closes this article, in this copy of %(day)s too; it opens"),
    }
    if form not in words:
        return None
    paragraph, link = html.Element("p"), html.Element("a")
    paragraph.set("class", "notice")
    paragraph.text = f"{words[form] % {'day': made_on}} "
    link.set("href", own_whole(address))
    link.set("data-live", "")
    link.text = _("on the site itself")
    link.tail = "."
    paragraph.append(link)
    return paragraph


def own_whole(address: str) -> str:
    """The address on the site itself."""
    return f"{str(settings.SITE_URL).rstrip('/')}{address}"


def take_out(link: Element) -> None:
    """The link, what parts it from the next, and what holds nothing any more without it."""
    parent = link.getparent()
    link.tail = (link.tail or "").removeprefix(" · ").lstrip("·")
    link.drop_tree()
    while parent is not None and parent.tag in {"p", "li", "ul", "footer", "nav", "span"}:
        above = parent.getparent()
        if len(parent) or (parent.text or "").strip(" :·"):
            return
        parent.drop_tree()
        parent = above


def today() -> str:
    return date_format(timezone.localdate(), "j F Y")
