"""What a careful editor would look at before a text goes out.

Pure: what the library and earlier looks at links know is handed in. Each finding is a remark with the spot it
speaks of, never a wall."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.checklist.draft import Draft, Finding, Linked, Pictured, Spot
from blog.checklist.links import link_addresses, of_links, of_media_links
from blog.checklist.pictures import of_pictures, of_sides
from blog.checklist.words import of_head, of_headings, of_paragraphs
from blog.rendering import allowlist
from blog.rendering.tree import parse

__all__ = ["Draft", "Finding", "Linked", "Pictured", "Spot", "findings", "link_addresses", "summary"]


def findings(draft: Draft) -> list[Finding]:
    """All remarks, in the order of the form."""
    text = parse(allowlist.clean_source(draft.body))
    found = [*of_head(draft), *of_headings(text), *of_paragraphs(text), *of_pictures(text, draft)]
    found += [*of_links(text, draft.dead), *of_media_links(draft)]
    return [*found, *of_filing(draft), *of_sides(draft)]


def of_filing(draft: Draft) -> Iterator[Finding]:
    """An article belongs to some subject."""
    if not draft.is_page and not draft.has_category:
        yield Finding("no-category", _("No category is chosen."), Spot("categories"))


def summary(number: int) -> str:
    """“3 things to look at”."""
    if not number:
        return _("Nothing to mend.")
    said = ngettext("%(number)d thing to look at", "%(number)d things to look at", number)
    return said % {"number": number}
