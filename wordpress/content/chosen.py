"""Which files of the library a shortcode shows, and in which order."""

import re

from .library import Attachment
from .setting import Setting
from .shortcodes import Shortcode

NUMBERS = re.compile(r"\d{1,18}")


def numbers(text: str) -> list[int]:
    return [int(number) for number in NUMBERS.findall(text)]


def chosen(wanted: list[int], kind: str, shortcode: Shortcode, setting: Setting) -> list[Attachment]:
    """The attachments named, or the post's own of that kind where none is named."""
    if not wanted:
        owner = numbers(shortcode.get("id"))
        left_out = set(numbers(shortcode.get("exclude")))
        own = setting.library.attached_to(owner[0] if owner else setting.post)
        return in_order([each for each in own if each.kind == kind and each.id not in left_out], shortcode)
    named = [(number, setting.library.attachment(number)) for number in wanted]
    for number, attachment in named:
        if attachment is None:
            setting.notes.add("left out", f"file {number} of [{shortcode.name}] is not in the export")
    found = [attachment for _, attachment in named if attachment]
    return in_order(found, shortcode) if shortcode.get("orderby") or shortcode.get("include") else found


def in_order(files: list[Attachment], shortcode: Shortcode) -> list[Attachment]:
    """By WordPress's `orderby` and `order`; the library has them in the order of the post, and dates are near
    to numbers."""
    by = set(shortcode.get("orderby").lower().split())
    if "title" in by:
        files = sorted(files, key=lambda file: file.title.casefold())
    elif by & {"id", "date", "post_date"} or shortcode.get("include"):
        files = sorted(files, key=lambda file: file.id)
    return files[::-1] if shortcode.get("order").upper() == "DESC" else files
